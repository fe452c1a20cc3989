"""How often somebody may do something: counted in the cache, in windows of fixed length."""

import time

from django.core.cache import cache

__all__ = ["may_again"]


def may_again(what: str, who: str, *, times: int, seconds: int) -> bool:
    """Whether `who` may do `what` once more, and count it: at most `times` in `seconds`.

    With the cache of one process, the default, every process counts for itself; with a shared one
    the count is everybody's. A cache that forgets is generous, never in the way.
    """
    key = f"rate:{what}:{who}:{int(time.time()) // seconds}"
    if cache.add(key, 1, timeout=seconds):
        return True
    try:
        return cache.incr(key) <= times
    except ValueError:  # Forgotten between the two questions.
        return True
