"""Limits of readers: size, archives that lie, and any bytes at all end in a document or a code."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanfold.formats import CODES, Limits, Unreadable, read


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _refusal(data: bytes, name: str, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, name=name, limits=limits)
    CODES[caught.value.code].format(**caught.value.values)
    return caught.value.code


def test_ten_megabytes_are_read_and_one_byte_more_is_not() -> None:
    assert len(read(b"word " * 2_000_000, name="a.txt").source) == 10_000_000
    assert _refusal(b"x" * 10_000_001, "a.txt") == "too_large"


def test_an_archive_with_too_many_entries_is_refused() -> None:
    assert _refusal(_zip({str(n): b"" for n in range(2_001)}), "a.docx") == "too_many_entries"


def test_an_archive_that_unpacks_to_too_much_is_refused_by_its_directory() -> None:
    assert _refusal(_zip({"a": b"\0" * 101_000_000}), "a.docx") == "too_large_inside"


def test_an_archive_that_lies_about_its_sizes_is_refused_by_reading_it() -> None:
    data = bytearray(_zip({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * 900_000}))
    real = (900_000).to_bytes(4, "little")
    while (place := data.find(real)) >= 0:
        data[place : place + 4] = (9).to_bytes(4, "little")
    assert _refusal(bytes(data), "a.docx") in {"damaged", "damaged_xml", "too_large_inside"}


def test_an_archive_that_names_a_part_twice_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("word/document.xml", "<b/>")
    assert _refusal(out.getvalue(), "a.docx") == "unsafe_path"


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"<html>", b"---\n", b"{\\rtf1 "]),
    st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.rtf", "a", "a.zip", "ä/..\\b.TXT"]),
)
def test_any_bytes_end_in_a_document_or_a_known_code(data: bytes, magic: bytes, name: str) -> None:
    try:
        document = read(magic + data, name=name)
    except Unreadable as refusal:
        CODES[refusal.code].format(**refusal.values)
    else:
        has_text = document.source.strip() or document.headers or document.chapters
        assert has_text or document.file_format == "rtf"
        for warning in document.warnings:
            CODES[warning.code].format(**warning.values)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=200))
def test_utf8_is_read_exactly(text: str) -> None:
    if text.startswith(("\ufeff", "PK")) or not text.strip("\ufeff \u00a0\u200b"):
        return
    document = read(("A. " + text).encode(), name="a.txt")
    assert document.source == "A. " + text
    assert document.encoding == "utf-8"
