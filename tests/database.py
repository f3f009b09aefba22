"""The tests' database: migrated once, kept, and copied, because migrating takes half a minute.

`python -m tests.database` migrates the one that DATABASE_URL names; otherwise the first test has it done.

A copy also undoes a test that commits (`transaction=True`): emptying every table, as Django does,
is slower and loses the rows that migrations made, such as the root of the page tree. The sample council,
from which many tests start, is loaded once in the same way, and again when anything that makes it changed.
"""

import fcntl
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import translation

from tests.world import quiet

KEPT = ".pytest_cache/d/anydoor"
SAMPLE = "sample"


@cache
def migrations() -> str:
    """Return a short name for the installed migrations; another one means another database."""
    return _fingerprint(
        path for app in apps.get_app_configs() for path in sorted(Path(app.path).glob("migrations/*.py"))
    )


@cache
def sample() -> str:
    """Return a short name for what the sample council is made of and by: our code and its data."""
    ours = [settings.BASE_DIR / name for name in ("accessibility", "content", "portal", "services")]
    files = sorted(path for folder in ours for path in folder.rglob("*.*"))
    kinds = (".py", ".yaml", ".csv", ".json")
    return f"{migrations()}-{_fingerprint(path for path in files if path.suffix in kinds)}"


def _fingerprint(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in files:
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def load_sample() -> None:
    """Load the sample council into the database, as `make demo` does, with the hashing of tests."""
    with override_settings(**quiet(Path(os.devnull)), DEMO=True), translation.override("en"):
        call_command("load_sample", verbosity=0, stdout=io.StringIO())


def migrate(address: str) -> None:
    """Bring the database at this address up to date. Raises CalledProcessError if it fails."""
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address},
        check=True,
    )


class SQLiteCopies:
    """Copies of a file. One in memory would lock whole tables, unlike the real one."""

    def __init__(self, kept: Path, folder: Path) -> None:
        self.kept = kept
        self.folder = folder
        self.number = 0

    def prepare(self) -> None:
        """Make the migrated database, unless it is kept."""
        if not self._original("").exists():
            self._forget("migrated")
            unfinished = self.kept / "migrated-.unfinished"
            unfinished.unlink(missing_ok=True)
            migrate(f"sqlite:///{unfinished}")
            unfinished.rename(self._original(""))

    def prepare_sample(self) -> None:
        """Load the sample council, unless it is kept. What the connection led to before is dropped."""
        if not self._original(SAMPLE).exists():
            self._forget(SAMPLE)
            self.renew()
            load_sample()
            connection.close()  # what the write-ahead log holds moves into the file
            unfinished = self.kept / f"{SAMPLE}-.unfinished"
            shutil.copyfile(connection.settings_dict["NAME"], unfinished)
            unfinished.rename(self._original(SAMPLE))

    def _original(self, name: str) -> Path:
        return (
            self.kept / f"{SAMPLE}-{sample()}.sqlite3"
            if name
            else self.kept / f"migrated-{migrations()}.sqlite3"
        )

    def _forget(self, kind: str) -> None:
        for old in self.kept.glob(f"{kind}-*"):
            old.unlink()

    def renew(self, name: str = "") -> None:
        """Give the tests a fresh copy: of the migrated database, or of the sample council."""
        self.drop()
        self.number += 1
        copy = self.folder / f"{self.number}.sqlite3"
        shutil.copyfile(self._original(name), copy)
        connection.settings_dict["NAME"] = str(copy)

    def drop(self) -> None:
        """Remove the copy."""
        connection.close()
        for path in self.folder.glob(f"{self.number}.sqlite3*"):
            path.unlink(missing_ok=True)  # a server thread may be letting go of it just now


class PostgreSQLCopies:
    """Copies by the server itself, from template databases beside the one in DATABASE_URL."""

    def __init__(self, worker: str) -> None:
        self.family = f"test_{connection.settings_dict['NAME']}"
        self.copy = f"{self.family}_{worker}"

    def prepare(self) -> None:
        """Make the migrated database, unless it is there."""
        if self._forget_others("migrated", self._original("")):
            return
        unfinished = f"{self.family}_migrated_unfinished"
        self._run(f'CREATE DATABASE "{unfinished}"')
        migrate(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{unfinished}").geturl())
        self._run(f'ALTER DATABASE "{unfinished}" RENAME TO "{self._original("")}"')

    def prepare_sample(self) -> None:
        """Load the sample council, unless it is there."""
        if self._forget_others(SAMPLE, self._original(SAMPLE)):
            return
        self.renew()
        load_sample()
        connection.close()
        self._run(f'ALTER DATABASE "{self.copy}" RENAME TO "{self._original(SAMPLE)}"')

    def renew(self, name: str = "") -> None:
        """Give the tests a fresh copy: of the migrated database, or of the sample council."""
        self.drop()
        self._run(f'CREATE DATABASE "{self.copy}" TEMPLATE "{self._original(name)}"')
        connection.settings_dict["NAME"] = self.copy

    def drop(self) -> None:
        """Remove the copy."""
        connection.close()
        self._run(f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)')

    def _original(self, name: str) -> str:
        return f"{self.family}_{SAMPLE}_{sample()}" if name else f"{self.family}_migrated_{migrations()}"

    def _forget_others(self, kind: str, original: str) -> bool:
        """Remove older databases of a kind if the newest is missing; tell whether it is there."""
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{self.family}_{kind}_"]
            )
            there = {name for (name,) in cursor.fetchall()}
        if original in there:
            return True
        for old in there:
            self._run(f'DROP DATABASE "{old}" WITH (FORCE)')
        return False

    def _run(self, command: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(command)


Copies = SQLiteCopies | PostgreSQLCopies


def copies(folder: Path, worker: str) -> Copies:
    """Return the source of copies for this test process, the migrated database ready."""
    on_sqlite = connection.vendor == "sqlite"
    source: Copies = SQLiteCopies(settings.BASE_DIR / KEPT, folder) if on_sqlite else PostgreSQLCopies(worker)
    with _one_at_a_time():
        source.prepare()
    return source


def with_sample(source: Copies) -> None:
    """Give the tests a fresh copy of the sample council, which the first that asks loads."""
    with _one_at_a_time():
        source.prepare_sample()
    source.renew(SAMPLE)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    kept = settings.BASE_DIR / KEPT
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    with tempfile.TemporaryDirectory() as scratch:
        prepared = copies(Path(scratch), "nobody")
        if connection.vendor == "sqlite":  # tests that also pass on PostgreSQL start from a few pages
            with_sample(prepared)
        prepared.drop()
