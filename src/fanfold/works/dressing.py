"""Prose as a page shows it: the stored text with words for screen readers, and nothing else.

The only place where an author's text becomes markup.
"""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_SCENE_BREAK = re.compile(r'<hr class="ff-break"')


def dressed(prose: str) -> SafeString:
    """Clean prose for a page: each scene break is announced as one, in the page's language.

    `prose` is what the one sanitiser made, as read from the database; never a person's input.
    """
    label = escape(_("Scene break"))
    return mark_safe(_SCENE_BREAK.sub(f'<hr class="ff-break" aria-label="{label}"', prose))
