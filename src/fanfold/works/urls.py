"""The author's desk, what changed between revisions, and the cleaner."""

from django.urls import path

from fanfold.works.models import Target
from fanfold.works.views import changes, cleaner, desk, unsaved

urlpatterns = [
    path("clean", cleaner.clean, name="clean"),
    path("desk", desk.desk, name="desk"),
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
    path("works/<int:work_id>/publish", desk.publish_work, name="work_publish"),
    path("works/<int:work_id>/pull", desk.pull_work, name="work_pull"),
    path("works/<int:work_id>/republish", desk.republish_work, name="work_republish"),
    path("works/<int:work_id>/chapters/new", desk.new_chapter, name="chapter_new"),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/edit",
        desk.edit_chapter,
        name="chapter_edit",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/publish",
        desk.publish_chapter,
        name="chapter_publish",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/pull",
        desk.pull_chapter,
        name="chapter_pull",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/republish",
        desk.republish_chapter,
        name="chapter_republish",
    ),
]
