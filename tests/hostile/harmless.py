"""Whether a piece of prose could run, fetch or clobber anything: asked of its tags, one by one."""

import re
from collections.abc import Iterator

from fanfold.prose.tree import parse_body
from fanfold.prose.vocabulary import ATTRIBUTES, CLASSES, ELEMENTS, NUMBERINGS

__all__ = ["complaints"]

_TAG = re.compile(r"<([a-z0-9]+)((?:\s[a-z-]+=\"[^\"]*\")*)>")
_ANY = re.compile(r"</?[a-z0-9]+")
_ATTRIBUTE = re.compile(r"\s([a-z-]+)=\"([^\"]*)\"")
_ADDRESS = re.compile(r"https?://[^/?#\s:@]|mailto:|#c-")


def complaints(prose: str) -> Iterator[str]:
    """What prose has that the vocabulary has not, or that a second parser might read otherwise."""
    # What is not text is a tag of the plain form our own writer uses, and nothing else.
    rest = re.sub(r"</[a-z0-9]+>", "", _TAG.sub("", prose))
    if "<" in rest:
        yield f"a < that begins no tag of ours: {rest[rest.index('<') :][:80]!r}"
    tags = _TAG.findall(prose)
    ids = [value for _, said in tags for key, value in _ATTRIBUTE.findall(said) if key == "id"]
    if len(ids) != len(set(ids)) or not all(one.startswith("c-") for one in ids):
        yield f"ids that are not ours alone: {ids}"
    for name, attributes in tags:
        if name not in ELEMENTS:
            yield f"<{name}>"
        for key, value in _ATTRIBUTE.findall(attributes):
            if key not in {*ATTRIBUTES.get(name, ()), "class"} and not _is_own(name, key, value):
                yield f"<{name} {key}>"
            if key == "class" and not set(value.split()) <= set(CLASSES):
                yield f"class {value!r}"
            if key == "href" and not _ADDRESS.match(value):
                yield f"address {value!r}"
    body = parse_body(f"<!doctype html><body>{prose}")
    read = body.inner_html if body is not None else ""
    if _ANY.findall(read or "") != _ANY.findall(prose):
        yield f"a browser reads it otherwise: {read!r}"


def _is_own(name: str, key: str, value: str) -> bool:
    """What the wall gives itself or lets pass with some values alone."""
    return (name, key) == ("a", "rel") or ((name, key) == ("ol", "type") and value in NUMBERINGS)
