"""What the doctor says of works, and what it mends."""

import pytest

from fanfold.house.doctor import Finding
from fanfold.people.testing import Cast
from fanfold.works import examinations
from fanfold.works.models import Chapter, State, Work
from fanfold.works.testing import published_work

pytestmark = pytest.mark.django_db


def test_placeholder() -> None:
    assert examinations and Finding and Cast and Chapter and State and Work and published_work
