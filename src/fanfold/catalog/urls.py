"""The addresses of lists."""

from django.urls import path

from fanfold.catalog import views

urlpatterns = [
    path("", views.home, name="home"),
    path("works", views.works, name="works"),
    path("tags/<path:name>/works", views.tag_works, name="tag_works"),
    path("users/<str:login>/pseuds/<path:name>", views.pen_name, name="pen_name"),
    path("users/<str:login>", views.person, name="person"),
]
