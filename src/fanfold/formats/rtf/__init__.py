"""RTF to HTML, by a tokenizer and a stack of groups of our own."""

from fanfold.formats.document import Document
from fanfold.formats.office.finishing import Properties, finish
from fanfold.formats.rtf.reading import Reader
from fanfold.kit.findings import Finding

__all__ = ["read_rtf"]


def read_rtf(data: bytes, warnings: list[Finding]) -> Document:
    """The document as HTML. A file that breaks off is read as far as it goes, with a warning."""
    reader = Reader(data)
    reader.read()
    if reader.is_broken:
        warnings.append(Finding("file_broken_off"))
    properties = Properties("".join(reader.title), "".join(reader.author))
    return finish(reader.to, "rtf", properties, encoding=reader.encoding, warnings=warnings)
