"""What the doctor says of accounts."""

import pytest
from pytest_django import Settings

from fanfold.house.doctor import examine
from fanfold.people.testing import Cast
from fanfold.people.tests.factors import give_app

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    reports = [one for one in examine(fix=False) if one.about == "Second factors"]
    return [one.finding.sentence for one in reports]


def test_codes_of_another_key_are_named_with_what_to_do(cast: Cast, settings: Settings) -> None:
    give_app(cast.ada)
    assert found() == []
    settings.SECRET_KEY = "another key, as long as a key has to be, but not the same"
    give_app(cast.ben)
    [sentence] = found()
    assert "The second factors of ada were made with another secret key" in sentence
    assert "fanfold admin second-factor LOGIN remove" in sentence
