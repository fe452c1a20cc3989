"""A published work as the binders take it: only what every reader may see goes in."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fanfold.formats.book import Book, BookChapter, BookPerson, BookWords, SeriesPlace
from fanfold.house import profile
from fanfold.tags.models import Kind
from fanfold.works.languages import name_of
from fanfold.works.models import Chapter, Work


def book_of(work: Work, *, home: str) -> Book:
    """The work with its published chapters. `home` is the archive's address without a slash.

    `work` comes from `works.blurbs.with_people_and_tags`; one more query fetches the texts.
    """
    chapters = list(
        Chapter.objects.visible_to(AnonymousUser())
        .filter(work=work)
        .select_related("current")
        .in_order()
    )
    tags = {kind: tuple(tag.name for tag in tags) for kind, tags in work.tags_by_kind.items()}
    published_at = work.published_at or work.created_at
    return Book(
        identifier=f"urn:uuid:{work.key}",
        title=work.title,
        language=work.language,
        language_name=name_of(work.language),
        published=published_at.date(),
        modified=work.changed_at,
        chapters=tuple(_chapter(chapter) for chapter in chapters),
        authors=tuple(
            BookPerson(
                author.name, home + reverse("pen_name", args=[author.account.login, author.name])
            )
            for author in work.authors
        ),
        url=home + reverse("work", args=[work.pk]),
        publisher=profile.current().name,
        archive_url=home + "/",
        tag_address=home + "/tags/{name}/works",
        summary=work.summary,
        notes=work.notes,
        endnotes=work.endnotes,
        rating=str(work.get_rating_display()),
        warnings=tags[Kind.WARNING],
        categories=tags[Kind.CATEGORY],
        fandoms=tags[Kind.FANDOM],
        relationships=tags[Kind.RELATIONSHIP],
        characters=tags[Kind.CHARACTER],
        freeforms=tags[Kind.FREEFORM],
        series=tuple(
            SeriesPlace(
                place.series.title,
                place.position,
                home + reverse("series", args=[place.series_id]),
            )
            for place in work.series_places.all()
        ),
        complete=work.expected_chapters == len(chapters),
        words=work.word_count,
        expected_chapters=work.expected_chapters,
        labels=words(),
    )


def home_address() -> str:
    """The archive's own address as books print it."""
    return settings.PUBLIC_URL or "http://127.0.0.1:8000"


def chapter_heading(chapter: Chapter) -> str:
    """“Chapter 3”, or “Chapter 3: Prologue”."""
    number = _("Chapter %(number)s") % {"number": chapter.position}
    return f"{number}: {chapter.title}" if chapter.title else number


def _chapter(chapter: Chapter) -> BookChapter:
    return BookChapter(
        number=chapter.position,
        title=chapter.title,
        heading=chapter_heading(chapter),
        prose=chapter.current.prose if chapter.current else "",
        published=(chapter.published_at or chapter.created_at).date(),
        summary=chapter.summary,
        notes=chapter.notes,
        endnotes=chapter.endnotes,
    )


def words() -> BookWords:
    """The binders' own words, in the language that is active now."""
    return BookWords(
        language=get_language() or settings.LANGUAGE_CODE,
        untitled=_("Untitled"),
        anonymous=_("Anonymous"),
        by=_("by {authors}"),
        posted=_("Published on {archive} at {address}."),
        cover=_("Cover"),
        title_page=_("Title page"),
        contents=_("Contents"),
        landmarks=_("Landmarks"),
        start=_("Start of the story"),
        preface=_("Preface"),
        afterword=_("Afterword"),
        farewell=_("To tell the author what you thought, visit {address}."),
        rating=_("Rating"),
        warnings=_("Warnings"),
        categories=_("Categories"),
        fandoms=_("Fandoms"),
        relationships=_("Relationships"),
        characters=_("Characters"),
        freeforms=_("Additional tags"),
        language_label=_("Language"),
        series=_("Series"),
        series_part=_("Part {position} of {series}"),
        stats=_("Figures"),
        published=_("Published"),
        updated=_("Updated"),
        completed=_("Completed"),
        words=_("Words"),
        chapters=_("Chapters"),
        address=_("Address"),
        no_fandom=_("No fandom specified"),
        many_fandoms=_("Multifandom"),
        summary=_("Summary"),
        notes=_("Notes"),
        endnotes=_("End notes"),
        see_endnotes=_("More notes stand at the end of the work: {endnotes}."),
        chapter=_("Chapter {number}"),
        chapter_summary=_("Chapter summary"),
        chapter_notes=_("Chapter notes"),
        chapter_endnotes=_("Chapter end notes"),
        scene_break=_("scene break"),
        accessibility_summary=_(
            "Text that flows and can be restyled, with a table of contents, headings, marked scene "
            "breaks and the languages named. No images are needed to follow the story. "
            "Nobody has certified this book against an accessibility standard."
        ),
    )
