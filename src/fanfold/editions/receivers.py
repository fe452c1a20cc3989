"""What happens to files when something happens to a work."""

from fanfold.editions import commands, tasks
from fanfold.kit.events import hears
from fanfold.works.events import (
    WorkChanged,
    WorkDeleted,
    WorkPulled,
    WorkRepublished,
    WorkRestored,
)


@hears(WorkChanged, WorkRepublished, WorkRestored)
def bind_anew(event: WorkChanged | WorkRepublished | WorkRestored) -> None:
    """Have the files ready before somebody asks for them."""
    tasks.bind_editions.enqueue(event.work_id)


@hears(WorkPulled, WorkDeleted)
def put_away(event: WorkPulled | WorkDeleted) -> None:
    """No copy of a pulled work stays on the shelf."""
    commands.clear_shelf(event.work_id)
