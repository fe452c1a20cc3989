"""Fixtures that every room's tests share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from fanfold.people.testing import Cast

# The same examples everywhere and each time: what is new is looked for by `make fuzz`, and a suite
# that is red by chance tells nobody what she has broken.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")


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
