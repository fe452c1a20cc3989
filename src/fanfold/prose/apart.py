"""Text messages, chats, e-mails and letters that a work skin set apart by its classes alone."""

import re

from selectolax.lexbor import LexborNode

from fanfold.prose.tree import walk_with_depth
from fanfold.prose.vocabulary import REMOVED

__all__ = ["set_apart"]

# Parts of class names (between hyphens) that say so. "text", "post" and "note" mean anything.
_WORDS = re.compile(
    r"i?messages?(?:body|box|bubble)?|sms|texting|textmessages?|texts|imessages?|ims?|dms?|"
    r"(?:group)?chat(?:log|box|bubble)?s?|(?:cell|i)?phone|bubble|whatsapp|discord|"
    r"e?mail(?:body|box)?s?|letters?|tweets?|twt|telegram|postcard",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"p", "div", "section", "article", "aside", "figure"})


def set_apart(body: LexborNode) -> frozenset[int]:
    """`mem_id` of the outermost blocks that a reader saw set apart. One walk.

    A block around more than half of the text is none: somebody called a whole page “message”.
    """
    total = 0
    outer = 0  # depth of the block we are inside of
    begun: list[tuple[int, int]] = []  # mem_id, text before
    lengths: list[tuple[int, int]] = []
    for node, depth in walk_with_depth(body, without=REMOVED):
        if outer and depth <= outer:
            outer = 0
            lengths.append((begun[-1][0], total - begun[-1][1]))
        if node.is_text_node:
            total += len((node.text_content or "").strip())
        elif not outer and node.is_element_node and _says_so(node):
            outer = depth
            begun.append((node.mem_id, total))
    if outer:
        lengths.append((begun[-1][0], total - begun[-1][1]))
    return frozenset(mem_id for mem_id, length in lengths if 0 < length * 2 <= total)


def _says_so(node: LexborNode) -> bool:
    if (node.tag or "").lower() not in _BLOCKS:
        return False
    names = (node.attributes.get("class") or "")[:500].replace("_", "-").split()
    return any(_WORDS.fullmatch(part) for name in names for part in name.split("-"))
