"""How the elements of somebody else's book are written: what they mean stays, how they look not."""

from selectolax.lexbor import LexborNode

from fanfold.formats.chapters.notes import Links
from fanfold.formats.chapters.styling import Styles
from fanfold.formats.chapters.writing import Spelling

__all__ = ["spelled"]

_KEPT = ("lang", "dir", "title", "align", "start", "value", "reversed", "colspan", "rowspan",
         "open", "size", "face")  # fmt: skip
# Elements that EPUB has no more: FanFicFare writes <span class="u"> for <u>.
_OLD = frozenset({"u", "big", "small"})


def spelled(node: LexborNode, styles: Styles, links: Links, chapter: int) -> Spelling:
    """The element as it stands in `chapter`, whose links and places have names of their own."""
    name = node.tag or ""
    attributes = node.attributes
    if name in {"svg", "image"}:
        name = "img"
    elif name == "span" and attributes.get("class") in _OLD:
        name = attributes["class"] or ""
    if not attributes:
        return Spelling("" if name in {"a", "span"} else name)
    kept = {key: attributes[key] or "" for key in _KEPT if key in attributes}
    if "lang" not in kept and attributes.get("xml:lang"):
        kept["lang"] = attributes["xml:lang"] or ""
    if name == "img":
        kept = {"alt": attributes["alt"] or ""} if attributes.get("alt") else {}
    if style := styles.style(node):
        kept["style"] = style
    if name == "a":
        href = (attributes.get("href") or "").strip()
        if href and not href.lower().startswith(("http:", "https:", "mailto:")):
            href = links.href(chapter, node)
        if href:
            kept["href"] = href
    if found := links.id(chapter, node):
        kept["id"] = found
    return Spelling("" if name in {"a", "span"} and not kept else name, kept)
