"""What a JSON file says, asked for by name and type. Refuses with the file's path and the name."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NoReturn

from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused

__all__ = ["Told", "read_json"]

# What every database holds in a column of whole numbers.
LARGEST = 2_147_483_647
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Told:
    """A JSON object, and the file that it stands in."""

    path: str
    values: dict[str, object]

    def text(self, name: str) -> str:
        """A text, which must be there."""
        return self._storable(self.values.get(name), name)

    def flag(self, name: str) -> bool:
        """Yes or no, which must be there."""
        value = self.values.get(name)
        return value if isinstance(value, bool) else self.refuse(name)

    def number(self, name: str, *, least: int = 0) -> int:
        """A whole number, which must be there."""
        value = self.optional_number(name, least=least)
        return self.refuse(name) if value is None else value

    def optional_number(self, name: str, *, least: int = 0) -> int | None:
        """A whole number, or null."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= LARGEST:
            return value
        return self.refuse(name)

    def time(self, name: str) -> datetime:
        """A moment, which must be there."""
        return self.optional_time(name) or self.refuse(name)

    def optional_time(self, name: str) -> datetime | None:
        """A moment, or null."""
        if self.values.get(name) is None:
            return None
        try:
            time = datetime.fromisoformat(self.text(name))
        except ValueError:
            self.refuse(name)
        # Years that only some databases hold are nobody's.
        if time.tzinfo is None or not 1900 <= time.year <= 9000:
            self.refuse(name)
        return time.astimezone(UTC)

    def optional_text(self, name: str) -> str | None:
        """A text, or null."""
        return None if self.values.get(name) is None else self.text(name)

    def objects(self, name: str, *, limit: int) -> "list[Told]":
        """A list of objects, at most `limit` of them."""
        found = self._list(name, limit)
        return [
            Told(self.path, one) if isinstance(one, dict) else self.refuse(name) for one in found
        ]

    def texts(self, name: str, *, limit: int) -> list[str]:
        """A list of texts, at most `limit` of them."""
        return [self._storable(one, name) for one in self._list(name, limit)]

    def inner(self, name: str) -> "Told":
        """An object inside this one."""
        value = self.values.get(name)
        return Told(self.path, value) if isinstance(value, dict) else self.refuse(name)

    def refuse(self, name: str) -> NoReturn:
        """Say where it is that something else stands than the format has there."""
        raise Refused(
            _("In “%(path)s”, “%(name)s” is missing or is not what the format has there.")
            % {"path": self.path, "name": name}
        )

    def _storable(self, value: object, name: str) -> str:
        """A text without what no database takes: NUL, half a character."""
        if isinstance(value, str) and not _UNSTORABLE.search(value):
            return value
        return self.refuse(name)

    def _list(self, name: str, limit: int) -> list[object]:
        value = self.values.get(name)
        if not isinstance(value, list) or len(value) > limit:
            self.refuse(name)
        return value


def read_json(data: bytes, path: str) -> Told:
    """The object in a file of the format. Refused for anything else, however deep it is."""
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Refused(_("“%(path)s” holds no JSON object.") % {"path": path})
    return Told(path, value)
