"""The database itself refuses rows that cannot be true."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fanfold.people.testing import Cast
from fanfold.works.models import Chapter, Revision, Work
from fanfold.works.testing import AT, a_work

STATES = [
    {"state": "gone"},
    {"state": "published", "published_at": None},
    {"state": "draft", "published_at": AT},
    {"state": "scheduled", "published_at": None, "publish_at": None},
    {"state": "draft", "published_at": None, "publish_at": AT},
    {"state": "pulled", "pulled_at": None},
    {"state": "published", "pulled_at": AT},
    {"state": "pulled", "pulled_at": AT - timedelta(days=1)},
]


@pytest.mark.parametrize("values", STATES)
@pytest.mark.parametrize("model", [Work, Chapter])
def test_a_state_without_its_times_or_with_wrong_ones(
    cast: Cast, model: type[Work] | type[Chapter], values: dict[str, Any]
) -> None:
    a_work(cast.ada)
    if model is Work and values.get("published_at", AT) is None:
        values = {**values, "revised_at": None}
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**values)


@pytest.mark.parametrize(
    "values",
    [{"title": ""}, {"rating": "Spicy"}, {"revised_at": None}, {"expected_chapters": 0}],
)
def test_a_work_without_what_every_work_has(cast: Cast, values: dict[str, Any]) -> None:
    a_work(cast.ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.update(**values)


@pytest.mark.parametrize("values", [{"position": 0}, {"current": None}])
def test_a_chapter_out_of_order_or_without_text(cast: Cast, values: dict[str, Any]) -> None:
    a_work(cast.ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Chapter.objects.update(**values)


def test_two_chapters_in_one_place(cast: Cast) -> None:
    a_work(cast.ada, chapters=["One.", "Two."])
    with pytest.raises(IntegrityError), transaction.atomic():
        Chapter.objects.filter(position=2).update(position=1)


@pytest.mark.parametrize("values", [{"number": 0}, {"source_format": "word"}])
def test_a_revision_of_no_known_kind(cast: Cast, values: dict[str, Any]) -> None:
    a_work(cast.ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.update(**values)
