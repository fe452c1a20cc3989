"""What a pasted style sheet says of classes: Pages, InDesign and e-book makers keep italics there.

Only plain selectors of one class (`.x`, `p.x`) and only styles that mean something are read.
"""

import re
from collections import Counter
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from fanfold.prose.tree import walk_with_depth
from fanfold.prose.vocabulary import REMOVED

__all__ = ["Sheet", "read_sheet"]

Sheet = Mapping[str, str]
"""Declarations by class, in lower case: {"s1": "font-style:italic;"}."""

_LONGEST = 200_000
_MOST_RULES = 2_000
_STYLE = re.compile(
    r"<style\b[^<>]{0,300}>([^<]*+(?:<(?!/?style\b)[^<]*+)*+)</style", re.IGNORECASE
)
_RULE = re.compile(r"(?P<selectors>[^{}]{1,500})\{(?P<declarations>[^{}]{0,2000})\}")
_SELECTOR = re.compile(r"[a-z][a-z0-9]{0,9}?\.([\w-]{1,80})|\.([\w-]{1,80})")
_INLINE = re.compile(
    r"(?:font-style|font-weight|font-variant(?:-caps)?|text-decoration(?:-line)?|text-transform|"
    r"vertical-align)\s*:[^;]{1,80}"
)
_BLOCK = re.compile(r"(?:text-align\s*:\s*(?:center|right|end)|margin-left\s*:[^;]{1,40})")


def read_sheet(html: str, body: LexborNode) -> Sheet:
    """The styles of classes in the <style> elements of `html`, as far as prose can hold them.

    Alignment and indent of a class around more than half of the text are the page's, not the
    author's, and left out. Linear in the length of both.
    """
    declared: dict[str, str] = {}
    blocks: dict[str, str] = {}
    for style in _STYLE.finditer(html[:_LONGEST]):
        text = _without_comments(style[1].replace("<!--", " ").replace("-->", " ")).lower()
        for rule in list(_RULE.finditer(text))[:_MOST_RULES]:
            inline = ";".join(match[0] for match in _INLINE.finditer(rule["declarations"]))
            block = ";".join(match[0] for match in _BLOCK.finditer(rule["declarations"]))
            for selector in rule["selectors"].split(","):
                found = _SELECTOR.fullmatch(selector.strip())
                if found is None:
                    continue
                name = found[1] or found[2]
                if inline:
                    declared[name] = f"{declared.get(name, '')}{inline};"
                if block:
                    blocks[name] = f"{blocks.get(name, '')}{block};"
    usual = _usual_classes(body, set(blocks)) if blocks else set()
    for name, block in blocks.items():
        if name not in usual:
            declared[name] = block + declared.get(name, "")
    return declared


def _without_comments(text: str) -> str:
    first, *others = text.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def _usual_classes(body: LexborNode, names: set[str]) -> set[str]:
    """Those of the classes that stand around more than half of the text."""
    total = 0
    lengths: Counter[str] = Counter()
    here: list[frozenset[str]] = [frozenset()]
    for node, depth in walk_with_depth(body, without=REMOVED):
        del here[depth:]
        own: set[str] = set()
        if node.is_text_node:
            length = len((node.text_content or "").strip())
            total += length
            for name in here[-1]:
                lengths[name] += length
        elif node.is_element_node:
            own = names & set((node.attributes.get("class") or "").lower().split())
        here.append(here[-1] | own if own else here[-1])
    return {name for name, length in lengths.items() if length * 2 > total}
