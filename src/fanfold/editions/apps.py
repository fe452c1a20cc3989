"""The room as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """Files bound from a published work."""

    name = "fanfold.editions"
    label = "editions"

    def ready(self) -> None:
        """Begin to hear what happens to works."""
        import_module("fanfold.editions.receivers")
