"""Books for the binders' tests: one with everything, and its plainer relations."""

from dataclasses import replace
from datetime import UTC, date, datetime

from fanfold.formats.book import Book, BookChapter, BookPerson, BookWords, SeriesPlace

EVERYTHING = """
<h2 id="top">Part <em>one</em></h2><h3>Two</h3><h4>Three</h4><h5>Four</h5><h6>Five</h6>
<p>Ada wrote <em>this</em>, <strong>that</strong>, <i>i</i>, <b>b</b>, <u>u</u>, <s>s</s>,
H<sub>2</sub>O, E=mc<sup>2</sup>, <small>small</small>, <span class="ff-smallcaps">caps</span>,
<code>code</code>, <a href="https://example.org/a?b=c&amp;d=é#f">a link</a>,
<a href="#top">up</a>, <a href="#nowhere">nowhere</a>, <a href="mailto:a@example.org">post</a>.</p>
<p class="ff-indent" lang="fr" dir="ltr" title="En français">« Bonjour ! »<br>— Ça va ?</p>
<hr class="ff-break"><p>After the break.</p><hr class="ff-break" data-ornament="~*~ &amp; ~*~">
<p>And after hers. 😀 𝔉 &lt;not a tag&gt;</p><hr>
<div class="ff-center"><p class="ff-right">Right</p><p class="ff-justify">Justified</p></div>
<p class="ff-blank">&nbsp;</p>
<blockquote class="ff-letter"><p>Dear Ben,</p><p>come home.</p></blockquote>
<ul><li>One<ul><li>Inner</li></ul></li><li><p>Two</p></li></ul><ol start="3"><li>Three</li></ol>
<dl><dt>Fold</dt><dd>A crease.</dd></dl>
<table><caption>Table</caption><thead><tr><th scope="col">A</th><th>B</th></tr></thead>
<tbody><tr><td colspan="2">Both</td></tr></tbody></table>
<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <bdo dir="rtl">turned</bdo></p>
<details><summary>Spoiler</summary><p>He lives.</p></details>
<pre><code>10 PRINT "HELLO"</code></pre>
<figure><p>⁂</p><figcaption>A figure</figcaption></figure>
"""

WRONG = """
<p id="twice">a</p><p id="twice">b</p><p id="heading">ours</p><p id="1 né">odd</p>
<em>open <p>around</p> blocks</em><span><ul>loose<li>item</ul></span><li>alone</li>
<dl><dd>first<dt>last</dl><dl></dl><table></table><table><tr><td>x<tfoot><tr><td>y<caption>c</table>
<table><thead><tr><th><h2>h</h2></th></tr></thead><thead><tr><td>2</td></tr></thead></table>
<ul></ul><ol></ol><ruby>bare</ruby><ruby><rt>only</rt></ruby><rt>lost</rt>
<details>no summary</details>
<details><summary>one<h2>h</h2></summary><summary>two</summary></details>
<figure><figcaption>a</figcaption><figcaption>b</figcaption></figure><figcaption>c</figcaption>
<a href="http://a.example/"><h3>block link</h3><details><summary>s</summary>t</details></a>
<a href="https://ex ample/">x</a><a href="http://[::1">y</a><a href="javascript:alert(1)">z</a>
<a href="http://user:pw@a.example/">u</a><a href="https://a.example:99999/">p</a>
<a href="https://a..example/%zz?%&#x22;">q</a><a href="//a.example/">r</a><a href="">s</a>
<a href="https://ex.example/a|b^c`{}\\[]?[x]&y#z#z">odd</a><a name="old">n</a><a href="#old">m</a>
<font color="red"><big>big</big></font><center><tt>tt</tt></center><strike>s</strike>
<p style="color:red" onclick="x()" align="center" class="userstuff ff-center">styled</p>
<img src="https://a.example/x.png" alt="a cat"><script>alert(1)</script><style>p{}</style>
<p lang="xx_not a language" dir="sideways" xml:lang="en" data-x="1">langs</p>
<h2><div>in</div>heading<hr></h2><svg><p>svg</p></svg><math><mi>x</mi></math><bdo>b</bdo>
<custom-element>mine</custom-element><form><input value="v"><button>go</button></form>
\x00\x0b\x0c\x1f\ufffe\ud800&#12;&#x1f;&#xFFFF; <p>unclosed <b><i>mis</b>nested</i>
"""

HOSTILE = (
    "A & B < C > D \"E\" 'F' ]]> <!-- --> </title><script>x</script> {authors} %s "
    "\x00\x0c\ufffe\ud800 \u202e"
)


def chapter(number: int = 1, prose: str = "<p>Once.</p>", **more: str) -> BookChapter:
    """A chapter called as the works room would call it."""
    title = more.pop("title", "")
    heading = f"Chapter {number}: {title}" if title else f"Chapter {number}"
    return BookChapter(
        number=number,
        title=title,
        heading=heading,
        prose=prose,
        published=date(2024, 1, number % 28 + 1),
        **more,
    )


def plain(**more: object) -> Book:
    """A book with nothing optional in it."""
    bare = Book(
        identifier="urn:uuid:6f0e2a3c-8e0b-4d0e-9c57-2f5f3f0b6c11",
        title="The Paper Garden",
        language="en",
        published=date(2024, 1, 1),
        modified=datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC),
        chapters=(chapter(),),
    )
    return replace(bare, **more)  # type: ignore[arg-type]


def rich() -> Book:
    """A book with everything in it, three chapters long."""
    return plain(
        title="The Paper Garden & Other <Folds>",
        authors=(
            BookPerson("Ada Lark", "https://archive.example/users/ada/pseuds/Ada%20Lark"),
            BookPerson("Ben", ""),
        ),
        language_name="English",
        url="https://archive.example/works/17",
        publisher="The Quiet Shelf",
        archive_url="https://archive.example/",
        tag_address="https://archive.example/tags/{name}/works",
        summary="<p>A gardener folds <em>paper</em> flowers.</p><p>One of them opens.</p>",
        notes='<p>For Cleo. See <a href="#later">below</a>.</p><p id="later">Thank you.</p>',
        endnotes="<p>That is all.</p>",
        rating="Teen",
        warnings=("No warnings apply",),
        categories=("Gen",),
        fandoms=("Original Work", "Fables & Folds"),
        relationships=("Ada/Ben", "Cleo & Mona"),
        characters=("Ada", "Ben"),
        freeforms=("slow burn", 'a "quoted" tag'),
        series=(
            SeriesPlace("Folds", 2, "https://archive.example/series/3"),
            SeriesPlace("Gardens", 1, ""),
        ),
        complete=True,
        words=12345,
        expected_chapters=3,
        chapters=(
            chapter(
                1,
                EVERYTHING,
                title="Prologue",
                summary="<p>It begins.</p>",
                notes='<p>A note on <a href="#top">the top</a>.</p>',
                endnotes="<p>Until Friday.</p>",
            ),
            chapter(2, WRONG),
            chapter(3, "<p>The end.</p>", title="Last <words>"),
        ),
    )


def arabic() -> Book:
    """From right to left, with the binder's words in English, as on an English archive."""
    return plain(
        title="حديقة الورق",
        language="ar",
        language_name="العربية",
        authors=(BookPerson("ليلى", "https://archive.example/users/leyla"),),
        url="https://archive.example/works/18",
        publisher="The Quiet Shelf",
        summary="<p>بستانيّة تطوي زهورًا من ورق.</p>",
        fandoms=("أعمال أصلية",),
        series=(SeriesPlace("طيّات", 1, ""),),
        words=2400,
        chapters=(
            chapter(
                1,
                "<p>كان في المدينة القديمة بستان لا ماء فيه، وكانت ليلى تسقيه كل مساء بالحبر. "
                "لم يسألها أحد لماذا، فالناس هناك تعوّدوا أن يتركوا للغرباء أسرارهم.</p>"
                "<p>قالت: «إذا أزهر الورق، فسوف أكتب لك رسالة.» ثم <em>ابتسمت</em> "
                "وأغلقت الباب.</p>"
                '<hr class="ff-break" data-ornament="۞"><p>في الصباح، تفتّحت أول زهرة.</p>'
                '<p lang="en" dir="ltr">“Open it,” she said.</p>',
                title="الفصل الأول",
                notes="<p>شكرًا لكم.</p>",
            ),
            chapter(2, "<p>النهاية.</p>", title="الخاتمة"),
        ),
    )


def chinese() -> Book:
    """Simplified Chinese, with the binder's words in Chinese too."""
    return plain(
        title="纸花园：一个很长很长的关于折纸与等待的故事",
        language="zh-Hans",
        language_name="简体中文",
        authors=(BookPerson("林燕", "https://archive.example/users/lin"),),
        url="https://archive.example/works/19",
        publisher="静书架",
        summary="<p>园丁折纸成花。</p>",
        fandoms=("原创",),
        labels=BookWords(
            language="zh-Hans",
            label="{label}：",
            list_separator="、",
            by="{authors} 著",
            summary="简介",
            notes="作者的话",
            contents="目录",
            title_page="书名页",
            rating="分级",
            fandoms="作品圈",
            language_label="语言",
            published="发布",
            words="字数",
            chapters="章节",
            address="地址",
            farewell="想对作者说些什么，请访问 {address}。",
            afterword="后记",
        ),
        complete=True,
        chapters=(
            chapter(
                1,
                "<p>从前有一座没有水的花园，林燕每天傍晚用墨水浇灌它。没有人问她为什么，"
                "那里的人习惯把秘密留给陌生人。</p><p>她说：“如果纸开了花，我就给你写信。”</p>"
                '<hr class="ff-break"><p>清晨，第一朵花<em>开了</em>。'
                "<ruby>花<rp>（</rp><rt>huā</rt><rp>）</rp></ruby></p>",
                title="",
            ),
        ),
    )
