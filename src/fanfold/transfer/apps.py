"""The room as Django knows it."""

from django.apps import AppConfig


class TransferConfig(AppConfig):
    """Moving stories in and out."""

    name = "fanfold.transfer"
    label = "transfer"
