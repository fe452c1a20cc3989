"""Fixtures that every room's tests share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fanfold.people.testing import Cast


@pytest.fixture
def cast(db: None) -> "Cast":
    """Ada, Ben, Cleo, Mona and the stranger, in the test's database."""
    from fanfold.people.testing import Cast

    return Cast()


@pytest.fixture(autouse=True)
def forget_the_profile() -> Iterator[None]:
    """No test sees the archive's profile as another test left it."""
    from fanfold.house import profile

    profile.forget()
    yield
    profile.forget()
