"""Run a command with a PostgreSQL server of its own: `python -m tests.postgres -- pytest -m database`.

DATABASE_URL tells the command where the server is. One that is already set is used as it is.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

# Nothing needs to survive this server, so it never waits for the disk.
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c max_connections=200"
)


def programs(search: str | None = None) -> Path:
    """Return the folder that holds initdb and pg_ctl, the newest installed unless PATH has one.

    Raises FileNotFoundError with a sentence that says what to install.
    """
    found = [Path(path).resolve().parent for path in [shutil.which("initdb", path=search)] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))[::-1]
    for folder in found:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise FileNotFoundError("PostgreSQL is not installed. Run: sudo apt-get install postgresql")


def owner() -> Mapping[str, Any]:
    """Return how to run the server: as somebody else when we are root, whom PostgreSQL refuses."""
    if os.getuid() != 0:
        return {}
    names = {user.pw_name for user in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of a new, empty server on a Unix socket; it is gone afterwards."""
    binaries, run_as = programs(), owner()
    folder = Path(tempfile.mkdtemp(prefix="anydoor-postgres-"))
    if run_as:
        os.chown(folder, run_as["user"], run_as["group"])

    def run(program: str, *arguments: str) -> None:
        command = [str(binaries / program), "-D", str(folder / "data"), *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **run_as)
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout}{done.stderr}")

    try:
        run(
            "initdb", "--username=anydoor", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", f"{OPTIONS} -k {folder}")
        try:
            yield f"postgres://anydoor@{quote(str(folder), safe='')}/postgres"
        finally:
            run("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run the command after `--`; return its exit code."""
    command = arguments[arguments.index("--") + 1 :]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    with server() as address:
        return subprocess.run(command, check=False, env={**os.environ, "DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv))
