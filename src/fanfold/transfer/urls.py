"""Moving stories in and out."""

from django.urls import path

from fanfold.transfer import views

urlpatterns = [
    path("works/import", views.import_new, name="import_new"),
    path("works/export", views.full_copy, name="full_copy"),
    path("works/export/file", views.full_copy_file, name="full_copy_file"),
]
