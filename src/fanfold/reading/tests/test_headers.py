"""What every answer tells browsers and caches: whose it is, and what may run in it."""

import pytest
from django.test import Client

from fanfold.people.testing import Cast
from fanfold.works.testing import a_work

ADDRESSES = ["/", "/works", "/works/1", "/nowhere", "/users/login", "/livez"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_allows_no_script_of_others_and_no_frame(
    client: Client, cast: Cast, address: str
) -> None:
    a_work(cast.ada)
    answer = client.get(address)
    policy = answer.headers.get("Content-Security-Policy", "")
    if address != "/livez":  # Two words of plain text, answered before everything else.
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_made_for_a_person_is_kept_by_no_cache_on_the_way(
    client: Client, cast: Cast
) -> None:
    work = a_work(cast.ada)
    address = f"/works/{work.pk}/chapters/{work.chapters.get().pk}"
    assert "Cache-Control" not in client.get(address).headers
    client.force_login(cast.ada)
    for page in (address, "/desk", "/"):
        assert client.get(page).headers["Cache-Control"] == "private"
