"""How tag names are written: apart from each other in a list, in addresses, and what is refused."""

import re
import unicodedata

from django.utils.translation import gettext as _

from fanfold.tags.models import FORBIDDEN

NAME_LIMIT = 150
# The comma of every keyboard: Latin, full-width, ideographic.
_SEPARATORS = re.compile("[,\uff0c\u3001]")
# Signs that nobody sees and that no XML, so no EPUB, can hold: controls, halves of characters.
UNSHOWABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# AO3's spelling of characters that addresses cannot hold in a path; tools know it.
_IN_ADDRESS = {"/": "*s*", "&": "*a*", ".": "*d*", "?": "*q*", "#": "*h*"}


def fold(name: str) -> str:
    """The form in which two spellings of one tag are equal: composed, case folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def split_names(text: str) -> list[str]:
    """The names in a comma-separated list, in order, without empty ones and white space."""
    return [name for part in _SEPARATORS.split(text) if (name := " ".join(part.split()))]


def problem_with(name: str) -> str | None:
    """A sentence when the text cannot be a tag's name."""
    if not name or all(unicodedata.category(character) == "Cf" for character in name):
        return _("A tag needs a name that can be seen.")
    if UNSHOWABLE.search(name):
        return _("A tag holds a character that cannot be shown (a control, or half a character).")
    if len(name) > NAME_LIMIT:
        return _("The tag “%(name)s…” has %(size)s characters; the limit is %(limit)s.") % {
            "name": name[:30],
            "size": len(name),
            "limit": NAME_LIMIT,
        }
    if bad := sorted(FORBIDDEN.intersection(name)):
        return _("The tag “%(name)s” contains %(marks)s, which tags cannot hold.") % {
            "name": name,
            "marks": " ".join(bad),
        }
    return None


def to_address(name: str) -> str:
    """The name as it stands in /tags/<name>/works."""
    return "".join(_IN_ADDRESS.get(character, character) for character in name)


def from_address(text: str) -> str:
    """The name that an address means."""
    for character, code in _IN_ADDRESS.items():
        text = text.replace(code, character)
    return text
