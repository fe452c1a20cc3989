"""The demo library fills an empty archive, and only an empty one."""

import pytest
from django.test import Client

from fanfold.kit.errors import Refused
from fanfold.people.testing import Cast
from fanfold.transfer import demo
from fanfold.works.models import Series, Work
from fanfold.works.testing import AT, a_work


@pytest.mark.usefixtures("db")
def test_the_shelves_are_full_and_varied() -> None:
    filled = demo.fill(at=AT)
    assert filled.works == len(demo.sample_folders()) >= 12
    states = set(Work.objects.values_list("state", flat=True))
    assert {"published", "draft", "pulled"} <= states
    assert len(set(Work.objects.values_list("language", flat=True))) >= 5
    assert Work.objects.filter(rating__in=["Mature", "Explicit"]).exists()
    assert Series.objects.count() >= 2


@pytest.mark.usefixtures("db")
def test_every_published_work_opens(client: Client) -> None:
    demo.fill(at=AT)
    for work in Work.objects.published():
        answer = client.get(f"/works/{work.pk}?view_full_work=true&view_adult=true")
        assert answer.status_code == 200, work.title


@pytest.mark.usefixtures("db")
def test_every_sample_keeps_its_authors_scene_breaks() -> None:
    demo.fill(at=AT)
    prose = "".join(
        chapter.current.prose
        for work in Work.objects.all()
        for chapter in work.chapters.select_related("current")
        if chapter.current
    )
    for ornament in ("~*~", "⁂", "*******", "* * * * * * *"):
        assert f'data-ornament="{ornament}"' in prose, ornament


def test_an_archive_with_works_is_left_alone(cast: Cast) -> None:
    a_work(cast.ada)
    with pytest.raises(Refused):
        demo.fill(at=AT)
    assert Work.objects.count() == 1
