"""What happens around every page of somebody who is signed in: her time zone, and a note of when
and where she was last seen. Strangers' requests pass untouched; no session is read for them."""

from collections.abc import Callable
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from fanfold.people import commands, time_zones
from fanfold.people.models import Account

# Seconds between two notes that a browser was seen.
SEEN_EVERY = 3600


def know_the_person(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Make times show in the person's own zone while her page is made. It stands on her account's
    row, which every page of hers reads anyway."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return get_response(request)
        person = request.user
        if not isinstance(person, Account):
            return get_response(request)
        note_seen(request, person, at=timezone.now())
        with timezone.override(time_zones.zone_called(person.time_zone)):
            return get_response(request)

    return middleware


def note_seen(request: HttpRequest, person: Account, *, at: datetime) -> None:
    """Note where and when the person was seen, at most once an hour for each of her browsers."""
    key = request.session.session_key
    if key and cache.add(f"seen:{key}", True, SEEN_EVERY):
        commands.note_sign_in(
            person,
            session_key=key,
            user_agent=request.headers.get("user-agent", ""),
            address=get_adapter().get_client_ip(request),
            at=at,
        )
