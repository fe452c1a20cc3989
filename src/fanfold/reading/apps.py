"""The room as Django knows it."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """The reader's chair."""

    name = "fanfold.reading"
    label = "reading"
