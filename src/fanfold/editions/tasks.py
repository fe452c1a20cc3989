"""Binding in the background, so that the first reader does not wait."""

from django.utils import timezone
from django_tasks import task

from fanfold.editions import commands
from fanfold.editions.models import Kind
from fanfold.works.blurbs import with_people_and_tags
from fanfold.works.models import Work


@task()
def bind_editions(work_id: int) -> None:
    """Bind a published work's files. Running twice does no harm: the shelf answers."""
    work = with_people_and_tags(Work.objects.published()).filter(pk=work_id).first()
    if work is not None:
        for kind in Kind:
            commands.bind(work, kind, at=timezone.now())
