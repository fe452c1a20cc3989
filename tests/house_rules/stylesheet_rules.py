"""Rules about CSS: ready for right-to-left, colours in tokens.css alone."""

import re
from collections.abc import Iterator

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?<![\w-])([a-z-]+)\s*:\s*([^;{}]+)")
PHYSICAL_PROPERTY = re.compile(
    r"(scroll-)?(margin|padding)-(left|right)|border-(left|right)(-\w+)?|left|right"
    r"|border-(top|bottom)-(left|right)-radius"
)
PHYSICAL_VALUE = re.compile(r"\b(left|right)\b")
TAKES_A_SIDE = {
    "float",
    "clear",
    "text-align",
    "text-align-last",
    "justify-content",
    "caption-side",
}
FOUR_SIDED = re.compile(r"(scroll-)?(margin|padding)|inset")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.IGNORECASE)


def physical_directions(css: str) -> Iterator[str]:
    """Left and right where start and end are meant: Arabic and Hebrew read the other way."""
    for name, value in DECLARATION.findall(COMMENT.sub("", css)):
        sides = _parts(value)
        if (
            PHYSICAL_PROPERTY.fullmatch(name)
            or (name in TAKES_A_SIDE and PHYSICAL_VALUE.search(value))
            or (FOUR_SIDED.fullmatch(name) and len(sides) == 4 and sides[1] != sides[3])
        ):
            yield f"{name}: {value.strip()} has a left and a right"


def colours(css: str) -> Iterator[str]:
    """Colours written where they are used, instead of once as a token (--name)."""
    for name, value in DECLARATION.findall(COMMENT.sub("", css)):
        if COLOUR.search(value) and not name.startswith("--"):
            yield f"{name}: {value.strip()} has a colour of its own"


def _parts(value: str) -> list[str]:
    """The words of a value; what stands in parentheses is one."""
    return re.findall(r"(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+", value.replace("!important", ""))
