"""Prose as a page shows it: the stored text with words for screen readers, and nothing else.

The only place where an author's text becomes markup, a comparison of two such texts included.
"""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_SCENE_BREAK = re.compile(r'<hr class="ff-break"')
_CHANGE = re.compile(r'<(?:ins|del) class="(ff-[a-z]+)"')


def dressed(prose: str) -> SafeString:
    """Clean prose for a page: each scene break is announced as one, in the page's language.

    `prose` is what the one sanitiser made, as read from the database; never a person's input.
    """
    label = escape(_("Scene break"))
    return mark_safe(_SCENE_BREAK.sub(f'<hr class="ff-break" aria-label="{label}"', prose))


def dressed_comparison(html: str) -> SafeString:
    """A comparison for a page: each change begins and ends with words for those who listen.

    `html` is what `prose.show` made; never a person's input.
    """
    words = {
        "ff-new": (_("[added:"), _("]")),
        "ff-gone": (_("[removed:"), _("]")),
        "ff-came": (_("[moved to here:"), _("]")),
        "ff-left": (_("[moved away from here:"), _("]")),
    }
    said = {
        name: f' data-begins="{escape(begins)}" data-ends="{escape(ends)}"'
        for name, (begins, ends) in words.items()
    }
    return dressed(_CHANGE.sub(lambda mark: mark[0] + said[mark[1]], html))
