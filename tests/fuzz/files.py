"""Files for the fuzzer: every golden file and one of each kind besides, with bytes changed."""

import io
import random
import zipfile
from datetime import UTC, date, datetime
from functools import cache

from hypothesis import strategies as st
from tests.fuzz.texts import GOLDEN

from fanfold.formats.book import Book, BookChapter
from fanfold.formats.epub import bind_epub

__all__ = ["files"]


def _odt() -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:text="{office}:text:1.0"><office:body><office:text>'
        '<text:h text:outline-level="1">One</text:h><text:p text:style-name="P1">It <text:span '
        'text:style-name="T1">rained</text:span><text:s text:c="3"/>.<text:line-break/></text:p>'
        "<text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>"
        '<text:p><text:note text:note-class="footnote"><text:note-body><text:p>n</text:p>'
        "</text:note-body></text:note></text:p>"
        "</office:text></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.text"
    return _zipped({"mimetype": mimetype, "content.xml": content.encode()})


RTF = rb"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title A}{\author B}}
{\stylesheet{\s1 h;}}\pard\qc\b One\b0\par\pard It {\i rained}\'97\u8212?\line x\tab y\par
{\footnote n}{\pict\bin3 abc}{\*\x y}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt z}}
\trowd\cell x\row\page * * *\par}"""


def _epub() -> bytes:
    day = date(2026, 1, 1)
    prose = '<h2>One</h2><p>It <em>rained</em>.</p><hr class="ff-break"><p>x</p>'
    chapters = (
        BookChapter(number=n, title="B", heading=f"Chapter {n}: B", prose=prose, published=day)
        for n in (1, 2)
    )
    return bind_epub(
        Book(
            identifier="urn:uuid:0b8f5f0e-3f3b-4c55-9d8e-5d4c3b2a1908",
            title="A",
            language="en",
            published=day,
            modified=datetime(2026, 1, 1, tzinfo=UTC),
            chapters=tuple(chapters),
        )
    )


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@cache
def _specimens() -> list[tuple[str, bytes]]:
    """Name and bytes: every golden file, and one of each kind that we can make."""
    golden = [
        (path.name, data)
        for path in sorted(GOLDEN.glob("*/*/in.*"))
        if len(data := path.read_bytes()) < 200_000
    ]
    return [*golden, ("in.odt", _odt()), ("in.rtf", RTF), ("in.epub", _epub()),
            ("in.zip", _zipped({"1.txt": b"Chapter 1\n\nx", "2.html": b"<p>y</p>"}))]  # fmt: skip


TOKENS = [
    *b"< > & { } \\ </ \" &x; <!DOCTYPE~x> \\u-1? \\bin99999 PK\x03\x04 ../ ---\n".split(b" "),
    b"\0", b"\xff", b"\xd8\x00", b"\r", b"<a>" * 50, b"<w:p/>" * 20, b"9" * 40,
    b"\xe2\x80\x9c", b"\xc3\xa2\xe2\x82\xac",
]  # fmt: skip


def _bend(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place, length = chance.randint(0, len(data)), chance.choice((0, 1, 2, 8, 100))
        noise, again = chance.randbytes(chance.randint(1, 4)), data[place : place + 400]
        new = chance.choice((b"", noise, again, chance.choice(TOKENS)))
        data = data[:place] + new + data[place + length :]
    return data[: chance.randint(0, len(data))] if chance.random() < 0.1 else data


def _bend_file(data: bytes, chance: random.Random) -> bytes:
    """The file with bytes changed; of an archive also inside its members."""
    if not data.startswith(b"PK") or chance.random() < 0.3:
        return _bend(data, chance)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()[:40]}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return _bend(data, chance)
    for name in chance.sample(sorted(members), min(len(members), chance.choice((1, 1, 3)))):
        if len(members[name]) < 500_000:
            members[name] = _bend(members[name], chance)
    return _zipped(members)


@st.composite
def _bent_files(draw: st.DrawFn) -> tuple[str, bytes]:
    name, data = draw(st.sampled_from(_specimens()))
    if draw(st.integers(0, 9)) == 0:
        name = draw(st.sampled_from(["in.txt", "in.html", "in.docx", "in", "in.epub", "in.md"]))
    return name, _bend_file(data, random.Random(draw(st.integers(0, 2**32))))


files: st.SearchStrategy[tuple[str, bytes]] = _bent_files()
"""A file's name and its bytes."""
