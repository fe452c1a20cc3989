"""The addresses of files. The name in the middle is for people; the work's number counts."""

from django.urls import path

from fanfold.editions import views

urlpatterns = [
    path("downloads/<int:work_id>/<str:_name>.<str:kind>", views.download, name="download")
]
