"""What follows when somebody asks for a copy: the worker makes it."""

from fanfold.kit.events import hears
from fanfold.transfer import tasks
from fanfold.transfer.events import FullCopyAskedFor


@hears(FullCopyAskedFor)
def make_it(event: FullCopyAskedFor) -> None:
    """Have the worker make it; nobody waits at the page."""
    tasks.make_full_copy.enqueue(event.copy_id)
