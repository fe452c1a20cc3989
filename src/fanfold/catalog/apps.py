"""The room as Django knows it."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Finding works."""

    name = "fanfold.catalog"
    label = "catalog"
