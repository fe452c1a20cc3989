"""The room as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class TransferConfig(AppConfig):
    """Moving stories in and out."""

    name = "fanfold.transfer"
    label = "transfer"

    def ready(self) -> None:
        """Begin to hear who asks for a copy."""
        import_module("fanfold.transfer.receivers")
