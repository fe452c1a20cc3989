"""How allauth's accounts fit this house: who may sign up, and the first pen name."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest  # noqa: TID251 - allauth's adapters are handed the request


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's questions, answered."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anyone may sign up."""
        return bool(settings.SIGNUPS_OPEN)
