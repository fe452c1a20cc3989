"""Every change of a work, one verb each: policy, claim, write, announce, in one transaction."""

from fanfold.works.commands.deleting import (
    GRACE,
    delete_chapter,
    delete_work,
    empty_bin,
    restore_chapter,
    restore_work,
)
from fanfold.works.commands.ordering import reorder_chapters
from fanfold.works.commands.publishing import (
    date_chapter,
    post_work,
    publish_chapter,
    publish_work,
    pull_chapter,
    pull_work,
    republish_chapter,
    republish_work,
)
from fanfold.works.commands.remaking import (
    remake_series,
    remake_work,
    works_of_older_cleaners,
)
from fanfold.works.commands.scheduling import (
    publish_due,
    schedule_chapter,
    schedule_work,
    unschedule_chapter,
    unschedule_work,
)
from fanfold.works.commands.series import create_series, place_in_own_series, place_in_series
from fanfold.works.commands.unsaved import UNSAVED_LIMIT, drop_unsaved, keep_unsaved
from fanfold.works.commands.writing import add_chapter, create_work, edit_chapter, edit_work

__all__ = [
    "GRACE",
    "UNSAVED_LIMIT",
    "add_chapter",
    "create_series",
    "create_work",
    "date_chapter",
    "delete_chapter",
    "delete_work",
    "drop_unsaved",
    "edit_chapter",
    "edit_work",
    "empty_bin",
    "keep_unsaved",
    "place_in_own_series",
    "place_in_series",
    "post_work",
    "publish_chapter",
    "publish_due",
    "publish_work",
    "pull_chapter",
    "pull_work",
    "remake_series",
    "remake_work",
    "reorder_chapters",
    "republish_chapter",
    "republish_work",
    "restore_chapter",
    "restore_work",
    "schedule_chapter",
    "schedule_work",
    "unschedule_chapter",
    "unschedule_work",
    "works_of_older_cleaners",
]
