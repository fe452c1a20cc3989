"""What a book says only by the classes of its style sheet is in the prose that readers see."""

from fanfold.formats import read
from fanfold.formats.tests.epubs import book, page
from fanfold.prose import clean

CSS = """.it { font-style: italic } .b { font-weight: bold } .c { text-align: center }
.sc { font-variant: small-caps } .in { margin-left: 2em; text-indent: 1em } .x { color: red }"""


def test_slant_weight_alignment_small_capitals_and_indents_come_through() -> None:
    text = (
        '<p>It was <span class="it">late</span>, <span class="b">too</span> late.</p>'
        '<p class="c">* * *</p><p class="x">The <span class="sc">sign</span> said:</p>'
        '<p class="c">GONE</p><p class="in it">Dear you,</p><p>Then\n      nothing.</p>'
    )
    (chapter,) = read(book({"a.xhtml": page(text)}, css=CSS), name="a.epub").chapters
    assert clean(chapter.source, "html").prose.split("\n") == [
        "<p>It was <em>late</em>, <strong>too</strong> late.</p>",
        '<hr class="ff-break" data-ornament="* * *">',
        '<p>The <span class="ff-smallcaps">sign</span> said:</p>',
        '<p class="ff-center">GONE</p>',
        '<p class="ff-indent"><em>Dear you,</em></p>',
        "<p>Then nothing.</p>",
    ]


def test_links_to_notes_arrive_in_the_prose() -> None:
    pages: dict[str, str | bytes] = {
        "a.xhtml": page('<p>So<a id="r" href="n.xhtml#n"><sup>1</sup></a> it was.</p>'),
        "n.xhtml": page('<h2>Notes</h2><p id="n"><a href="a.xhtml#r">1</a> Was it?</p>'),
    }
    (chapter,) = read(book(pages), name="a.epub").chapters
    prose = clean(chapter.source, "html").prose
    assert 'href="#c-n"' in prose
    assert 'id="c-n"' in prose
    assert 'href="#c-r"' in prose
