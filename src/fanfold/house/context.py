"""What every page knows about the archive."""

from django.conf import settings
from django.http import HttpRequest  # noqa: TID251 - a context processor is handed the request
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi

from fanfold.house import profile

THEMES = ("system", "light", "dark", "sepia", "contrast")


def archive(request: HttpRequest) -> dict[str, object]:
    """The archive's name, the reader's theme, and whether people may sign up."""
    theme = request.COOKIES.get("theme", "system")
    return {
        "archive_name": profile.current().name,
        "archive_tagline": profile.current().tagline,
        "theme": theme if theme in THEMES else "system",
        "themes": THEMES,
        "signups_open": settings.SIGNUPS_OPEN,
        "mail_is_set_up": settings.MAIL_IS_SET_UP,
        # For the archive's own words inside a story in another language.
        "own_words": format_html(
            'lang="{}" dir="{}"', get_language(), "rtl" if get_language_bidi() else "ltr"
        ),
    }
