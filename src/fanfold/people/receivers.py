"""What happens when somebody signs in: her browser is noted, so that she can find and end it."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from fanfold.people.middleware import note_seen
from fanfold.people.models import Account


@receiver(user_logged_in)
def note(sender: Any, request: Any, user: Account, **_others: Any) -> None:  # noqa: ARG001 - Django's signature
    """Note the session that has just begun. It has no key yet where it took another's place."""
    if not request.session.session_key:
        request.session.save()
    note_seen(request, user, at=timezone.now())
