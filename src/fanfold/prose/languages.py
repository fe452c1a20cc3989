"""Which marks of language and direction say something: not those a word processor puts on all."""

import re
from collections import Counter
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from fanfold.prose.breaks import is_scene_break
from fanfold.prose.tree import walk_with_depth
from fanfold.prose.vocabulary import REMOVED

__all__ = ["Main", "language_of", "main_marks"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})


@dataclass(frozen=True, slots=True)
class Main:
    """What marks most of a text, "" when nothing does: its language, and `ltr` or nothing."""

    language: str = ""
    direction: str = ""


def language_of(attributes: dict[str, str | None], main: Main) -> dict[str, str]:
    """`lang` and `dir` worth keeping: valid, and not those of the whole text."""
    kept = {}
    language = (attributes.get("lang") or "").strip()
    if _LANGUAGE.fullmatch(language) and language.lower() != main.language:
        kept["lang"] = language
    direction = _direction(attributes)
    if direction and direction != main.direction:
        kept["dir"] = direction
    return kept


def main_marks(body: LexborNode) -> Main:
    """The marks around more than half of the text.

    A direction from the right always says something, and so does the other beside it.
    """
    total = 0
    languages: Counter[str] = Counter()
    directions: Counter[str] = Counter()
    here: list[tuple[str, str]] = [("", "")]
    seen: set[str] = set()
    for node, depth in walk_with_depth(body, without=REMOVED):
        del here[depth:]
        if node.is_text_node:
            length = _length(node.text_content or "")
            total += length
            languages[here[-1][0]] += length
            directions[here[-1][1]] += length
        elif node.is_element_node:
            attributes = node.attributes
            language = (attributes.get("lang") or "").strip()
            direction = _direction(attributes)
            seen.add(direction)
            above = here[-1]
            here.append(
                (
                    language.lower() if _LANGUAGE.fullmatch(language) else above[0],
                    direction or above[1],
                )
            )
        else:
            here.append(here[-1])
    return Main(
        _majority(languages, total), _majority(directions, total) if "rtl" not in seen else ""
    )


def _direction(attributes: dict[str, str | None]) -> str:
    direction = (attributes.get("dir") or "").strip().lower()
    return direction if direction in _DIRECTIONS else ""


def _length(text: str) -> int:
    """Letters of a text; an ornament will be none of the prose's text."""
    text = text.strip()
    return 0 if is_scene_break(text, centred=True) else sum(map(str.isalpha, text))


def _majority(counts: Counter[str], total: int) -> str:
    marked = [(count, mark) for mark, count in counts.items() if mark not in {"", "auto"}]
    if not marked:
        return ""
    count, mark = max(marked)
    return mark if count * 2 > total else ""
