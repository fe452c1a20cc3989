"""Moving stories in."""

from django.urls import path

from fanfold.transfer import views

urlpatterns = [path("works/import", views.import_new, name="import_new")]
