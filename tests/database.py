"""The tests' database: migrated once, kept, and copied, because migrating takes half a minute.

`python -m tests.database` migrates the one that DATABASE_URL names; otherwise the first test has it done.

A copy also undoes a test that commits (`transaction=True`): emptying every table, as Django does,
is slower and loses the rows that migrations made, such as the root of the page tree. What many tests
start from, such as the sample council, is loaded once, kept under a name, and copied in the same way.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

KEPT = ".pytest_cache/d/anydoor"


def fingerprint() -> str:
    """Return a short name for the installed migrations; another one means another database."""
    found = hashlib.sha256()
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()[:12]


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
        self.kept = kept / f"migrated-{fingerprint()}.sqlite3"
        self.folder = folder
        self.number = 0

    def prepare(self) -> None:
        """Fetch the original, and make it first unless it is kept."""
        if not self.kept.exists():
            for old in self.kept.parent.glob("migrated-*"):
                old.unlink()
            unfinished = self.kept.with_suffix(".unfinished")
            migrate(f"sqlite:///{unfinished}")
            unfinished.rename(self.kept)
        shutil.copyfile(self.kept, self._original(""))

    def _original(self, name: str) -> Path:
        return self.folder / f"original-{name}.sqlite3"

    def renew(self, name: str = "") -> None:
        """Give the tests a fresh copy: of the migrated database, or of what was kept under a name."""
        self.drop()
        self.number += 1
        copy = self.folder / f"{self.number}.sqlite3"
        shutil.copyfile(self._original(name), copy)
        connection.settings_dict["NAME"] = str(copy)

    def keep(self, name: str) -> None:
        """Keep the database as it is now under a name."""
        connection.close()  # what the write-ahead log holds moves into the file
        shutil.copyfile(connection.settings_dict["NAME"], self._original(name))

    def drop(self) -> None:
        """Remove the copy."""
        connection.close()
        for path in self.folder.glob(f"{self.number}.sqlite3*"):
            path.unlink(missing_ok=True)  # a server thread may be letting go of it just now


class PostgreSQLCopies:
    """Copies by the server itself, from a template database beside the one in DATABASE_URL."""

    def __init__(self, worker: str) -> None:
        name = str(connection.settings_dict["NAME"])
        self.family = f"test_{name}_migrated_"
        self.original = self.family + fingerprint()
        self.copy = f"test_{name}_{worker}"
        self.made = {self.copy}

    def prepare(self) -> None:
        """Make the original, unless it is there."""
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.family])
            there = {name for (name,) in cursor.fetchall()}
            if self.original in there:
                return
            for old in there:
                cursor.execute(f'DROP DATABASE "{old}"')
            unfinished = self.family + "unfinished"
            cursor.execute(f'CREATE DATABASE "{unfinished}"')
            migrate(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{unfinished}").geturl())
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.original}"')

    def renew(self, name: str = "") -> None:
        """Give the tests a fresh copy: of the migrated database, or of what was kept under a name."""
        self._copy(self._original(name), self.copy)
        connection.settings_dict["NAME"] = self.copy

    def keep(self, name: str) -> None:
        """Keep the database as it is now under a name."""
        self._copy(self.copy, self._original(name))
        self.made.add(self._original(name))

    def drop(self) -> None:
        """Remove every copy."""
        connection.close()
        for name in self.made:
            self._remove(name)

    def _original(self, name: str) -> str:
        return f"{self.copy}_{name}" if name else self.original

    def _copy(self, source: str, target: str) -> None:
        connection.close()
        self._remove(target)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def _remove(self, name: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


Copies = SQLiteCopies | PostgreSQLCopies


def copies(folder: Path, worker: str) -> Copies:
    """Return the source of copies for this test process, its original ready."""
    kept = settings.BASE_DIR / KEPT
    kept.mkdir(parents=True, exist_ok=True)
    source: Copies = SQLiteCopies(kept, folder) if connection.vendor == "sqlite" else PostgreSQLCopies(worker)
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        source.prepare()
    return source


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    with tempfile.TemporaryDirectory() as scratch:
        copies(Path(scratch), "nobody")
