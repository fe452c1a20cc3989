"""Style sheets, fonts and scripts, put into the data folder under names that bear their content."""

import hashlib
import json
import logging
import time
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from fanfold import __version__
from fanfold.house import data_folder

log = logging.getLogger(__name__)

# Beside the files, not among them: WhiteNoise would serve it.
_COLLECTED = ".static-collected"
# Pages that are open in browsers still name the files of the version before.
OLD_FILES_KEPT = 30 * 24 * 60 * 60


def collect() -> bool:
    """Collect what changed since the last time; whether there was anything to do."""
    note = settings.DATA / _COLLECTED
    with data_folder.preparing(settings.DATA):
        wanted = _signature()
        if note.is_file() and note.read_text() == wanted and any(settings.STATIC_ROOT.iterdir()):
            return False
        began = time.monotonic()
        call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
        _sweep(settings.STATIC_ROOT)
        note.write_text(wanted)
        seconds = round(time.monotonic() - began, 2)
        log.info("static_files_collected", extra={"seconds": seconds})
    return True


def _signature() -> str:
    """A digest of all files' names, sizes and times: reading them all would cost every start."""
    files = sorted(
        (path, stat.st_size, stat.st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([])
        for stat in [Path(storage.path(path)).stat()]
    )
    return hashlib.sha256(json.dumps([__version__, files]).encode()).hexdigest()


def _sweep(root: Path) -> None:
    """Remove files of versions that are long gone."""
    manifest = json.loads((root / "staticfiles.json").read_text())
    current = {root / name for name in manifest["paths"].values()} | {root / "staticfiles.json"}
    oldest = time.time() - OLD_FILES_KEPT
    for file in root.rglob("*"):
        plain = file.with_suffix("") if file.suffix in {".gz", ".br"} else file
        if file.is_file() and plain not in current and file.stat().st_mtime < oldest:
            file.unlink()
