"""The room as Django knows it."""

from django.apps import AppConfig


class TagsConfig(AppConfig):
    """Kinds of tag and the tags themselves."""

    name = "fanfold.tags"
    label = "tags"
