"""The package document of an EPUB: metadata with its refinements, manifest, spine, guide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from fanfold.formats.book import SeriesPlace
from fanfold.formats.document import Limits
from fanfold.formats.unreadable import Unreadable

__all__ = ["Identifier", "Item", "Metadata", "Package", "inside", "read_package"]

_LONGEST = 20_000
_MOST = 500  # of one kind of metadata: nobody has more authors or tags.


@dataclass(frozen=True, slots=True)
class Identifier:
    """What the book is known by. `scheme` is what EPUB 2 calls the kind of it, "" for none."""

    value: str
    scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the package says about the book, as it says it; empty is unsaid."""

    title: str = ""
    creators: tuple[str, ...] = ()
    """The authors: creators without a role, or with the role of an author."""
    contributors: tuple[str, ...] = ()
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    rights: tuple[str, ...] = ()
    source: str = ""
    publisher: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    """By their event: "publication", "modification", "modified", or "" for none."""
    series: tuple[SeriesPlace, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    """Every `<meta name content>`, in order."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the manifest. `path` is its place in the archive, "" for one outside of it."""

    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Package:
    metadata: Metadata
    items: Mapping[str, Item]
    spine: tuple[tuple[str, bool], ...]
    """Ids of the manifest in reading order, and whether each is part of the main flow."""
    ncx: str
    guide: tuple[tuple[str, str], ...]
    """(kind, address) of EPUB 2's guide."""


def inside(base: str, href: str) -> tuple[str, str]:
    """(path in the archive, fragment) of an address in the file `base`; ("", "") leads outside."""
    address, _, fragment = href.strip().partition("#")
    address, fragment = unquote(address), unquote(fragment)
    if not address:
        return base, fragment
    path = normpath(join(dirname(base), address.partition("?")[0]))
    if ":" in address.split("/")[0] or path.startswith(("/", "..")):
        return "", ""
    return path, fragment


def read_package(root: etree._Element, path: str, limits: Limits) -> Package:
    """The package document `root`, which stands at `path`. Raises Unreadable for a long spine."""
    manifest = _first(root, "manifest")
    spine = _first(root, "spine")
    items: dict[str, Item] = {}
    for item in _children(manifest, "item"):
        key = item.get("id") or ""
        if key not in items:  # A second one of the same id is a mistake.
            items[key] = Item(
                inside(path, item.get("href") or "")[0],
                (item.get("media-type") or "").strip().lower(),
                frozenset((item.get("properties") or "").split()),
            )
    order: dict[str, bool] = {}
    count = sum(1 for _ in _children(spine, "itemref"))
    if count > limits.entries:
        raise Unreadable("too_many_pages", count=count, limit=limits.entries)
    for reference in _children(spine, "itemref"):
        order.setdefault(reference.get("idref") or "", reference.get("linear") != "no")
    ncx = items.get(spine.get("toc") or "") if spine is not None else None
    if ncx is None:
        ncx = next((one for one in items.values() if one.media_type == _NCX), None)
    guide = tuple(
        (reference.get("type") or "", reference.get("href") or "")
        for reference in islice(_children(_first(root, "guide"), "reference"), _MOST)
    )
    return Package(
        _metadata(_first(root, "metadata")),
        items,
        tuple(order.items()),
        ncx.path if ncx else "",
        guide,
    )


_NCX = "application/x-dtbncx+xml"


def _name(element: etree._Element) -> str:
    """The name without its namespace: old files have every namespace one can think of."""
    return etree.QName(element).localname


def _first(parent: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in parent.iterchildren("*") if _name(child) == name), None)


def _children(parent: etree._Element | None, name: str) -> Iterator[etree._Element]:
    if parent is not None:
        yield from (child for child in parent.iterchildren("*") if _name(child) == name)


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())[:_LONGEST]


def _metadata(metadata: etree._Element | None) -> Metadata:
    if metadata is None:
        return Metadata()
    # OEB 1 and some EPUB 2 files wrap what they say once more.
    inner = [
        child
        for child in metadata.iterchildren("*")
        if _name(child) in {"dc-metadata", "x-metadata"}
    ]
    said: dict[str, list[etree._Element]] = {}
    for holder in (metadata, *inner):
        for child in holder.iterchildren("*"):
            said.setdefault(_name(child).lower(), []).append(child)
    refined: dict[str, list[tuple[str, str]]] = {}
    for meta in said.get("meta", ()):
        if meta.get("refines"):
            key = (meta.get("refines") or "").lstrip("#")
            refined.setdefault(key, []).append((meta.get("property") or "", _text(meta)))

    def texts(name: str) -> tuple[str, ...]:
        found = (_text(element) for element in said.get(name, ()))
        return tuple(islice(filter(None, found), _MOST))

    named = tuple(
        (meta.get("name") or "", meta.get("content") or "")
        for meta in said.get("meta", ())
        if meta.get("name")
    )
    return Metadata(
        title=_title(said.get("title", []), refined),
        creators=_creators(said.get("creator", []), refined),
        contributors=texts("contributor"),
        language=next(iter(texts("language")), ""),
        identifiers=tuple(_identifiers(said.get("identifier", []))),
        rights=texts("rights"),
        source=next(iter(texts("source")), ""),
        publisher=next(iter(texts("publisher")), ""),
        description=next(iter(texts("description")), ""),
        subjects=texts("subject"),
        dates=_dates(said),
        series=_series(said.get("meta", []), refined, dict(named)),
        named=named,
    )


def _refinement(
    refined: Mapping[str, list[tuple[str, str]]], element: etree._Element, name: str
) -> str:
    pairs = refined.get(element.get("id") or "", [])
    return next((text for property_, text in pairs if property_ == name), "")


def _title(titles: list[etree._Element], refined: Mapping[str, list[tuple[str, str]]]) -> str:
    """The main title where one is called so, else the first."""
    main = [one for one in titles if _refinement(refined, one, "title-type") == "main"]
    return next(filter(None, map(_text, [*main, *titles])), "")


def _said_by(element: etree._Element, name: str) -> str:
    """An attribute in whatever namespace."""
    return next((str(said) for key, said in element.attrib.items() if str(key).endswith(name)), "")


def _identifiers(elements: list[etree._Element]) -> Iterator[Identifier]:
    for one in elements[:_MOST]:
        if value := _text(one):
            yield Identifier(value, _said_by(one, "scheme"))


def _creators(
    creators: list[etree._Element], refined: Mapping[str, list[tuple[str, str]]]
) -> tuple[str, ...]:
    names = []
    for one in creators[:_MOST]:
        role = _said_by(one, "role") or _refinement(refined, one, "role")
        if role in {"", "aut"} and _text(one):
            names.append(_text(one))
    return tuple(dict.fromkeys(names))


def _dates(said: Mapping[str, list[etree._Element]]) -> dict[str, str]:
    dates: dict[str, str] = {}
    for one in said.get("date", ()):
        dates.setdefault(_said_by(one, "event"), _text(one))
    for meta in said.get("meta", ()):
        property_ = meta.get("property") or ""
        if property_.startswith("dcterms:") and not meta.get("refines"):
            dates.setdefault(property_.removeprefix("dcterms:"), _text(meta))
    return dates


def _series(
    metas: list[etree._Element],
    refined: Mapping[str, list[tuple[str, str]]],
    named: Mapping[str, str],
) -> tuple[SeriesPlace, ...]:
    """EPUB 3's collections that are series, and calibre's own, which repeats the first of them."""
    places: dict[str, SeriesPlace] = {}
    for meta in metas[:_MOST]:
        if meta.get("property") != "belongs-to-collection" or meta.get("refines"):
            continue
        if _refinement(refined, meta, "collection-type") in {"", "series"} and _text(meta):
            position = _position(_refinement(refined, meta, "group-position"))
            address = _refinement(refined, meta, "dcterms:identifier")
            places.setdefault(_text(meta), SeriesPlace(_text(meta), position, address))
    name = " ".join(named.get("calibre:series", "").split())
    if name:
        position = _position(named.get("calibre:series_index", ""))
        places.setdefault(name, SeriesPlace(name, position))
    return tuple(places.values())


def _position(said: str) -> int:
    """ "2.00" → 2; 0 is unsaid."""
    whole = said.strip().partition(".")[0]
    return int(whole) if whole.isascii() and whole.isdecimal() and len(whole) < 7 else 0
