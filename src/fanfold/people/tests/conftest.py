"""Fixtures of this room's tests."""

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def no_rates_from_other_tests() -> None:
    """Each test begins as if nobody had tried anything yet."""
    cache.clear()


@pytest.fixture
def with_mail(settings: Settings) -> Settings:
    """An archive that can send mail; what it sends is in pytest-django's `mailoutbox`."""
    settings.MAIL_IS_SET_UP = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    return settings


@pytest.fixture
def without_mail(settings: Settings) -> Settings:
    """An archive that cannot send mail, as on a first start."""
    settings.MAIL_IS_SET_UP = False
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = False
    return settings
