"""The names of zipped files as they were meant, whatever archiver wrote them."""

import zipfile

from fanfold.formats.charset import guessed_encoding

__all__ = ["is_hidden", "real_paths"]

_UTF8 = 0x800
# Encodings of old archivers that a detector tells from Western ones even in a few names.
_TOLD_APART = frozenset({
    "cp866", "cp1251", "koi8-r", "koi8-u", "gb18030", "big5", "cp932", "euc_jp", "cp949",
})  # fmt: skip
_OF_SYSTEMS = frozenset({"__macosx", "thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})


def real_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of each entry as the archive gives it, and as it was meant, with "/" throughout.

    A name is UTF-8 when the archive says so or when it can be; else the encoding of an old
    archiver, which is cp437 unless the names are plainly of another script.
    """
    marked = [entry.filename for entry in archive.infolist() if entry.flag_bits & _UTF8]
    unmarked = [entry.filename for entry in archive.infolist() if not entry.flag_bits & _UTF8]
    spelled = dict(zip(marked, marked, strict=True))
    raw = {name: name.encode("cp437") for name in unmarked}
    encoding = _encoding(b"\n".join(raw.values()))
    for name, data in raw.items():
        try:
            spelled[name] = data.decode(encoding)
        except UnicodeDecodeError:
            spelled[name] = name
    return {name: _shown(path) for name, path in spelled.items()}


def _encoding(names: bytes) -> str:
    try:
        names.decode("utf-8")
    except UnicodeDecodeError:
        guessed = guessed_encoding(names)
        return guessed if guessed in _TOLD_APART else "cp437"
    return "utf-8"


def _shown(path: str) -> str:
    signs = (sign if sign.isprintable() else " " for sign in path.replace("\\", "/"))
    return "".join(signs).strip()


def is_hidden(path: str) -> bool:
    """Whether a system left the file there and no person: .DS_Store, __MACOSX/…, Thumbs.db."""
    parts = path.split("/")
    return any(part.startswith(".") or part.lower() in _OF_SYSTEMS for part in parts if part)
