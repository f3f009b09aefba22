"""Run the web server, the background worker and the timers together, until Ctrl-C or one of them ends."""

import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from portal import env

HOST = "127.0.0.1"
STOP_WITHIN_S = 10


class Command(BaseCommand):
    """Serve this machine; a production machine runs the three under its own service manager."""

    help = "Run the web server, the background worker and the timers together."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port from PORT unless it is given."""
        parser.add_argument("--port", type=int, default=env.number("PORT", default=8000))
        parser.add_argument("--sample", action="store_true", help="first migrate and load the sample council")

    def handle(self, *, port: int, sample: bool, **options: Any) -> None:
        """Start them, say where the site is, and stop them however it ends."""
        if not _is_free(port):
            raise CommandError(f"Port {port} is in use. Choose another: make demo PORT={port + 1}")
        if sample:
            call_command("migrate", verbosity=0)
            call_command("load_sample")
            connections.close_all()
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        processes: dict[str, subprocess.Popen[bytes]] = {}
        try:
            for name, command in _commands(port).items():
                # In a session of its own, Ctrl-C reaches each of them once: through us.
                processes[name] = subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)
            ended = _wait(processes, until_listening=port)
            if not ended:
                self.stdout.write(f"\nAnydoor is at http://{HOST}:{port}/ (Ctrl-C stops it)")
                self.stdout.flush()
                ended = _wait(processes)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        else:
            raise CommandError(f"The {ended} ended by itself; its own words are above.")
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _stop(processes)


def _commands(port: int) -> dict[str, list[str]]:
    web = "--worker-class gthread --workers 2 --threads 4 --preload --log-level warning --no-control-socket"
    return {
        "web server": [
            *(sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"{HOST}:{port}"),
            *web.split(),
        ],
        "background worker": [sys.executable, "manage.py", "db_worker", "--queue-name", "*"],
        "timer": [sys.executable, "manage.py", "timers"],
    }


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _wait(processes: dict[str, subprocess.Popen[bytes]], until_listening: int | None = None) -> str:
    """Return the name of the first process that ends, or "" once the port answers."""
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                return name
        if until_listening and not _is_free(until_listening):
            return ""
        time.sleep(0.2)


def _stop(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    for process in processes.values():
        process.terminate()
    for process in processes.values():
        try:
            process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
