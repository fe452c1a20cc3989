"""Fixtures that every room's tests share."""

from collections.abc import Iterator

import pytest

from fanfold.house import profile
from fanfold.people.testing import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Ada, Ben, Cleo, Mona and the stranger, in the test's database."""
    return Cast()


@pytest.fixture(autouse=True)
def forget_the_profile() -> Iterator[None]:
    """No test sees the archive's profile as another test left it."""
    profile.forget()
    yield
    profile.forget()
