"""Every change of a work, one verb each: policy, claim, write, announce, in one transaction."""

from fanfold.works.commands.publishing import (
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
from fanfold.works.commands.series import create_series, place_in_own_series, place_in_series
from fanfold.works.commands.writing import add_chapter, create_work, edit_chapter, edit_work

__all__ = [
    "add_chapter",
    "create_series",
    "create_work",
    "edit_chapter",
    "edit_work",
    "place_in_own_series",
    "place_in_series",
    "post_work",
    "publish_chapter",
    "publish_work",
    "pull_chapter",
    "pull_work",
    "remake_series",
    "remake_work",
    "republish_chapter",
    "republish_work",
    "works_of_older_cleaners",
]
