"""The room as Django knows it."""

from django.apps import AppConfig


class WorksConfig(AppConfig):
    """Works, chapters, revisions, series; the author's desk."""

    name = "fanfold.works"
    label = "works"
