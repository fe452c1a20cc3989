"""Turns what a row may not be into the sentences of a refusal."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Model

from fanfold.kit.errors import Refused


def refuse_invalid(row: Model, *, exclude: Collection[str] = ()) -> None:
    """Raise Refused with every sentence that the row's own rules have against it."""
    try:
        row.full_clean(exclude=set(exclude))
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
