"""Install the system packages that are missing: `python3 requirements/system.py run` (or `test`).

Plain Python, since nothing else is there yet. Root gets them installed; anyone else, the command.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path


def module(name: str) -> bool:
    """Return whether this Python has the module."""
    return importlib.util.find_spec(name) is not None


def library(name: str) -> bool:
    """Return whether the shared library loads."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def font(family: str) -> bool:
    """Return whether a font of this family is installed."""
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", family], capture_output=True, check=False).stdout)


def program(name: str) -> bool:
    """Return whether the program is on the search path."""
    return shutil.which(name) is not None


def postgresql() -> bool:
    """Return whether a PostgreSQL server is installed; Debian keeps it off the search path."""
    return program("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def clamd() -> bool:
    """Return whether ClamAV's daemon is installed; Debian keeps it where only root looks."""
    return program("clamd") or Path("/usr/sbin/clamd").exists()


# Debian package -> whether what it brings is there, however it came.
Needs = dict[str, Callable[[], bool]]
RUN: Needs = {
    f"python3.{sys.version_info.minor}-venv": partial(module, "ensurepip"),
    # WeasyPrint lays out text with Pango.
    "libpango-1.0-0": partial(library, "libpango-1.0.so.0"),
    "libpangoft2-1.0-0": partial(library, "libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": partial(library, "libharfbuzz-subset.so.0"),
    # Paper in English and Welsh, and in Arabic.
    "fonts-dejavu-core": partial(font, "DejaVu Sans"),
    "fonts-noto-core": partial(font, "Noto Sans Arabic"),
    # Compiles translations.
    "gettext": partial(program, "msgfmt"),
}
TEST: Needs = RUN | {
    "chromium": partial(program, "chromium"),
    # Playwright's Node stands on it.
    "libatomic1": partial(library, "libatomic.so.1"),
    "postgresql": postgresql,
    # Compiles and runs the few lines around veraPDF.
    "default-jdk-headless": partial(program, "javac"),
    # Virus scanner; the tests give it one signature of their own.
    "clamav-daemon": clamd,
}
# Answers to what packages ask. ClamAV must not fetch 300 MB of signatures that no test needs.
ANSWERS = "clamav-freshclam clamav-freshclam/autoupdate_freshclam select manual\n"


def main(needs: Needs) -> str | None:
    """Install what is missing. Return a sentence for the person when that cannot be done."""
    if sys.version_info < (3, 11):
        return f"Anydoor needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}."
    missing = [package for package, is_there in needs.items() if not is_there()]
    if not missing:
        return None
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if not program("apt-get"):
        return f"Install what these Debian packages bring, then run make again: {' '.join(missing)}"
    if os.getuid() != 0:
        return f"Run this, then make again: sudo apt-get update && sudo {' '.join(install)}"
    print("Installing", *missing, flush=True)
    unasked = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    null = subprocess.DEVNULL
    if "clamav-daemon" in missing and program("debconf-set-selections"):
        subprocess.run(["debconf-set-selections"], input=ANSWERS.encode(), check=False)
    for command in (["apt-get", "update"], install):
        if subprocess.run(command, env=unasked, stdin=null, stdout=null, check=False).returncode:
            return f"apt-get could not install {' '.join(missing)}. Its own words are above."
    return None


if __name__ == "__main__":
    sys.exit(main({"run": RUN, "test": TEST}[sys.argv[1]]))
