"""The room as Django knows it."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """Files bound from a published work."""

    name = "fanfold.editions"
    label = "editions"
