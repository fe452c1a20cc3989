"""What the doctor says when a bound file is named by its row and nobody has it."""

import pytest

from fanfold.editions.models import Edition
from fanfold.house import examinations
from fanfold.people.testing import Cast
from fanfold.works.testing import AT, a_work

pytestmark = pytest.mark.django_db


def test_a_file_that_a_row_names_and_nobody_has_is_told(cast: Cast) -> None:
    Edition.objects.all().delete()
    Edition.objects.create(
        work=a_work(cast.ada, publish=False),
        kind="epub",
        digest="x",
        file="editions/gone.epub",
        bound_at=AT,
    )
    assert [finding.sentence for finding in examinations.media(fix=False)] == [
        "1 file of editions is not there: editions/gone.epub."
    ]
