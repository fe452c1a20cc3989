"""Older revisions cost few bytes, come back to the letter, and are never dropped unread."""

import random
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from fanfold.people.testing import Cast
from fanfold.works import commands, packing, tasks
from fanfold.works.examinations import older_plain_revisions
from fanfold.works.models import Chapter, Revision
from fanfold.works.testing import AT, a_work
from fanfold.works.text import ChapterText

WORDS = ["once", "there", "was", "a", "road", "nobody", "took", "down", "to", "the", "sea", "by"]

LONG = " ".join(f"{word}{place}" for place in range(20) for word in WORDS)


def _sentences(count: int, chance: random.Random) -> list[str]:
    return [" ".join(chance.choices(WORDS, k=12)) + "." for _ in range(count)]


def _written(cast: Cast, *sources: str) -> Chapter:
    """A chapter with these revisions."""
    chapter = a_work(cast.ada, chapters=[sources[0]]).chapters.get()
    for source in sources[1:]:
        commands.edit_chapter(chapter, ChapterText(source=source), by=cast.ada, at=AT)
    return Chapter.objects.get(pk=chapter.pk)


def _as_an_older_version_kept_it(chapter: Chapter) -> None:
    for revision in list(chapter.revisions.select_related("base")):
        Revision.objects.filter(pk=revision.pk).update(
            plain_source=revision.source,
            plain_prose=revision.prose,
            packed=None,
            base=None,
            checksum="",
        )


def _told() -> list[str]:
    return [one.sentence for one in older_plain_revisions(fix=False)]


ODD = ["  Curly “quotes”,\ttabs\r\n\n~*~\n 末尾\u00a0", "", "&amp; <b>tags</B>", "\U0001f336" * 9]


def test_every_revision_comes_back_to_the_letter(cast: Cast) -> None:
    chapter = a_work(cast.ada, chapters=[ODD[0]], publish=False).chapters.get()
    for source in ODD[1:]:
        commands.edit_chapter(chapter, ChapterText(source=source), by=cast.ada, at=AT)
    rows = chapter.revisions.order_by("number")
    assert [row.source for row in rows] == ODD
    assert [row.size for row in rows] == [len(source) for source in ODD]
    assert rows[2].prose == "<p>&amp; <b>tags</b></p>"


def test_the_current_revision_is_text_and_the_others_are_packed(cast: Cast) -> None:
    chapter = _written(cast, "One.", "Two.", "Three.")
    kept = chapter.revisions.order_by("number").values_list("plain_source", "plain_prose")
    assert list(kept) == [("", ""), ("", ""), ("Three.", "<p>Three.</p>")]
    assert chapter.current is not None
    assert (chapter.current.number, chapter.current.packed) == (3, None)


def test_a_text_that_changes_little_costs_little(cast: Cast) -> None:
    chance = random.Random(7)
    text = _sentences(300, chance)
    sources = []
    for _ in range(20):
        text[chance.randrange(len(text))] = _sentences(1, chance)[0]
        sources.append("\n\n".join(text))
    chapter = _written(cast, *sources)
    packed = [len(row.packed) for row in chapter.revisions.order_by("number") if row.packed]
    assert len(packed) == 19
    assert sum(packed[1:]) < packed[0]
    assert packed[0] < len(sources[0]) / 2


def test_a_rewritten_text_begins_anew(cast: Cast) -> None:
    chance = random.Random(7)
    first, second = ("\n\n".join(_sentences(300, chance)) for _ in range(2))
    chapter = _written(cast, first, first + "!", second, second + "!", second + "!!")
    leans = {row.number: row.base and row.base.number for row in chapter.revisions.all()}
    assert leans == {1: None, 2: 1, 3: None, 4: 3, 5: None}, "the last one is the current one"
    assert [row.source for row in chapter.revisions.order_by("number")][2:4] == [
        second,
        second + "!",
    ]


def test_no_revision_leans_on_one_that_leans(cast: Cast) -> None:
    chance = random.Random(3)
    sources = ["\n\n".join(_sentences(chance.randrange(1, 40), chance)) for _ in range(40)]
    chapter = _written(cast, *dict.fromkeys(sources))
    assert not chapter.revisions.filter(base__base__isnull=False).exists()
    assert [row.source for row in chapter.revisions.order_by("number")] == list(
        dict.fromkeys(sources)
    )


def test_reading_an_old_revision_is_one_query(cast: Cast) -> None:
    chapter = _written(cast, *(f"{LONG}{n}" for n in range(9)))
    with CaptureQueriesContext(connection) as seen:
        row = chapter.revisions.select_related("base").get(number=5)
        assert row.base is not None
        assert row.source.endswith("4")
    assert len(seen) == 1


def test_what_an_older_version_kept_whole_is_packed_in_the_background(cast: Cast) -> None:
    sources = [f"Revision {n}." for n in range(2 * 20 + 5)]
    chapter = _written(cast, *sources)
    other = _written(cast, "Only one.")
    _as_an_older_version_kept_it(chapter)
    commands.delete_work(chapter.work, by=cast.ada, at=AT)
    assert list(commands.chapters_to_pack()) == [chapter]
    assert ["44 older revisions are stored as text" in one for one in _told()] == [True]
    assert commands.pack_older_revisions(other) == 0
    assert commands.pack_older_revisions(chapter) == 20
    tasks.pack_revisions.call()
    assert not commands.chapters_to_pack().exists()
    assert _told() == []
    assert Revision.objects.filter(packed=None).count() == 2
    assert [row.source for row in chapter.revisions.order_by("number")] == sources


def test_saving_goes_on_while_older_ones_wait_to_be_packed(cast: Cast) -> None:
    chapter = _written(cast, "One.", "Two.", "Three.")
    _as_an_older_version_kept_it(chapter)
    commands.edit_chapter(chapter, ChapterText(source="Four."), by=cast.ada, at=AT)
    plain = chapter.revisions.filter(packed=None).order_by("number")
    assert [row.number for row in plain] == [1, 2, 4]
    tasks.pack_revisions.call()
    assert [row.source for row in chapter.revisions.order_by("number")] == [
        "One.", "Two.", "Three.", "Four.",
    ]  # fmt: skip


def test_what_does_not_come_back_stays_as_text(cast: Cast) -> None:
    chapter = _written(cast, "One.", "Two.")
    far_too_long = "a" * 34_000_000
    _as_an_older_version_kept_it(chapter)
    Revision.objects.filter(number=1).update(plain_source=far_too_long)
    assert commands.pack_older_revisions(chapter) == 0
    assert chapter.revisions.get(number=1).plain_source == far_too_long


def test_an_unsaved_change_packs_nothing(cast: Cast) -> None:
    chapter = _written(cast, "One.")
    with transaction.atomic():
        commands.edit_chapter(chapter, ChapterText(source="Two."), by=cast.ada, at=AT)
        transaction.set_rollback(True)
    assert chapter.revisions.get().plain_source == "One."


@pytest.mark.parametrize(
    "values",
    [{"plain_source": "More."}, {"plain_prose": "<p>More.</p>"}, {"checksum": ""}],
)
def test_a_row_is_packed_or_text_and_never_both(cast: Cast, values: dict[str, str]) -> None:
    chapter = _written(cast, "One.", "Two.")
    with pytest.raises(IntegrityError), transaction.atomic():
        chapter.revisions.filter(number=1).update(**values)


def test_another_text_in_its_place_is_never_taken_for_it(cast: Cast) -> None:
    chapter = _written(cast, LONG, f"{LONG}!", "Three.")
    Revision.objects.filter(number=1).update(packed=packing.pack(f"Another {LONG}"))
    assert chapter.revisions.get(number=2).base == chapter.revisions.get(number=1)
    for number in (1, 2):
        row = chapter.revisions.get(number=number)
        with pytest.raises(packing.Damaged, match="damaged where it is stored"):
            getattr(row, "source")  # noqa: B009 - reading it is what fails


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text())
def test_any_text_comes_back_whatever_it_leans_on(text: str, base: str) -> None:
    base = base.encode("utf-8", "ignore").decode()
    assert packing.unpack(packing.pack(text, base=base), base=base) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_damaged(noise: bytes) -> None:
    with suppress(packing.Damaged):
        assert packing.pack(packing.unpack(noise))


def test_a_lie_about_the_size_fills_no_memory() -> None:
    header = b"\x28\xb5\x2f\xfd\xe0" + (1 << 40).to_bytes(8, "little")
    with pytest.raises(packing.Damaged):
        packing.unpack(header + b"\0" * 20)
