"""People without an account are credited: as plain text, with an address of the web or none."""

import pytest
from django.test import Client

from fanfold.kit.errors import Refused
from fanfold.people.testing import Cast
from fanfold.works import commands
from fanfold.works.models import Credit
from fanfold.works.testing import AT, a_work
from fanfold.works.text import CreditWords

LONG_NAME = "x" * 101


def test_a_credit_is_plain_text_with_an_address_of_the_web(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada)
    client.force_login(cast.ada)
    address = f"/works/{work.pk}/authors/credits"
    given = {
        "name": " <i>Zoe</i>  Low ",
        "role": "artist",
        "address": "https://example.org/zoe?a=<",
    }
    client.post(address, given)
    client.post(address, given)
    client.post(address, {"name": "Edie", "role": "beta", "address": ""})
    client.logout()
    page = client.get(f"/works/{work.pk}").content.decode()
    assert "&lt;i&gt;Zoe&lt;/i&gt; Low" in page
    assert 'href="https://example.org/zoe?a=%3C" rel="nofollow noopener"' in page
    assert "Beta reader: <bdi>Edie</bdi>" in page
    assert Credit.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": ""}, "Write the name"),
        ({"name": "\u200b"}, "Write the name"),
        ({"name": LONG_NAME}, "has 101 characters"),
        ({"name": "a\x07b"}, "cannot be shown"),
        ({"name": "a\0b"}, "no text can hold"),
        ({"role": "king"}, "Choose what the person did"),
        ({"role": ""}, "Choose what the person did"),
        ({"address": "javascript:alert(1)"}, "is no address of the web"),
        ({"address": "java\nscript:alert(1)"}, "is no address of the web"),
        ({"address": "example.org"}, "is no address of the web"),
        ({"address": "mailto:zoe@example.org"}, "is no address of the web"),
        ({"address": "https://me:pw@example.org"}, "is no address of the web"),
        ({"address": "http://[::1"}, "is no address of the web"),
        ({"address": f"https://example.org/{'x' * 600}"}, "characters; the limit is 500"),
        ({"address": f"https://example.org/{'ж' * 200}"}, "characters; the limit is 500"),
    ],
)
def test_what_is_no_credit_is_given_back(
    client: Client, cast: Cast, given: dict[str, str], sentence: str
) -> None:
    work = a_work(cast.ada)
    client.force_login(cast.ada)
    typed = {"name": "Zoe", "role": "artist", "address": "", **given}
    answer = client.post(f"/works/{work.pk}/authors/credits", typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Credit.objects.exists()


def test_a_credit_is_removed_and_there_are_not_too_many(client: Client, cast: Cast) -> None:
    work = a_work(cast.ada)
    for number in range(commands.MOST_CREDITS):
        words = CreditWords(name=f"Zoe {number}", role="thanks")
        commands.add_credit(work, words, by=cast.ada, at=AT)
    with pytest.raises(Refused, match="at most 30 credits"):
        commands.add_credit(work, CreditWords(name="Edie", role="beta"), by=cast.ada, at=AT)
    client.force_login(cast.ada)
    first = Credit.objects.first()
    assert first is not None
    for _click in range(2):
        answer = client.post(f"/works/{work.pk}/authors/credits/{first.pk}/remove", follow=True)
        assert answer.status_code == 200
    assert Credit.objects.count() == commands.MOST_CREDITS - 1
