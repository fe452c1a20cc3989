"""The room as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts and pen names."""

    name = "fanfold.people"
    label = "people"

    def ready(self) -> None:
        """Begin to hear who signs in."""
        import_module("fanfold.people.receivers")
