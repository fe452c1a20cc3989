"""Filters for pages about works: prose, languages, numbers, addresses of tags."""

from collections.abc import Sized

from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString

from fanfold.tags.names import to_address
from fanfold.works.dressing import dressed, dressed_comparison
from fanfold.works.languages import name_of
from fanfold.works.models import Unsaved
from fanfold.works.recovery import address_of

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
def as_comparison(html: str) -> SafeString:
    """A comparison of two proses as markup."""
    return dressed_comparison(html)


@register.filter
def tag_address(name: str) -> str:
    """A tag's name as it stands in an address."""
    return to_address(name)


@register.filter
def direction(language: str) -> str:
    """rtl or ltr, for the dir attribute of a text in this language."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


@register.filter
def both(form: BaseForm, other: BaseForm) -> tuple[BaseForm, BaseForm]:
    """Two forms that are sent together."""
    return form, other


@register.filter
def count_with(errors: Sized, others: Sized) -> int:
    """How many errors two forms have together."""
    return len(errors) + len(others)


@register.filter
def in_all(expected: int | None, published: int) -> str:
    """How many chapters there will be, or “?”: not said, or outgrown (as AO3's readers know it)."""
    return str(expected) if expected and expected >= published else "?"


@register.filter
def form_address(unsaved: Unsaved) -> str:
    """Where the form stands into which this was typed."""
    return address_of(unsaved)


@register.filter
def language_name(code: str) -> str:
    """The language's own name for itself, or its code where we do not know it."""
    return name_of(code)
