"""An export from beginning to end, into whatever takes files."""

from collections.abc import Iterator

from fanfold.transfer.library.places import Sink
from fanfold.transfer.library.writing import Choice, files_of_work, front_files, works_in
from fanfold.works.models import Work

__all__ = ["write_library"]

# Works of which the rows are in memory at a time; their texts are not.
AT_A_TIME = 50


def write_library(choice: Choice, sink: Sink) -> Iterator[Work]:
    """Write all files of what was chosen; each work is given back when it is written."""
    for path, pieces in front_files(choice):
        sink.write(path, pieces)
    for work in works_in(choice).iterator(chunk_size=AT_A_TIME):
        for path, pieces in files_of_work(work):
            sink.write(path, pieces)
        yield work
