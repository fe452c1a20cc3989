"""Fixtures that every room's tests share, and a data folder that is nobody's."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fanfold.people.testing import Cast

# Before the settings are read: tests never touch the data folder of a real archive.
_data = Path(tempfile.mkdtemp(prefix="fanfold-tests-"))
(_data / "static").mkdir()
os.environ["FANFOLD_DATA"] = str(_data)
atexit.register(shutil.rmtree, _data, ignore_errors=True)


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
