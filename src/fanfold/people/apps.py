"""The room as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts and pen names."""

    name = "fanfold.people"
    label = "people"
