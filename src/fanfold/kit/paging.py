"""Pages of long lists. A page number that makes no sense gives the nearest page, not an error."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

PER_PAGE = 25


def page_of(rows: "QuerySet[Any]", number: str | None, *, per_page: int = PER_PAGE) -> "Page[Any]":
    """The asked page of `rows`, 25 a page; the first for nonsense, the last past the end."""
    return Paginator(rows, per_page).get_page(number)
