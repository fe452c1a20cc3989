"""The room as Django knows it."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """The archive's profile, base template, error pages, serve, worker, doctor."""

    name = "fanfold.house"
    label = "house"
