"""What the worker does for works, so that nobody waits for it."""

import logging
import time
from datetime import datetime

from django.utils import timezone
from django_tasks import task

from fanfold.house.clock import every
from fanfold.works import commands

log = logging.getLogger(__name__)

# Seconds for which one task makes prose again or packs; others have their turn in between.
TURN = 50


@every(minutes=1)
def publish_due(now: datetime) -> None:
    """Publish what was scheduled for a time that has come."""
    commands.publish_due(at=now)


@every(hours=6)
def empty_bin(now: datetime) -> None:
    """Remove for good what was deleted long enough ago."""
    commands.empty_bin(at=now)


@every(minutes=1)
def look_for_older_prose(now: datetime) -> None:  # noqa: ARG001 - it is always time for this
    """After an upgrade whose cleaner makes other prose, have all of it made again."""
    if commands.works_of_older_cleaners().exists():
        remake_prose.enqueue()


@every(minutes=1)
def look_for_unknown_texts(now: datetime) -> None:  # noqa: ARG001 - it is always time for this
    """After an upgrade whose archive has texts without a sketch, have them sketched."""
    if commands.chapters_to_sketch().exists():
        sketch_texts.enqueue()


@task()
def sketch_texts() -> None:
    """Make the sketches of some chapters, the oldest first. What is left waits for the clock."""
    until = time.monotonic() + TURN
    count = 0
    for chapter in commands.chapters_to_sketch().iterator(chunk_size=100):
        commands.sketch_chapter(chapter, at=timezone.now())
        count += 1
        if time.monotonic() > until:
            break
    log.info("texts_sketched", extra={"chapters": count})


@task()
def remake_prose() -> None:
    """Make the prose of some works again, the oldest first. What is left waits for the clock."""
    until = time.monotonic() + TURN
    works = otherwise = 0
    for work in commands.works_of_older_cleaners().iterator(chunk_size=100):
        otherwise += commands.remake_work(work)
        works += 1
        if time.monotonic() > until:
            break
    commands.remake_series()
    left = commands.works_of_older_cleaners().count()
    log.info("prose_remade", extra={"works": works, "otherwise": otherwise, "left": left})


@every(hours=1)
def look_for_plain_revisions(now: datetime) -> None:  # noqa: ARG001 - it is always time for this
    """After an upgrade from a version that stored older revisions as text, have them packed."""
    if commands.chapters_to_pack().exists():
        pack_revisions.enqueue()


@task()
def pack_revisions() -> None:
    """Pack some older revisions of each chapter, and let another task go on with what is left."""
    until = time.monotonic() + TURN
    packed = 0
    for chapter in commands.chapters_to_pack().iterator(chunk_size=100):
        packed += commands.pack_older_revisions(chapter)
        if time.monotonic() > until:
            break
    log.info("revisions_packed", extra={"revisions": packed})
    if packed:
        pack_revisions.enqueue()
