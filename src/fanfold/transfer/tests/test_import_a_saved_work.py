"""Files that set chapters apart and say what another archive said: all of it has a place here."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from fanfold.formats import Document, DocumentChapter, DocumentComment, SavedWork
from fanfold.formats.book import SeriesPlace
from fanfold.kit.errors import Refused
from fanfold.people.testing import Cast
from fanfold.tags.models import CLOSED_KINDS, Kind, Tag
from fanfold.transfer.commands import import_proposal
from fanfold.transfer.reports import FileReport
from fanfold.transfer.stories import Wishes, propose_document
from fanfold.transfer.wording import named_here, rating_of
from fanfold.works import commands
from fanfold.works.models import Rating, Series, Work
from fanfold.works.testing import AT, a_work

SAVED = SavedWork(
    site="ao3",
    address="https://archiveofourown.org/works/1?a=1&b=2",
    authors=("Ann", "Bea"),
    rating="Teen And Up Audiences",
    warnings=("Graphic Depictions Of Violence", "Major Character Death"),
    categories=("F/F", "Gen"),
    fandoms=("Gates - All Media Types",),
    relationships=("Ann/Bea",),
    characters=("Ann", "Bea"),
    freeforms=("Slow Burn", "Angst"),
    series=(SeriesPlace("The Gates", 2, "https://archiveofourown.org/series/1"),),
    summary="<p>A gate <em>opens</em>.</p>",
    notes="<p>For Cleo.</p>",
    endnotes="<p>Thanks for reading.</p>",
    published=date(2014, 5, 3),
    updated=date(2020, 6, 1),
    complete=False,
    expected_chapters=5,
    more={"Collections": "Yuletide 2014"},
)
CHAPTERS = (
    DocumentChapter(source="<p>It opened.</p><h2>Chapter 9</h2><p>Still one.</p>", title="Dawn"),
    DocumentChapter(
        source="<p>It closed.</p>",
        title="Dusk",
        summary="<p>Dark.</p>",
        notes="<p>Before.</p>",
        endnotes="<p>After.</p>",
    ),
)


def document(saved: SavedWork | None = SAVED, **more: object) -> Document:
    """A file saved from another archive, as a reader hands it out."""
    whole = Document(
        "epub", None, "html", "", title="The Gate", language="English", saved=saved,
        chapters=CHAPTERS,
    )  # fmt: skip
    return replace(whole, **more)  # type: ignore[arg-type]


def imported(
    cast: Cast, given: Document, *, wishes: Wishes | None = None, **more: object
) -> FileReport:
    """The report on a document that Ada imports under her default pen name."""
    pen_name = cast.ada.pen_names.get(is_default=True)
    proposal = propose_document(
        given, name="gate.epub", wishes=wishes or Wishes(), signed_as=pen_name.name
    )
    return import_proposal(
        proposal, name="gate.epub", by=cast.ada, pen_name=pen_name, at=AT, **more  # type: ignore[arg-type]
    )  # fmt: skip


def saved(**changes: object) -> Document:
    """The same file with other words about its work."""
    return document(replace(SAVED, **changes))  # type: ignore[arg-type]


def codes(findings: object) -> list[str]:
    """The codes of findings, in their order."""
    return [finding.code for finding in findings]  # type: ignore[attr-defined]


def names(work: Work, kind: Kind) -> list[str]:
    """The names of a work's tags of one kind."""
    return [tag.name for tag in work.tags_by_kind[kind]]


def test_everything_that_has_a_field_is_in_it(cast: Cast) -> None:
    report = imported(cast, document())
    work = Work.objects.get()
    assert (work.title, work.rating, work.language) == ("The Gate", "Teen", "en")
    assert names(work, Kind.WARNING) == ["Graphic violence", "Major character death"]
    assert names(work, Kind.CATEGORY) == ["F/F", "Gen"]
    assert names(work, Kind.FANDOM) == ["Gates - All Media Types"]
    assert names(work, Kind.RELATIONSHIP) == ["Ann/Bea"]
    assert names(work, Kind.CHARACTER) == ["Ann", "Bea"]
    assert names(work, Kind.FREEFORM) == ["Slow Burn", "Angst"]
    assert work.summary == "<p>A gate <em>opens</em>.</p>"
    assert "Thanks for reading." in work.endnotes
    assert work.expected_chapters == 5
    assert codes(report.questions) == ["author_named"]
    assert not report.warnings


def test_what_has_no_field_is_in_the_notes(cast: Cast) -> None:
    imported(cast, document())
    notes = Work.objects.get().notes
    said = " ".join(strip_tags(notes).split())
    assert said == (
        "For Cleo. Collections: Yuletide 2014 First published on 3 May 2014 at "
        "https://archiveofourown.org/works/1?a=1&amp;b=2. Last updated there on 1 June 2020. "
        "Signed there by Ann, Bea."
    )
    assert 'href="https://archiveofourown.org/works/1?a=1&amp;b=2"' in notes


def test_an_address_that_is_none_is_no_link(cast: Cast) -> None:
    imported(cast, saved(address="javascript:alert(1)<b>", authors=("<i>Ann</i>",)))
    notes = Work.objects.get().notes
    assert "<a" not in notes
    assert "javascript:alert(1)&lt;b&gt;" in notes
    assert "&lt;i&gt;Ann&lt;/i&gt;" in notes


def test_chapters_that_are_set_apart_are_not_cut_again(cast: Cast) -> None:
    report = imported(cast, document())
    assert [(one.number, one.title) for one in report.chapters] == [(1, "Dawn"), (2, "Dusk")]
    first, second = Work.objects.get().chapters.in_order()
    assert first.current is not None
    assert first.current.source == CHAPTERS[0].source
    assert (second.summary, second.notes) == ("<p>Dark.</p>", "<p>Before.</p>")
    assert second.endnotes == "<p>After.</p>"


def test_a_chapter_without_notes_is_searched_for_them_and_one_with_notes_is_not(cast: Cast) -> None:
    noted = "<p>It opened.</p><p>A/N: Please tell me what you think.</p>"
    chapters = (
        DocumentChapter(source="<p>Once.</p>"),
        DocumentChapter(source=noted),
        DocumentChapter(source=noted, notes="<p>Own.</p>"),
    )
    report = imported(cast, document(chapters=chapters))
    _once, searched, own = Work.objects.get().chapters.in_order()
    assert "Please tell me" in searched.endnotes
    assert (own.notes, own.endnotes) == ("<p>Own.</p>", "")
    assert [
        (one.code, one.values["chapter"]) for one in report.applied if "chapter" in one.values
    ] == [("endnotes", 2)]


def test_a_chapter_without_text_is_asked_about(cast: Cast) -> None:
    chapters = (*CHAPTERS, DocumentChapter(source="<hr>", title="Cover"))
    report = imported(cast, document(chapters=chapters))
    asked = [dict(one.values) for one in report.questions if one.code == "empty_chapter"]
    assert asked == [{"chapter": 3, "text": "Cover"}]
    assert len(report.chapters) == 3


def test_another_author_is_asked_about_and_the_same_one_is_not(cast: Cast) -> None:
    questions = imported(cast, saved(authors=("ADA",))).questions
    assert "author_named" not in codes(questions)
    questions = imported(cast, saved(authors=("Ada", "Bea"))).questions
    assert [one.values for one in questions if one.code == "author_named"] == [
        {"author": "Ada, Bea"}
    ]


@pytest.mark.parametrize(
    ("said", "rating"),
    [
        ("Not Rated", "Not rated"), ("General Audiences", "General"), ("K+", "General"),
        ("Fiction T", "Teen"), ("Rated: Fiction M", "Mature"), ("Mature", "Mature"),
        ("Explicit", "Explicit"), ("NC-17", "Explicit"), ("Everyone", "General"),
    ],
)  # fmt: skip
def test_ratings_of_other_archives_are_known(said: str, rating: str) -> None:
    assert rating_of(said) == rating


@pytest.mark.parametrize(
    ("said", "language", "kept"),
    [
        ("Deutsch", "de", ""), ("zh", "zh", ""), ("pt-br", "pt-BR", ""), ("qya", "qya", ""),
        ("und", "en", ""), ("The Black Speech", "en", "The Black Speech"),
    ],
)  # fmt: skip
def test_languages_are_known_by_code_or_name(
    cast: Cast, said: str, language: str, kept: str
) -> None:
    imported(cast, document(language=said))
    work = Work.objects.get()
    assert work.language == language
    assert ("Language:" in work.notes) == bool(kept)
    assert kept in work.notes


def test_an_unknown_rating_is_asked_about_and_kept(cast: Cast) -> None:
    report = imported(cast, saved(rating="Spicy, Mild"))
    work = Work.objects.get()
    assert work.rating == Rating.NOT_RATED
    assert "rating_unknown" in codes(report.questions)
    assert "Rating: Spicy, Mild" in work.notes


@pytest.mark.usefixtures("db")
def test_every_name_we_know_for_warnings_and_categories_is_on_the_fixed_list() -> None:
    known = {
        Kind.WARNING: ["Creator Chose Not To Use Archive Warnings", "No Archive Warnings Apply",
                       "Graphic Depictions Of Violence", "Major Character Death", "Rape/Non-Con",
                       "Underage Sex", "Underage"],
        Kind.CATEGORY: ["F/F", "F/M", "Gen", "M/M", "Multi", "Other"],
    }  # fmt: skip
    for kind in CLOSED_KINDS:
        here, unknown = named_here(kind, known[kind])
        assert not unknown
        assert set(here) == set(Tag.objects.of_kind(kind).values_list("name", flat=True))


def test_unknown_warnings_and_categories_become_additional_tags_and_are_asked_about(
    cast: Cast,
) -> None:
    report = imported(cast, saved(warnings=("Violence", "Underage"), categories=("Poetry",)))
    work = Work.objects.get()
    assert names(work, Kind.WARNING) == ["Underage sex"]
    assert names(work, Kind.FREEFORM) == ["Slow Burn", "Angst", "Violence", "Poetry"]
    assert {"warning_unknown", "category_unknown"} <= set(codes(report.questions))


def test_tags_that_cannot_be_written_are_rewritten_or_go_to_the_notes(cast: Cast) -> None:
    freeforms = ("Ann <3 Bea", "100% fluff, really", "x" * 200, "*", " ", "Fine")
    report = imported(cast, saved(freeforms=freeforms))
    work = Work.objects.get()
    assert names(work, Kind.FREEFORM) == ["Ann ♥ Bea", "100 percent fluff; really", "Fine"]
    assert "x" * 200 in work.notes
    assert codes(report.warnings) == ["tag_rewritten"] * 2 + ["tag_in_notes"] * 2


def test_more_tags_than_a_work_can_bear_go_to_the_notes(cast: Cast) -> None:
    many = tuple(f"Tag {number}" for number in range(100))
    report = imported(cast, saved(freeforms=(*many, "tag 1")))
    work = Work.objects.get()
    assert sum(len(names(work, kind)) for kind in Kind if kind not in CLOSED_KINDS) == 75
    assert "Tag 70" in names(work, Kind.FREEFORM)
    assert "Tag 71, Tag 72" in work.notes
    (said,) = [one for one in report.warnings if one.code == "tags_in_notes"]
    assert said.values["count"] == 29


def test_what_the_person_wished_wins_and_the_files_words_are_kept(cast: Cast) -> None:
    imported(cast, document(), wishes=Wishes(rating="Explicit", tags={"fandom": ["Doors"]}))
    work = Work.objects.get()
    assert (work.rating, names(work, Kind.FANDOM)) == ("Explicit", ["Doors"])
    assert "Gates - All Media Types" in work.notes


def test_a_summary_that_is_too_long_goes_to_the_notes(cast: Cast) -> None:
    report = imported(cast, saved(summary=f"<p>{'word ' * 1200}</p>"))
    work = Work.objects.get()
    assert not work.summary
    assert work.notes.startswith("<p>word word")
    assert "summary_in_notes" in codes(report.warnings)


@pytest.mark.parametrize(
    ("complete", "expected", "becomes"),
    [
        (True, None, 2), (False, None, None), (None, None, None), (True, 2, 2), (False, 9, 9),
        (None, 1, None), (None, 10**9, None),
    ],
)  # fmt: skip
def test_how_many_chapters_there_will_be(
    cast: Cast, complete: bool | None, expected: int | None, becomes: int | None
) -> None:
    imported(cast, saved(complete=complete, expected_chapters=expected))
    work = Work.objects.get()
    assert work.expected_chapters == becomes
    if expected is not None and becomes is None:
        assert f"Chapters in all: {expected}" in work.notes


def test_a_series_is_made_once_and_joined_afterwards(cast: Cast) -> None:
    imported(cast, document())
    report = imported(cast, saved(series=(SeriesPlace("the gates", 1),)))
    series = Series.objects.get()
    assert [place.position for place in series.places.all()] == [1, 2]
    assert report.as_json()["series"] == [{"title": "The Gates", "position": 1}]
    assert "series_placed" in codes(report.applied)


def test_a_place_that_is_taken_becomes_the_next_free_one_and_is_asked_about(cast: Cast) -> None:
    for _time in range(2):
        report = imported(cast, document())
    assert report.series == (("The Gates", 3),)
    assert "series_place_taken" in codes(report.questions)


def test_a_series_of_another_pen_name_is_not_joined(cast: Cast) -> None:
    other = cast.ada.pen_names.get(is_default=False)
    stranger = cast.ben.pen_names.get()
    for pen_name in (other, stranger):
        commands.create_series("The Gates", "", pen_names=[pen_name])
    imported(cast, document())
    assert Series.objects.count() == 3


def test_series_that_cannot_be_are_words_in_the_notes(cast: Cast) -> None:
    places = (
        SeriesPlace("x" * 300, 1), SeriesPlace(" ", 1), SeriesPlace("Far", 10**12),
        SeriesPlace("Low", -3),
    )  # fmt: skip
    report = imported(cast, saved(series=places))
    assert report.series == (("Far", 1), ("Low", 1))
    assert "x" * 300 in Work.objects.get().notes


def test_a_form_sent_twice_makes_one_work_and_one_place(cast: Cast) -> None:
    submission = uuid.uuid4()
    reports = [imported(cast, document(), submission=submission) for _again in range(2)]
    assert Work.objects.count() == 1
    assert Series.objects.get().places.count() == 1
    assert reports[0].as_json() == reports[1].as_json()


def test_a_dry_run_says_the_same_and_writes_nothing(cast: Cast) -> None:
    dry = imported(cast, document(), dry_run=True).as_json()
    assert not Work.objects.exists()
    assert not Series.objects.exists()
    real = imported(cast, document()).as_json()
    different = {key for key in real if real[key] != dry[key]}
    assert different == {"status", "work"}
    assert real["tags"]["fandom"] == ["Gates - All Media Types"]
    assert (real["rating"], real["expected_chapters"]) == ("Teen", 5)
    assert real["summary"] == "A gate opens."


def test_nobody_imports_under_another_persons_pen_name(cast: Cast) -> None:
    proposal = propose_document(document(), name="gate.epub", wishes=Wishes())
    pen_name = cast.ada.pen_names.get(is_default=True)
    with pytest.raises(Refused):
        import_proposal(proposal, name="gate.epub", by=cast.ben, pen_name=pen_name, at=AT)
    with pytest.raises(Refused):
        commands.place_in_own_series(
            a_work(cast.ben), "The Gates", by=cast.ben, pen_name=pen_name, position=1
        )
    assert not Series.objects.exists()


def test_chapters_for_a_work_that_exists_bring_what_it_does_not_say_in_notes(cast: Cast) -> None:
    work = a_work(cast.ada, rating="Teen", tags={"fandom": ["Gates - All Media Types"]})
    report = imported(cast, document(), into=work, publish=True)
    first, last = work.chapters.in_order()[1:]
    for words in ("The Gate", "Slow Burn, Angst", "Part 2 of The Gates", "Yuletide", "For Cleo."):
        assert words in first.notes
    assert "Gates - All Media Types" not in first.notes
    assert "Teen" not in first.notes
    assert first.summary == "<p>A gate <em>opens</em>.</p>"
    assert last.endnotes == "<p>After.</p>\n<p>Thanks for reading.</p>"
    assert not Series.objects.exists()
    assert report.as_json()["rating"] is None


def test_an_import_may_be_published_with_its_series(cast: Cast, client: Client) -> None:
    report = imported(cast, document(), publish=True)
    assert report.work is not None
    answer = client.get(f"/works/{report.work.pk}?view_adult=true", follow=True)
    assert answer.status_code == 200
    assert b"The Gates" in answer.content


def test_comments_in_the_margins_are_told_and_not_published(cast: Cast) -> None:
    margins = (
        DocumentComment(author="Ben", text="Too\nslow?", quote="walked slowly"),
        DocumentComment(author="Cleo", text="Nice."),
    )
    report = imported(cast, replace(document(), comments=margins))
    assert [str(sentence) for sentence in report.warning_sentences] == [
        "A comment by Ben beside “walked slowly”: Too slow?",
        "A comment by Cleo: Nice.",
    ]
    work = Work.objects.get()
    texts = [work.notes, *(one.current.prose for one in work.chapters.all() if one.current)]
    assert not any("slow?" in text or "Nice." in text for text in texts)


def test_figures_of_another_archive_are_no_notes(cast: Cast) -> None:
    imported(
        cast, saved(more={"Words": "1,234", "Kudos": "12", "Chapters": "3/?", "For": "Cleo 7"})
    )
    notes = Work.objects.get().notes
    assert "1,234" not in notes
    assert "3/?" not in notes
    assert "Cleo 7" in notes
