"""The author's desk."""

from django.urls import path

from fanfold.works import views

urlpatterns = [
    path("desk", views.desk, name="desk"),
    path("works/new", views.new_work, name="work_new"),
    path("works/<int:work_id>/edit", views.edit_work, name="work_edit"),
    path("works/<int:work_id>/publish", views.publish_work, name="work_publish"),
    path("works/<int:work_id>/pull", views.pull_work, name="work_pull"),
    path("works/<int:work_id>/republish", views.republish_work, name="work_republish"),
    path("works/<int:work_id>/chapters/new", views.new_chapter, name="chapter_new"),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/edit",
        views.edit_chapter,
        name="chapter_edit",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/publish",
        views.publish_chapter,
        name="chapter_publish",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/pull",
        views.pull_chapter,
        name="chapter_pull",
    ),
    path(
        "works/<int:work_id>/chapters/<int:chapter_id>/republish",
        views.republish_chapter,
        name="chapter_republish",
    ),
]
