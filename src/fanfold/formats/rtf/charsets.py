"""Which encoding the bytes of a font are in, and which language a number of Windows means."""

import codecs
import locale

__all__ = ["encoding_of_charset", "encoding_of_page", "language_of"]

# Of \fcharset, by the specification's table of character sets.
_CHARSETS = {
    77: "mac_roman", 78: "shift_jis", 79: "johab", 80: "gb2312", 81: "big5", 83: "mac_greek",
    85: "mac_turkish", 88: "mac_latin2", 89: "mac_cyrillic", 128: "cp932", 129: "cp949",
    130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
_PAGES = {936: "gbk", 10000: "mac_roman", 10001: "shift_jis", 10006: "mac_greek",
          10007: "mac_cyrillic", 10029: "mac_latin2", 10081: "mac_turkish", 1361: "johab",
          65001: "utf-8", 20127: "cp1252", 28591: "cp1252", 54936: "gb18030"}  # fmt: skip
_RENAMED = {"zh-CHS": "zh-Hans", "zh-CHT": "zh-Hant"}
_LANGUAGES = {number: name.replace("_", "-") for number, name in locale.windows_locale.items()}
_PRIMARY = 0x3FF
_PRIMARIES = {number & _PRIMARY: name.partition("-")[0] for number, name in _LANGUAGES.items()
              if number >> 10 == 1}  # fmt: skip


def encoding_of_charset(charset: int) -> str:
    """Python's name of the encoding, "" where the document's own is meant."""
    return _CHARSETS.get(charset, "")


def encoding_of_page(page: int) -> str:
    """Python's name of a code page of Windows, "" for an unknown one."""
    name = _PAGES.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def language_of(number: int) -> str:
    """A BCP 47 tag; "" for “no language”, and for numbers nobody knows."""
    if number in _LANGUAGES:
        return _RENAMED.get(_LANGUAGES[number], _LANGUAGES[number])
    return _PRIMARIES.get(number, "") if 0 < number <= _PRIMARY else ""
