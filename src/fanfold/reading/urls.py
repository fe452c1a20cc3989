"""The addresses on which a story is read. Habits come from AO3; so do the addresses."""

from django.urls import path

from fanfold.reading import views

urlpatterns = [
    path("works/<int:work_id>", views.work, name="work"),
    path("works/<int:work_id>/navigate", views.contents, name="contents"),
    path("works/<int:work_id>/chapters", views.first_chapter, name="chapters"),
    path("works/<int:work_id>/chapters/<int:chapter_id>", views.chapter, name="chapter"),
    path("users/settings/history/forget", views.forget_history, name="forget_history"),
    path("series/<int:series_id>", views.series, name="series"),
]
