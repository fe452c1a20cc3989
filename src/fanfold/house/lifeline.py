"""Ends a process when the one that started it is gone, even by SIGKILL. No Django here."""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def end_with(parent: int, *, by: signal.Signals) -> None:
    """Let this process get the signal `by` when the process `parent`, which started it, ends.

    Call it first in the child: a parent that is gone already is noticed as well.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(by), 0, 0, 0)
    else:
        # Elsewhere nobody tells: ask once a second whose child this is.
        threading.Thread(target=_watch, args=(parent, by), daemon=True).start()
    if os.getppid() != parent:
        os.kill(os.getpid(), by)


def _watch(parent: int, by: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), by)
