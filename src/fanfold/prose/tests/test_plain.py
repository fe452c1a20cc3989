"""Prose as plain text, remarks as HTML, and what the sample manuscript must become."""

from fanfold.prose import clean, divide, escape_text, plain_text, scene_breaks


def test_plain_text_keeps_paragraphs_and_leaves_ornaments_out() -> None:
    prose = '<p>One <em>two</em></p>\n<hr class="ff-break" data-ornament="***">\n<p>a<br>b</p>'
    assert plain_text(prose) == "One two\na\nb"


def test_plain_text_with_a_limit_is_one_line_cut_between_words() -> None:
    assert plain_text("<p>One two three</p><p>four</p>", limit=12) == "One two…"
    assert plain_text("<p>One</p><p>two</p>", limit=12) == "One two"
    assert len(plain_text("<p>" + "x" * 500 + "</p>", limit=100)) == 100


def test_a_remark_is_escaped_into_paragraphs() -> None:
    assert (
        escape_text("a < b\nc\n\n<b>d</b>") == "<p>a &lt; b<br>c</p>\n<p>&lt;b&gt;d&lt;/b&gt;</p>"
    )
    assert escape_text("  \n ") == ""


def test_scene_breaks_are_counted() -> None:
    assert scene_breaks(clean("a\n\n***\n\nb\n\n~\n\nc", "text").prose) == 2


def test_a_manuscript_like_the_sample_is_one_chapter_with_a_title_and_an_end_note() -> None:
    ornament = "***   ***   ******   ***   ******   ***   ***"
    source = (
        " Chapter 1\n\nPrologue\n\nThis is a very rain-centric fic wherein I heal.\n\n"
        f"“It’s late,” she said.\n\n{ornament}\n\nTwo.\n\n{ornament}\n\nThree.\n\n{ornament}\n\n"
        "Four.\n\nA/N:  So this isn't like before.\n"
    )
    manuscript = divide(source, "text")
    (part,) = manuscript.chapters
    assert (part.number, part.title) == (1, "Prologue")
    assert part.endnotes == "<p>So this isn't like before.</p>"
    assert scene_breaks(clean(part.source, "text").prose) == 3
    assert f'data-ornament="{ornament}"' in clean(part.source, "text").prose
    assert part.source.startswith("This is a very rain-centric")
    assert part.source.endswith("Four.")
    assert [question.code for question in manuscript.questions] == ["maybe_remark"]
