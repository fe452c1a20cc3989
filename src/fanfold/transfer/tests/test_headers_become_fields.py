"""What headers and front matter say becomes the work's fields; what is a guess is asked."""

import pytest

from fanfold.formats import Document, DocumentChapter
from fanfold.kit.errors import Refused
from fanfold.kit.findings import Finding
from fanfold.people.testing import Cast
from fanfold.tags.models import Kind
from fanfold.transfer.about import About, about_work
from fanfold.transfer.commands import import_proposal, import_story
from fanfold.transfer.figures import series_said
from fanfold.transfer.naming import article_first, names_in, people_in
from fanfold.transfer.reports import FileReport
from fanfold.transfer.sentences import sentence_for
from fanfold.transfer.stories import Wishes, propose_document
from fanfold.works.models import TITLE_LIMIT, Work
from fanfold.works.testing import AT, a_work

STORY = "\n\nThe tide was out.\n\nNobody said so.\n"


def said(in_file: int = 1, **headers: str) -> About:
    """What headers say of a work whose file has so many chapters."""
    return about_work(headers, None, chapters=in_file)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def imported(cast: Cast, text: str, name: str = "story.txt", **more: object) -> FileReport:
    pen_name = cast.ada.pen_names.get(is_default=True)
    return import_story(
        text.encode(),
        name=name,
        by=cast.ada,
        pen_name=pen_name,
        at=AT,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("list_of_names", "names"),
    [
        ("Gates, Harbour Lights", ["Gates", "Harbour Lights"]),
        ("Gates, The (2010)", ["Gates, The (2010)"]),
        ("Gates, The, Misérables, Les", ["Gates, The", "Misérables, Les"]),
        ("Dr. Who (TV, radio), Gates", ["Dr. Who (TV, radio)", "Gates"]),
        ("“Here, There”, Gates", ["“Here, There”", "Gates"]),
        ('"Here, There", Gates', ["Here, There", "Gates"]),
        ("Gates (the, Lights", ["Gates (the", "Lights"]),
        ("Gates; Lights, Camera", ["Gates; Lights", "Camera"]),
        ("Gates; Lights", ["Gates", "Lights"]),
        ("Gates\nLights, Camera", ["Gates", "Lights", "Camera"]),
        (" , ,", []),
    ],
)
def test_a_list_is_parted_where_its_author_parted_it(list_of_names: str, names: list[str]) -> None:
    assert names_in(list_of_names) == names


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Gates, The (2010)", "The Gates (2010)"),
        ("Misérables, les", "Les Misérables"),
        ("Here, There, The", "Here, There, The"),
        ("Gates, Theo", "Gates, Theo"),
    ],
)
def test_an_article_goes_where_a_title_has_it(name: str, tag: str) -> None:
    assert article_first(name) == tag


@pytest.mark.parametrize(
    ("list_of_names", "people"),
    [
        ("Harker and Vance", ["Harker", "Vance"]),
        ("Harker, Vance, and Pell", ["Harker", "Vance", "Pell"]),
        ("Harker, Vance y Pell", ["Harker", "Vance", "Pell"]),
        ("Ada Harker & Ben Vance", ["Ada Harker", "Ben Vance"]),
        ("Sherlock Holmes and the Needle", ["Sherlock Holmes and the Needle"]),
        ("harker and vance", ["harker and vance"]),
        ("Anderson", ["Anderson"]),
    ],
)
def test_two_people_are_parted_where_both_can_only_be_names(
    list_of_names: str, people: list[str]
) -> None:
    assert people_in(names_in(list_of_names)) == people


def test_what_may_be_several_is_one_and_asked_about() -> None:
    about = said(characters="Sherlock Holmes and the Needle", fandom="Pride and Prejudice")
    assert about.tags[Kind.CHARACTER] == ["Sherlock Holmes and the Needle"]
    assert codes(about.questions) == ["names_maybe_several"]
    assert "Character" in sentence_for(about.questions[0])
    assert codes(said(fandom="Buffy, Angel and Firefly").questions) == ["names_maybe_several"]


def test_pairings_and_characters_on_one_line_are_told_apart() -> None:
    about = said(people="Harker/Vance, Pell")
    assert about.tags == {Kind.RELATIONSHIP: ["Harker/Vance"], Kind.CHARACTER: ["Pell"]}


@pytest.mark.parametrize(
    ("in_file", "words", "expected", "kept"),
    [
        (3, "3/5", 5, ""),
        (3, "3 of 5", 5, ""),
        (3, "3/?", None, ""),
        (3, "3", None, ""),
        (1, "3/5", 5, "3/5"),
        (3, "2", None, "2"),
        (3, "1-3/5", 5, ""),
        (3, "1/2", None, "1/2"),
        (3, "3/999999", None, "3/999999"),
        (3, "some", None, "some"),
    ],
)
def test_chapters_in_all_are_understood(
    in_file: int, words: str, expected: int | None, kept: str
) -> None:
    about = said(in_file, chapters=words)
    assert (about.expected_chapters, about.rest.get("chapters", "")) == (expected, kept)


def test_a_complete_work_has_the_chapters_it_has() -> None:
    assert said(4, status="Complete").expected_chapters == 4
    about = said(4, status="WIP")
    assert (about.expected_chapters, about.rest) == (None, {"status": "WIP"})


def test_a_part_behind_a_title_is_no_part_of_the_title() -> None:
    about = said(title="Low Water  (1/3)")
    assert (about.title, about.expected_chapters, about.rest) == ("Low Water", 3, {})
    assert said(title="Low Water (for Pell)").title == "Low Water (for Pell)"


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Tides #2", [("Tides", 2)]),
        ("Tides #2, Winds #1", [("Tides", 2), ("Winds", 1)]),
        ("The Gates, part 2", [("The Gates", 2)]),
        ("Gates, The (Book Two)", [("The Gates", 2)]),
        ("Part 2 of the “Tides” series", [("Tides", 2)]),
        ("Third in the Tides series", [("Tides", 3)]),
        ("Tides", [("Tides", 0)]),
        ("Rain, Snow", []),
        ("This follows Rain.", []),
        ("Part 2 of “Tides”, follows “Rain”", []),
        ("x" * 600, []),
    ],
)
def test_series_are_understood_or_nothing_is(words: str, places: list[tuple[str, int]]) -> None:
    assert [(place.name, place.position) for place in series_said(words)] == places


def test_what_is_said_of_a_series_and_not_understood_is_asked_about() -> None:
    about = said(series="This follows Rain.")
    assert (about.series, codes(about.questions)) == ((), ["series_in_notes"])
    assert about.rest == {"series": "This follows Rain."}
    assert said(series="none").questions == []


def test_a_rating_with_more_words_is_a_rating_and_stays_words() -> None:
    about = said(rating="PG-13 (some language)")
    assert (about.rating, about.rest) == ("Teen", {"rating": "PG-13 (some language)"})


def test_a_header_that_says_none_makes_no_tag() -> None:
    about = said(pairing="None", warnings="keine", characters="n/a")
    assert (about.tags, about.questions) == ({}, [])
    assert about.rest == {"pairing": "None", "warnings": "keine", "characters": "n/a"}


def test_a_language_nobody_knows_is_named(cast: Cast) -> None:
    for name, text in (
        ("story.txt", f"Title: Low Water\nLanguage: Klingonisch{STORY}"),
        ("story.md", f"---\nlanguage: Klingonisch\n---{STORY}"),
    ):
        report = imported(cast, text, name, dry_run=True)
        assert "“Klingonisch”" in "\n".join(report.question_sentences)
        assert report.notes.count("Klingonisch") == 1


def test_front_matter_becomes_fields(cast: Cast) -> None:
    text = (
        "---\ntitle: Low Water\nfandoms:\n  - Gates, The (2010)\n  - Harbour Lights\n"
        "relationships: [Harker/Vance]\ncharacters: Harker, Vance\nseries: 'Tides #2'\n"
        "rating: T\nwarnings: [Graphic Depictions Of Violence]\ntags: [fog, boats]\n"
        "language: fr\nsummary: |\n  The tide is out.\n\n  Harker remembers.\nmood: grey\n---"
    )
    report = imported(cast, text + STORY, "story.md")
    work = Work.objects.get()
    tags = work.tags_by_kind.items()
    assert {kind: [tag.name for tag in some] for kind, some in tags if some} == {
        Kind.WARNING: ["Graphic violence"],
        Kind.FANDOM: ["The Gates (2010)", "Harbour Lights"],
        Kind.RELATIONSHIP: ["Harker/Vance"],
        Kind.CHARACTER: ["Harker", "Vance"],
        Kind.FREEFORM: ["fog", "boats"],
    }
    assert (work.title, work.rating, work.language) == ("Low Water", "Teen", "fr")
    assert report.series == (("Tides", 2),)
    assert work.summary == "<p>The tide is out.</p>\n<p>Harker remembers.</p>"
    assert report.notes == "Mood: grey"


LONG = "The Tide " * 40


def test_a_long_title_is_shortened_between_words_and_kept_in_the_notes(cast: Cast) -> None:
    report = imported(cast, f"Title: {LONG}\nRating: G{STORY}")
    work = Work.objects.get()
    assert work.title.endswith(("Tide…", "The…"))
    assert TITLE_LIMIT - 10 < len(work.title) <= TITLE_LIMIT
    assert LONG.strip() in work.notes
    assert "title_shortened" in codes(list(report.warnings))
    assert str(TITLE_LIMIT) in "\n".join(report.warning_sentences)


def test_a_long_title_of_a_chapter_is_shortened_and_kept_in_its_notes(cast: Cast) -> None:
    chapters = (
        DocumentChapter(source="<p>Rain.</p>", title=LONG, notes="<p>Hi.</p>"),
        DocumentChapter(source="<p>Snow.</p>", title="Snow"),
    )
    document = Document("epub", None, "html", "", title=LONG, chapters=chapters)
    proposal = propose_document(document, name="story.epub", wishes=Wishes(title="Low Water"))
    pen_name = cast.ada.pen_names.get(is_default=True)
    for into in (None, a_work(by=cast.ada)):
        report = import_proposal(
            proposal, name="story.epub", by=cast.ada, pen_name=pen_name, at=AT, into=into
        )
        assert report.chapters[0].title.endswith("…")
        assert report.chapters[0].notes == f"Title: {LONG.strip()}\nHi."
        assert report.chapters[1].title == "Snow"
        assert "chapter_title_shortened" in codes(list(report.warnings))


def test_a_work_that_exists_keeps_its_title_and_gets_the_long_one_once(cast: Cast) -> None:
    report = imported(cast, f"Title: {LONG}\nRating: G{STORY}", into=a_work(by=cast.ada))
    assert report.chapters[0].notes.count("Title: The Tide") == 1
    assert "title_shortened" not in codes(list(report.warnings))


def test_a_long_title_that_a_person_wishes_is_hers_to_shorten(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"255"):
        imported(cast, STORY, wishes=Wishes(title=LONG))


def test_signs_that_no_page_can_show_are_counted(cast: Cast) -> None:
    report = imported(cast, f"Title: Low Water\n\nThe\x07 tide\x1b was\x01 out.{STORY}")
    (told,) = [one for one in report.warnings if one.code == "control_characters"]
    assert told.values == {"count": 3}
    page = f"<p>The &#7;tide was&#1; out.</p><p>{STORY}</p>"
    report = imported(cast, page, name="story.html")
    (told,) = [one for one in report.warnings if one.code == "nul_dropped"]
    assert told.values == {"count": 2}


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            Finding("changes_accepted", {"insertions": 1, "deletions": 2}),
            "Tracked changes were accepted: 1 insertion, 2 deletions.",
        ),
        (
            Finding("changes_accepted", {"insertions": 0, "deletions": 1}),
            "Tracked changes were accepted: 1 deletion.",
        ),
        (
            Finding("changes_accepted", {"insertions": 1200, "deletions": 0}),
            "Tracked changes were accepted: 1,200 insertions.",
        ),
        (
            Finding("category_unknown", {"count": 1, "names": "S"}),
            "The file names a category that this archive does not have (S). It became an "
            "additional tag. Is one of the archive's categories meant?",
        ),
        (
            Finding("saved_cut_off", {"chapter": 0}),
            "The file breaks off before its first chapter. What is there was taken; "
            "save it once more to have the rest.",
        ),
        (Finding("empty_chapter", {"chapter": 2, "text": ""}), "Chapter 2 has no text."),
        (
            Finding("comment_alone", {"author": "", "text": "Why?", "quote": ""}),
            "A comment: Why?",
        ),
        (
            Finding("header", {"key": "rating", "label": "Rating:", "text": ""}),
            "The line “Rating:” at the top was understood as a header that says nothing.",
        ),
    ],
)
def test_sentences_count_and_leave_out_what_is_nothing(finding: Finding, sentence: str) -> None:
    assert sentence_for(finding) == sentence


def test_the_size_of_a_story_agrees_with_its_counts(cast: Cast) -> None:
    assert imported(cast, "Rain.\n").size == "1 chapter, 1 word"
    assert imported(cast, "Chapter 1\n\nRain.\n\nChapter 2\n\nIt snows.\n").size == (
        "2 chapters, 3 words"
    )
