"""Filters for pages about works: prose, languages, numbers, addresses of tags."""

from django import template
from django.utils.safestring import SafeString

from fanfold.tags.names import to_address
from fanfold.works.dressing import dressed
from fanfold.works.languages import name_of

register = template.Library()

# Scripts written from right to left, as BCP 47 primary languages that use them.
RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "he", "iw", "khw", "ks", "ku", "mzn", "nqo", "pnb"}
    | {"ps", "sd", "ug", "ur", "yi"}
)


@register.filter
def as_prose(text: str) -> SafeString:
    """Clean prose as markup."""
    return dressed(text)


@register.filter
def tag_address(name: str) -> str:
    """A tag's name as it stands in an address."""
    return to_address(name)


@register.filter
def direction(language: str) -> str:
    """rtl or ltr, for the dir attribute of a text in this language."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


@register.filter
def language_name(code: str) -> str:
    """The language's own name for itself, or its code where we do not know it."""
    return name_of(code)
