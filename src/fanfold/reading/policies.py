"""Whose reading may be noted. Answers only: no side effects, no exceptions."""

from django.contrib.auth.models import AnonymousUser

from fanfold.people.models import Account


def may_note_reading(person: Account | AnonymousUser) -> bool:
    """Whether the archive may note what the person reads: she has an account, and lets it."""
    return isinstance(person, Account) and person.is_active and person.keeps_history
