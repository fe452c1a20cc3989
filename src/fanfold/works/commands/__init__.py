"""Every change of a work, one verb each: policy, claim, write, announce, in one transaction."""

from fanfold.works.commands.bringing import bring_work, refuse_known
from fanfold.works.commands.crediting import MOST_CREDITS, add_credit, remove_credit
from fanfold.works.commands.deleting import (
    GRACE,
    delete_chapter,
    delete_work,
    empty_bin,
    restore_chapter,
    restore_work,
)
from fanfold.works.commands.inviting import (
    accept_invitation,
    decline_invitation,
    invite,
    withdraw_invitation,
)
from fanfold.works.commands.ordering import reorder_chapters
from fanfold.works.commands.orphaning import orphan_work
from fanfold.works.commands.packing import chapters_to_pack, pack_older_revisions
from fanfold.works.commands.publishing import (
    date_chapter,
    post_work,
    publish_chapter,
    publish_work,
    pull_chapter,
    pull_work,
    republish_chapter,
    republish_work,
    set_audience,
)
from fanfold.works.commands.remaking import (
    remake_series,
    remake_work,
    works_of_older_cleaners,
)
from fanfold.works.commands.returning import Return, plan_return, return_with
from fanfold.works.commands.scheduling import (
    publish_due,
    schedule_chapter,
    schedule_work,
    unschedule_chapter,
    unschedule_work,
)
from fanfold.works.commands.series import create_series, place_in_own_series, place_in_series
from fanfold.works.commands.showing import show_changes
from fanfold.works.commands.signing import MOST_AUTHORS, leave_work, order_authors, sign_as
from fanfold.works.commands.sketching import chapters_to_sketch, settle_likeness, sketch_chapter
from fanfold.works.commands.unsaved import UNSAVED_LIMIT, drop_unsaved, keep_unsaved
from fanfold.works.commands.writing import (
    add_chapter,
    create_work,
    edit_chapter,
    edit_work,
    restore_revision,
)

__all__ = [
    "GRACE",
    "MOST_AUTHORS",
    "MOST_CREDITS",
    "UNSAVED_LIMIT",
    "Return",
    "accept_invitation",
    "add_chapter",
    "add_credit",
    "bring_work",
    "chapters_to_pack",
    "chapters_to_sketch",
    "create_series",
    "create_work",
    "date_chapter",
    "decline_invitation",
    "delete_chapter",
    "delete_work",
    "drop_unsaved",
    "edit_chapter",
    "edit_work",
    "empty_bin",
    "invite",
    "keep_unsaved",
    "leave_work",
    "order_authors",
    "orphan_work",
    "pack_older_revisions",
    "place_in_own_series",
    "place_in_series",
    "plan_return",
    "post_work",
    "publish_chapter",
    "publish_due",
    "publish_work",
    "pull_chapter",
    "pull_work",
    "refuse_known",
    "remake_series",
    "remake_work",
    "remove_credit",
    "reorder_chapters",
    "republish_chapter",
    "republish_work",
    "restore_chapter",
    "restore_revision",
    "restore_work",
    "return_with",
    "schedule_chapter",
    "schedule_work",
    "set_audience",
    "settle_likeness",
    "show_changes",
    "sign_as",
    "sketch_chapter",
    "unschedule_chapter",
    "unschedule_work",
    "withdraw_invitation",
    "works_of_older_cleaners",
]
