"""What a workshop found out, as a code with values. Rooms turn codes into sentences.

Here is only the shape; each workshop documents its own codes in a table named CODES.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation: `code` is stable, `values` are what a sentence about it may name."""

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
