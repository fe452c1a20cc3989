"""The author's desk, what changed between revisions, and the cleaner."""

from django.urls import path

from fanfold.works.models import Target
from fanfold.works.views import (
    changes,
    cleaner,
    comparing,
    deleting,
    desk,
    known,
    many,
    order,
    revisions,
    states,
    unsaved,
)

urlpatterns = [
    path("clean", cleaner.clean, name="clean"),
    path("desk", desk.desk, name="desk"),
    path("desk/bin", deleting.the_bin, name="bin"),
    path("desk/many", many.many, name="many"),
    path("likenesses", known.likenesses, name="likenesses"),
    path("likenesses/<int:likeness_id>/settle", known.settle_likeness, name="likeness_settle"),
    path("desk/unsaved/<uuid:key>/drop", unsaved.throw_away, name="unsaved_drop"),
    path(
        "works/new/unsaved",
        unsaved.unsaved,
        {"target": Target.NEW_WORK},
        name="work_new_unsaved",
    ),
    path(
        "works/<int:work_id>/unsaved",
        unsaved.unsaved,
        {"target": Target.DETAILS},
        name="work_unsaved",
    ),
    path(
        "works/<int:work_id>/chapters/new/unsaved",
        unsaved.unsaved,
        {"target": Target.NEW_CHAPTER},
        name="chapter_new_unsaved",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/unsaved",
        unsaved.unsaved,
        {"target": Target.CHAPTER},
        name="chapter_unsaved",
    ),
    path("works/new", desk.new_work, name="work_new"),
    path("works/<int:work_id>/edit", desk.edit_work, name="work_edit"),
    path("works/<int:work_id>/changes", changes.changes, name="work_changes"),
    path("works/<int:work_id>/shows-changes", comparing.show_changes, name="work_shows_changes"),
    path("works/<int:work_id>/publish", states.publish_work, name="work_publish"),
    path("works/<int:work_id>/pull", states.pull_work, name="work_pull"),
    path("works/<int:work_id>/republish", states.republish_work, name="work_republish"),
    path("works/<int:work_id>/schedule", states.schedule_work, name="work_schedule"),
    path("works/<int:work_id>/unschedule", states.unschedule_work, name="work_unschedule"),
    path("works/<int:work_id>/audience", states.set_audience, name="work_audience"),
    path("works/<int:work_id>/order", order.order, name="work_order"),
    path("works/<int:work_id>/return/<int:pulled_id>", known.return_work, name="work_return"),
    path("works/<int:work_id>/delete", deleting.delete_work, name="work_delete"),
    path("works/<int:work_id>/restore", deleting.restore_work, name="work_restore"),
    path("works/<int:work_id>/chapters/new", desk.new_chapter, name="chapter_new"),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/edit",
        desk.edit_chapter,
        name="chapter_edit",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/revisions",
        revisions.revisions,
        name="chapter_revisions",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/revisions/<int:number>",
        revisions.revision,
        name="chapter_revision",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/revisions/<int:number>/restore",
        revisions.restore,
        name="revision_restore",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/publish",
        states.publish_chapter,
        name="chapter_publish",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/pull",
        states.pull_chapter,
        name="chapter_pull",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/republish",
        states.republish_chapter,
        name="chapter_republish",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/readers",
        states.chapter_readers,
        name="chapter_readers",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/schedule",
        states.schedule_chapter,
        name="chapter_schedule",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/unschedule",
        states.unschedule_chapter,
        name="chapter_unschedule",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/date",
        states.date_chapter,
        name="chapter_date",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/delete",
        deleting.delete_chapter,
        name="chapter_delete",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/restore",
        deleting.restore_chapter,
        name="chapter_restore",
    ),
]
