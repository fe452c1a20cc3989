"""The archive's own profile, read on every page and therefore remembered for a moment."""

import time

from fanfold.house.models import Archive

# Seconds for which a process may show an old name after the archivist changed it.
REMEMBERED_FOR = 5.0

_remembered: tuple[float, Archive] | None = None


def current() -> Archive:
    """The archive's profile, at most five seconds old."""
    global _remembered  # noqa: PLW0603 - one value for the process, replaced whole
    now = time.monotonic()
    if _remembered is None or now - _remembered[0] > REMEMBERED_FOR:
        _remembered = (now, Archive.objects.get(pk=1))
    return _remembered[1]


def forget() -> None:
    """Read the profile anew next time: after it was changed, and between tests."""
    global _remembered  # noqa: PLW0603
    _remembered = None
