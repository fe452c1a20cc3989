"""Pen names: added, renamed, described, made the default; by their owner alone."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from fanfold.kit.errors import Refused
from fanfold.kit.events import hears
from fanfold.people import commands
from fanfold.people.events import PenNameRenamed
from fanfold.people.models import PenName
from fanfold.people.testing import JOINED, Cast

pytestmark = pytest.mark.django_db

heard: list[PenNameRenamed] = []


@hears(PenNameRenamed)
def note(event: PenNameRenamed) -> None:
    heard.append(event)


def names(cast: Cast) -> list[tuple[str, bool]]:
    return [(one.name, one.is_default) for one in cast.ada.pen_names.all()]


def nightingale(cast: Cast) -> PenName:
    return cast.ada.pen_names.get(name="Nightingale")


def test_a_new_one_is_not_the_default(cast: Cast) -> None:
    commands.add_pen_name(cast.ada, name=" Wren\u00a0Lark ", by=cast.ada, at=JOINED)
    assert names(cast) == [("Ada", True), ("Nightingale", False), ("Wren Lark", False)]


@pytest.mark.parametrize(
    ("has", "wants"),
    [
        ("Nightingale", "nightingale"),
        ("Élan", "éLAN"),
        ("Zoë", "Zoe\u0308"),
        ("Straße", "STRASSE"),
        ("Соловей", "СОЛОВЕЙ"),
        ("Wren Lark", "wren  lark"),
    ],
)
def test_one_that_she_has_in_another_spelling_is_refused(cast: Cast, has: str, wants: str) -> None:
    if has != "Nightingale":
        commands.add_pen_name(cast.ada, name=has, by=cast.ada, at=JOINED)
    with pytest.raises(Refused, match="already"):
        commands.add_pen_name(cast.ada, name=wants, by=cast.ada, at=JOINED)


def test_what_is_no_name_is_refused(cast: Cast) -> None:
    for name in ("", "   ", "-", "a/b", "x" * 41, "\u200b", "a\nb\x00"):
        with pytest.raises(Refused):
            commands.add_pen_name(cast.ada, name=name, by=cast.ada, at=JOINED)
    assert len(names(cast)) == 2


def test_renaming_keeps_the_row_and_is_announced(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    heard.clear()
    before = nightingale(cast)
    with django_capture_on_commit_callbacks(execute=True):
        after = commands.rename_pen_name(before, name="Wren", by=cast.ada)
    assert after.pk == before.pk
    assert names(cast) == [("Ada", True), ("Wren", False)]
    assert heard == [PenNameRenamed(cast.ada.pk, before.pk)]
    with django_capture_on_commit_callbacks(execute=True):
        commands.rename_pen_name(after, name="Wren", by=cast.ada)
    assert len(heard) == 1, "the same name again is no news"


def test_a_name_may_change_its_case(cast: Cast) -> None:
    commands.rename_pen_name(nightingale(cast), name="NightinGale", by=cast.ada)
    assert names(cast) == [("Ada", True), ("NightinGale", False)]


def test_renaming_to_another_of_ones_own_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="already"):
        commands.rename_pen_name(nightingale(cast), name="ADA", by=cast.ada)


def test_there_is_always_one_default(cast: Cast) -> None:
    wren = commands.add_pen_name(cast.ada, name="Wren", by=cast.ada, at=JOINED)
    seen_in_an_old_tab = nightingale(cast)
    for chosen in (wren, seen_in_an_old_tab, seen_in_an_old_tab, wren):
        commands.make_default(chosen, by=cast.ada)
        assert cast.ada.pen_names.get(is_default=True) == chosen


def test_what_stands_about_it_is_kept_as_written(cast: Cast) -> None:
    text = "Writes at night.\r\n<b>& sings</b>"
    edited = commands.edit_about(nightingale(cast), about=text, by=cast.ada)
    assert edited.about == "Writes at night.\n<b>& sings</b>"
    commands.edit_about(edited, about="é" * 500, by=cast.ada)
    with pytest.raises(Refused, match="up to 500 characters; yours has 501"):
        commands.edit_about(edited, about="é" * 501, by=cast.ada)


def test_nobody_else_touches_it_not_even_the_archivist(cast: Cast) -> None:
    pen_name = nightingale(cast)
    for other in (cast.ben, cast.cleo, cast.mona):
        with pytest.raises(Refused, match="Only its owner"):
            commands.rename_pen_name(pen_name, name="Stolen", by=other)
        with pytest.raises(Refused, match="Only its owner"):
            commands.make_default(pen_name, by=other)
        with pytest.raises(Refused, match="Only its owner"):
            commands.edit_about(pen_name, about="Stolen", by=other)
        with pytest.raises(Refused, match="Only its owner"):
            commands.add_pen_name(cast.ada, name="Stolen", by=other, at=JOINED)
    cast.ada.is_active = False
    with pytest.raises(Refused):
        commands.rename_pen_name(pen_name, name="Wren", by=cast.ada)
    assert names(cast) == [("Ada", True), ("Nightingale", False)]


def test_the_byline_names_the_login_where_it_differs(cast: Cast) -> None:
    assert cast.ada.pen_names.get(is_default=True).byline == "Ada"
    assert nightingale(cast).byline == "Nightingale (ada)"
