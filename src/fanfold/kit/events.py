"""Events between rooms: a lower room announces what has happened, higher rooms hear it.

An event is a frozen dataclass of ids. It is heard after the transaction that made it true has been
committed, so that a listener never acts on something that is taken back.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

_Listener = TypeVar("_Listener", bound=Callable[[Any], None])
_listeners: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def hears(*event_types: type[Any]) -> Callable[[_Listener], _Listener]:
    """Make the function listen to these kinds of event. Used in receivers.py only."""

    def register(listener: _Listener) -> _Listener:
        for event_type in event_types:
            _listeners[event_type].append(listener)
        return listener

    return register


def announce(event: object) -> None:
    """Tell the listeners once the running transaction is committed. A listener that fails is
    logged by Django and does not stop the others: the change itself has already happened."""
    for listener in _listeners[type(event)]:
        transaction.on_commit(lambda listener=listener: listener(event), robust=True)  # type: ignore[misc]
