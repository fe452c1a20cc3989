"""`fanfold serve`: prepare everything, say where the archive is, then keep it running."""

import errno
import gc
import logging
import os
import signal
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import closing
from functools import partial
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connections
from django.urls import reverse
from django.utils.translation import gettext as _

from fanfold.house import (
    console,
    data_folder,
    first_start,
    opening,
    static_files,
    supervisor,
    worker,
)

log = logging.getLogger(__name__)

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not bound to


class Command(console.Command):
    """Runs the archive until Ctrl-C or SIGTERM."""

    help = "Run the archive: web pages, background work and the clock."
    group = console.Group.ARCHIVE
    logs_events = True
    needs_database = False  # It prepares itself, in an order of its own.

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and with how many."""
        parser.add_argument("--host", default="127.0.0.1", metavar="H", help="default: 127.0.0.1")
        parser.add_argument("--port", default=8000, type=port, metavar="P", help="default: 8000")
        parser.add_argument(
            "--workers", default=1, type=count, metavar="N", help="web processes (default: 1)"
        )
        parser.add_argument(
            "--no-worker", action="store_true", help="no background work in this one"
        )

    def run(self, options: dict[str, Any]) -> None:
        """Steps: the folder and its lock; the port; the database; static files; say it; fork the
        children; become their supervisor. What is refused is refused before it could do harm."""
        # A signal that comes before the supervisor can hear it ends this process as it is.
        signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
        first_start.make_folder()
        lock = data_folder.hold_for_serving(settings.DATA)
        self._refuse_taken_port(options["host"], options["port"])
        first_start.prepare(is_serve=True)
        static_files.collect()
        self._announce(options)
        connections.close_all()
        os.environ["FANFOLD_DATA"] = str(settings.DATA)
        signal.pthread_sigmask(signal.SIG_BLOCK, supervisor.STOPPING)
        supervisor.become(children(options), running=self._fork(options, lock), lock=lock)

    def _fork(self, options: dict[str, Any], lock: int) -> dict[str, int]:
        """Start the children as copies of this process: all of Django is in it already, so that
        they need no second to load it, and share its memory. Linux only: elsewhere system
        libraries do not bear it, and the supervisor starts them from their words."""
        if sys.platform != "linux":
            return {}
        import_module(settings.ROOT_URLCONF)
        gc.collect()
        gc.freeze()  # What the collector never looks at again stays shared.
        running = {"web": forked(partial(serve_pages, options), lock=lock)}
        if not options["no_worker"]:
            running["worker"] = forked(worker.run, lock=lock)
        return running

    def _refuse_taken_port(self, host: str, number: int) -> None:
        """Granian shares a port with whoever lets it; the reader would meet two archives."""
        try:
            family, kind, protocol, _name, address = socket.getaddrinfo(
                host, number, type=socket.SOCK_STREAM
            )[0]
            with closing(socket.socket(family, kind, protocol)) as probe:
                # As servers do: an address whose connections are only waiting to be forgotten
                # counts as free.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as error:
            values = {"host": host, "port": number, "reason": error.strerror}
            if error.errno == errno.EADDRINUSE:
                self.refuse(
                    _(
                        "Port %(port)s on %(host)s is in use by another program. Stop it, or "
                        "choose another port with --port."
                    )
                    % values
                )
            self.refuse(_("Nothing can listen on %(host)s, port %(port)s: %(reason)s.") % values)

    def _announce(self, options: dict[str, Any]) -> None:
        """Where the archive is, and how its archivist gets in."""
        host = "127.0.0.1" if options["host"] in EVERYWHERE else options["host"]
        here = f"http://[{host}]" if ":" in host else f"http://{host}"
        address = settings.PUBLIC_URL or f"{here}:{options['port']}"
        link = None
        if opening.awaits_archivist():
            link = address + reverse("open_archive", args=[opening.token()])
        if options["json"]:
            self.print_json({"address": address, "setup_link": link})
        self.say(_("Fanfold is at %s") % address)
        if link:
            self.say(_("Nobody keeps this archive yet. Make the archivist's account here, once:"))
            self.say(f"  {link}")
        self.say(_("Ctrl-C stops it."))
        if options["host"] in EVERYWHERE and not settings.PUBLIC_URL:
            self.complain(
                _(
                    "It listens on every address of this machine, but answers to 127.0.0.1 and "
                    "FANFOLD_HOSTS alone. Set FANFOLD_URL to the address that readers will use."
                )
            )


def serve_pages(options: dict[str, Any]) -> int:
    """The web child. Imported by its name: the others need no web server."""
    web = import_module("fanfold.house.web")
    web.run(options["host"], options["port"], workers=options["workers"], threads=web.THREADS)
    return 0


def forked(work: Callable[[], int], *, lock: int) -> int:
    """The number of a new process, a copy of this one, which does the work and ends."""
    parent = os.getpid()
    if process := os.fork():
        return process
    code = 1
    try:
        os.close(lock)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, supervisor.STOPPING)
        os.environ[supervisor.PARENT] = str(parent)
        with open(os.devnull) as nothing:
            os.dup2(nothing.fileno(), 0)
        code = work()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        log.exception("child_failed")
    finally:
        logging.shutdown()
        os._exit(code)


def children(options: dict[str, Any]) -> dict[str, list[str]]:
    """The processes to keep running, as words for the system."""
    python = [sys.executable, "-P", "-m"]
    web = [*python, "fanfold.house.web", "--host", options["host"]]
    web += ["--port", str(options["port"]), "--workers", str(options["workers"])]
    worker = {} if options["no_worker"] else {"worker": [*python, "fanfold", "worker"]}
    return {"web": web} | worker


def port(word: str) -> int:
    """A port's number. Raises ValueError, which argparse turns into a sentence."""
    if not (word.isascii() and word.isdigit() and 1 <= int(word) <= 65_535):
        raise ValueError(word)
    return int(word)


def count(word: str) -> int:
    """One or more. Raises ValueError, which argparse turns into a sentence."""
    if not (word.isascii() and word.isdigit() and 1 <= int(word) <= 64):
        raise ValueError(word)
    return int(word)
