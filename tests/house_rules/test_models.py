"""Rows: foreign keys point down, choices are held by the database, no key points anywhere."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps
from tests.house_rules import python_rules
from tests.house_rules.complaints import complaints, expect_none
from tests.house_rules.house import floors, may_look_into, modules

OURS = [model for model in apps.get_models() if model.__module__.startswith("fanfold.")]


def room(model: type[models.Model]) -> str:
    """The room that a model lives in; for one of a library, the library's name."""
    first, *rest = model.__module__.split(".")
    return rest[0] if first == "fanfold" else first


def upward_keys(model: type[models.Model]) -> Iterator[str]:
    """Keys that point up or sideways, or that show themselves in another room's rows."""
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        target = field.related_model
        if not isinstance(target, type) or room(target) not in floors():
            continue
        here, there = room(model), room(target)
        if not may_look_into(here, there):
            yield f"{model.__name__}.{field.name} points from {here} up to {there}"
        shown = getattr(field.remote_field, "related_name", None) or ""
        if here != there and not shown.endswith("+"):
            yield f"{model.__name__}.{field.name} shows itself in {there}: related_name='+'"


def loose_choices(model: type[models.Model]) -> Iterator[str]:
    """Columns with choices that the database would not hold to them."""
    conditions = [
        str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    ]
    for field in model._meta.local_fields:
        if field.choices and not any(f"'{field.name}__in'" in one for one in conditions):
            yield f"{model.__name__}.{field.name}: no constraint knows its choices"


def generic_keys(model: type[models.Model]) -> Iterator[str]:
    """Keys to anything: no database can guard them."""
    for field in model._meta.private_fields:
        yield f"{model.__name__}.{field.name} points to anything"
    for field in model._meta.local_fields:
        target = field.related_model
        if isinstance(target, type) and target._meta.label == "contenttypes.ContentType":
            yield f"{model.__name__}.{field.name} points to a kind of row"


@pytest.mark.parametrize("rule", [upward_keys, loose_choices, generic_keys])
def test_rows_keep_the_rules_of_the_house(rule: object) -> None:
    assert callable(rule)
    assert OURS
    assert [complaint for model in OURS for complaint in rule(model)] == []


def test_keys_to_other_modules_are_written_as_strings() -> None:
    places = [path for path in modules() if "models" in (path.stem, path.parent.name)]
    expect_none(complaints(places, python_rules.foreign_keys_by_class))


def test_constraints_have_names_of_their_own() -> None:
    names = [one.name for model in OURS for one in model._meta.constraints]
    assert sorted(names) == sorted(set(names))
    longest = connection.ops.max_name_length() or 63
    assert [name for name in names if len(name) > longest] == []
    assert [model for model in OURS if model._meta.unique_together] == []


@isolate_apps("fanfold.tags", "fanfold.works")
def test_the_rules_about_rows_can_fail() -> None:
    class Mark(models.Model):
        work = models.ForeignKey("works.Work", on_delete=models.CASCADE)
        mood = models.CharField(max_length=5, choices=[("a", "A")])

        class Meta:
            app_label = "tags"

    class Work(models.Model):
        class Meta:
            app_label = "works"

    Mark.__module__, Work.__module__ = "fanfold.tags.models", "fanfold.works.models"
    assert len(list(upward_keys(Mark))) == 2
    assert len(list(loose_choices(Mark))) == 1
    text = "from fanfold.people.models import Account\nx = models.ForeignKey(Account)"
    assert list(python_rules.foreign_keys_by_class(text))
