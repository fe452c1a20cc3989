"""What a chapter with 100 revisions costs in the database, against storing each of them whole, and
how long reading the fiftieth takes. In a throw-away data folder, through the commands of the desk.

python benchmarks/keeping.py [--revisions 100] [--words 5000] [--edits 12] [--json]
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import django

from comparing import SEED, edited, text


def main() -> None:
    """Write a chapter again and again, look at the database, print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--revisions", type=int, default=100)
    parser.add_argument("--words", type=int, default=5_000)
    parser.add_argument("--edits", type=int, default=12, help="changes between two revisions")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"FANFOLD_DATA": folder, "FANFOLD_LOG_LEVEL": "WARNING"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "fanfold.config.settings"
        django.setup()
        found = measured(versions(args.revisions, args.words, args.edits))
    if args.json:
        json.dump(found, sys.stdout)
        return
    print(f"A chapter of {args.words:,} words, {args.revisions} revisions of {args.edits} edits:")
    for name, value in found.items():
        print(f"  {name.replace('_', ' '):<46} {value:>12,}")


def versions(count: int, words: int, edits: int) -> list[str]:
    """The sources, one after the other: words, phrases, sentences and paragraphs change."""
    chance = random.Random(SEED)
    paragraphs = text(words, chance)
    sources = []
    for _ in range(count):
        sources.append("\n\n".join(paragraphs))
        paragraphs = edited(paragraphs, edits, chance)
    return sources


def measured(sources: list[str]) -> dict[str, float]:
    """Bytes and milliseconds, once through the commands and once with every text left whole."""
    # Django's models can be imported only after setup; the settings ask for the data folder.
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    empty = file_size(connection)
    chapter = write(sources)
    rows = chapter.revisions.select_related("base")
    middle = len(sources) // 2
    packed = file_size(connection) - empty
    source = timed(lambda: rows.get(number=middle).source)
    prose = timed(lambda: rows.get(number=middle).prose)
    save = timed(lambda: write_once_more(chapter))
    assert [row.source for row in rows.order_by("number")][: len(sources)] == sources
    for row in list(rows):
        type(row).objects.filter(pk=row.pk).update(
            packed=None, base=None, checksum="", plain_source=row.source, plain_prose=row.prose
        )
    whole = file_size(connection) - empty
    plain = timed(lambda: rows.get(number=middle).plain_source)
    return {
        "bytes_in_the_database": packed,
        "bytes_with_every_revision_whole": whole,
        "times_smaller": round(whole / packed, 1),
        "bytes_of_one_source": len(sources[0].encode()),
        "ms_to_read_the_source_of_the_middle_one": round(source, 3),
        "ms_to_read_it_where_it_is_whole": round(plain, 3),
        "ms_to_read_its_prose_which_is_made_again": round(prose, 1),
        "ms_to_save_a_revision_and_pack_the_one_before": round(save, 1),
    }


def write(sources: list[str]) -> Any:
    """A chapter with these revisions, by the archive's own commands."""
    from fanfold.people.commands import create_account  # noqa: PLC0415
    from fanfold.works import commands  # noqa: PLC0415
    from fanfold.works.testing import AT, a_work  # noqa: PLC0415
    from fanfold.works.text import ChapterText  # noqa: PLC0415

    ada = create_account("ada", email="", password="a long and plain password", at=AT)
    chapter = a_work(ada, chapters=sources[:1]).chapters.get()
    for source in sources[1:]:
        commands.edit_chapter(chapter, ChapterText(source=source), by=ada, at=AT)
    return chapter


def write_once_more(chapter: Any) -> None:
    """One more revision, a sentence longer than the last."""
    from fanfold.works import commands  # noqa: PLC0415
    from fanfold.works.models import Chapter  # noqa: PLC0415
    from fanfold.works.testing import AT  # noqa: PLC0415
    from fanfold.works.text import ChapterText  # noqa: PLC0415

    now = Chapter.objects.select_related("current", "work").get(pk=chapter.pk)
    text = ChapterText.of(now)
    longer = ChapterText(source=text.source + "\n\nAnd on.")
    commands.edit_chapter(now, longer, by=now.work.authors[0].account, at=AT)


def file_size(connection: Any) -> int:
    """The database file without room that is only free."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(connection.settings_dict["NAME"]).stat().st_size


def timed(do: Callable[[], object], rounds: int = 21) -> float:
    """Milliseconds, the median of some rounds."""
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        do()
        seconds.append(time.perf_counter() - began)
    return median(seconds) * 1_000


if __name__ == "__main__":
    main()
