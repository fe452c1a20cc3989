"""The shapes that texts grow in: something over and over, counted, in itself, in halves."""

import itertools
from collections.abc import Callable, Iterable

__all__ = ["Bomb", "again", "around", "both", "counted", "filled", "halves"]

Bomb = Callable[[int], str]
"""Size in characters → a text about so long."""


def again(unit: str, before: str = "", after: str = "") -> Bomb:
    """A unit over and over."""
    return lambda size: before + unit * (size // len(unit)) + after


def counted(form: str, before: str = "", after: str = "") -> Bomb:
    """A unit with a number in it, so that no two are alike."""
    return lambda size: filled(size, before, (form.format(n=n) for n in itertools.count()), after)


def filled(size: int, before: str, parts: Iterable[str], after: str = "") -> str:
    out, length = [before], 0
    for part in parts:
        out.append(part)
        length += len(part)
        if length >= size:
            break
    return "".join(out) + after


def both(opening: str, closing: str, middle: str = "x") -> Bomb:
    """As many openings as closings."""

    def bomb(size: int) -> str:
        count = size // (len(opening) + len(closing))
        return opening * count + middle + closing * count

    return bomb


def halves(first: str, second: str, between: str = "") -> Bomb:
    """Half of one thing, then half of another that each of the first must be compared with."""
    return lambda size: (
        first * (size // 2 // len(first)) + between + second * (size // 2 // len(second))
    )


def around(opening: str, inner: str, times: int = 90) -> Bomb:
    """Elements that stand open around many small things; `{n}` in them is a number."""
    return lambda size: (
        "".join(opening.format(n=n) for n in range(times)) + inner * (size // len(inner))
    )
