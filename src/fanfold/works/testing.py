"""Works for tests, made through the same commands that pages use."""

from collections.abc import Sequence
from datetime import UTC, datetime

from fanfold.people.models import Account
from fanfold.works import commands
from fanfold.works.models import Rating, Work
from fanfold.works.text import ChapterText, WorkDetails

AT = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


def a_work(
    by: Account,
    *,
    title: str = "The Lantern Road",
    chapters: Sequence[str] = ("<p>Once there was a road.</p>",),
    publish: bool = True,
    rating: str = Rating.GENERAL,
    language: str = "en",
    tags: dict[str, list[str]] | None = None,
    at: datetime = AT,
) -> Work:
    """A work under the account's default pen name, published unless told otherwise."""
    work = commands.create_work(
        WorkDetails(title=title, rating=rating, language=language, tags=tags or {}),
        [ChapterText(source=source) for source in chapters],
        by=by,
        pen_names=[by.pen_names.get(is_default=True)],
        at=at,
    )
    return commands.publish_work(work, by=by, at=at) if publish else work
