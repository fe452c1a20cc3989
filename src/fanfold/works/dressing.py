"""Prose as a page shows it: the stored text with words for screen readers, and nothing else.

The only place where an author's text becomes markup, a comparison of two such texts included.
"""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_SCENE_BREAK = re.compile(r'<hr class="ff-break"')
_WHAT_BECAME = re.compile(r'<span class="(ff-was-[a-z]+)">')


def dressed(prose: str) -> SafeString:
    """Clean prose for a page: each scene break is announced as one, in the page's language.

    `prose` is what the one sanitiser made, as read from the database; never a person's input.
    """
    label = escape(_("Scene break"))
    return mark_safe(_SCENE_BREAK.sub(f'<hr class="ff-break" aria-label="{label}"', prose))


def dressed_comparison(html: str) -> SafeString:
    """A comparison for a page: each paragraph that changed begins with a word for those who listen.

    What is put in and taken out inside of it is `ins` and `del`, which screen readers know.
    `html` is what `prose.show` made; never a person's input.
    """
    words = {
        "ff-was-new": _("New:"),
        "ff-was-gone": _("Removed:"),
        "ff-was-came": _("Moved to here:"),
        "ff-was-left": _("Moved away from here:"),
        "ff-was-changed": _("Changed:"),
        "ff-was-restyled": _("Other markup:"),
        "ff-was-alike": _("Other characters that look the same:"),
    }
    language = escape(get_language() or "")

    def said(mark: re.Match[str]) -> str:
        return f'<span class="{mark[1]}" lang="{language}">{escape(words[mark[1]])} '

    return dressed(_WHAT_BECAME.sub(said, html))
