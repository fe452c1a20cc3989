"""python -m tests.crash.looking: what is in the database, as JSON; and what is wrong with it."""

import json
import sys

import django

django.setup()

from fanfold.works import examinations  # noqa: E402 - Django must be ready first
from fanfold.works.models import Chapter, Revision, Work  # noqa: E402

EXAMINED = (
    examinations.works_without_chapters,
    examinations.positions,
    examinations.current_revisions,
    examinations.word_counts,
)


def look() -> dict[str, object]:
    """Every work and chapter, every text that was ever saved, every broken rule."""
    chapters = Chapter.with_deleted.select_related("current").order_by("work", "position")
    return {
        "broken": [str(found.sentence) for one in EXAMINED for found in one(fix=False)],
        "works": {str(work.pk): work.state for work in Work.with_deleted.all()},
        "chapters": {
            str(chapter.pk): {
                "work": chapter.work_id,
                "position": chapter.position,
                "state": chapter.state,
                "deleted": chapter.deleted_at is not None,
                "number": chapter.current.number if chapter.current else 0,
                "text": chapter.current.source if chapter.current else None,
            }
            for chapter in chapters
        },
        "texts": [revision.source for revision in Revision.objects.all()],
    }


if __name__ == "__main__":
    json.dump(look(), sys.stdout)
