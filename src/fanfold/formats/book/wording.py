"""Small texts made safe to print: XML's letters, language tags, directions, addresses, figures."""

import re
from html import escape
from ipaddress import AddressValueError, IPv4Address
from urllib.parse import quote, unquote, urlsplit

# XML 1.0, production [2] Char: everything else makes a file that no reader opens.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# RFC 5646 in outline: language, script, region, variants, extensions, private use.
_LANGUAGE_TAG = re.compile(
    r"""(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{5,8})
        (?:-(?P<script>[a-z]{4}))?
        (?:-(?:[a-z]{2}|\d{3}))?
        (?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*
        (?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*
        (?:-x(?:-[a-z0-9]{1,8})+)?""",
    re.IGNORECASE | re.VERBOSE,
)

_RTL_SCRIPTS = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
)

# Languages whose usual script runs from right to left (Unicode CLDR, likely subtags).
_RTL_LANGUAGES = frozenset(
    (  # noqa: SIM905 -- fifty codes on fifty lines would hide the rest of the file.
        "aao abh abv acm acq acw acx adf aec aeb afb ajp apc apd ar arc ars ary arz ayl azb bal "
        "bqi ckb dv fa glk he iw ji jpr khw ks lrc mzn nqo pnb prs ps rhg sam sd sdh skr syr ug "
        "ur uzs yi ydd"
    ).split()
)

_HOST_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?|_[\w-]{0,62}")


def clean(text: str) -> str:
    """`text` without the characters that XML forbids; nothing that can be seen is lost."""
    return _NOT_XML.sub("", text)


def line(text: str) -> str:
    """`text` on one line, clean, without spaces at the ends or doubled."""
    return " ".join(clean(text).split())


def mark(text: str) -> str:
    """One clean line, escaped for an element or a double-quoted attribute."""
    return escape(line(text), quote=True)


def fill(pattern: str, **places: str) -> str:
    """`pattern` escaped, with ready markup put in its `{places}`; unknown braces stay as they are.

    Not str.format: a translator's stray brace must not cost a reader her book.
    """
    parts = re.split(r"\{(\w+)\}", line(pattern))
    return "".join(
        (places.get(part, escape(f"{{{part}}}")) if at % 2 else escape(part))
        for at, part in enumerate(parts)
    )


def language_tag(raw: str, otherwise: str = "und") -> str:
    """`raw` if it is a well-formed BCP 47 tag (`zh_Hans` is forgiven), else `otherwise`."""
    tag = raw.strip().replace("_", "-")
    return tag if tag.isascii() and _LANGUAGE_TAG.fullmatch(tag) else otherwise


def direction(tag: str) -> str:
    """ "rtl" or "ltr" for a language tag: by its script if it names one, else by the language."""
    match = _LANGUAGE_TAG.fullmatch(tag)
    if match and match["script"]:
        return "rtl" if match["script"].lower() in _RTL_SCRIPTS else "ltr"
    return "rtl" if tag.split("-")[0].lower() in _RTL_LANGUAGES else "ltr"


def web_address(raw: str) -> str | None:
    """An absolute http(s) or mailto address spelt so that a strict parser takes it, or None.

    Addresses with a password in them are refused: a book travels further than its author meant.
    """
    address = re.sub(r"[\t\r\n]", "", clean(raw)).strip()
    if address[:7].lower() == "mailto:":
        rest = _encoded(address[7:], safe="!$&'()*+,;=:@?")
        return f"mailto:{rest}" if "@" in rest else None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = _host(parts.hostname or "")
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or host is None:
        return None
    where = host if port is None else f"{host}:{port}"
    path = _encoded(parts.path or "/", safe="/!$&'()*+,;=:@")
    query = f"?{_encoded(parts.query, safe='/?!$&()*+,;=:@')}" if parts.query else ""
    fragment = f"#{_encoded(parts.fragment, safe='/?!$&()*+,;=:@')}" if parts.fragment else ""
    return f"{parts.scheme}://{where}{path}{query}{fragment}"


def tag_link(pattern: str, name: str) -> str | None:
    """The address of a tag, or None when the archive gave no pattern for one."""
    return web_address(pattern.replace("{name}", quote(line(name), safe=""))) if pattern else None


def figure(number: int, thousands: str) -> str:
    """1234567 → "1,234,567" with the separator of the reader's language."""
    return f"{number:,}".replace(",", thousands)


def _encoded(text: str, *, safe: str) -> str:
    """Percent-encoded once: what is encoded already stays, a stray % does not."""
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(text, safe=safe + "%~")


def _host(host: str) -> str | None:
    host = unquote(host).rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    labels = host.split(".")
    if len(host) > 253 or not all(_HOST_LABEL.fullmatch(label) for label in labels):
        return None
    if labels[-1].isdigit() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        try:
            IPv4Address(host)
        except AddressValueError:
            return None
    return host
