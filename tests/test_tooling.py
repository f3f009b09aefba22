"""The files that install, lock and run Anydoor keep their promises."""

import ast
import json
import re
import runpy
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
ADDRESS = re.compile(r"://|--(?:extra-)?index-url|--find-links|\bfile:")


def pinned(lock: Path) -> dict[str, str]:
    """Return each requirement's name and version."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(), re.MULTILINE))


def test_every_list_has_its_lock():
    assert [lock.stem for lock in LOCKS] == ["node", "run", "test", "uv"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_requirement_has_one_version_and_a_hash(lock: Path):
    text = re.sub(r"^ *#.*\n", "", lock.read_text().replace("\\\n", ""), flags=re.MULTILINE)
    for requirement in text.splitlines():
        assert re.match(r"[\w.-]+==\S+.* --hash=sha256:[0-9a-f]{64}\b", requirement), requirement


@pytest.mark.parametrize("file", [*LOCKS, ROOT / ".npmrc"], ids=lambda file: file.name)
def test_no_list_says_where_packages_come_from(file: Path):
    assert not ADDRESS.search(file.read_text())


def test_every_package_of_the_styles_is_known_by_its_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert packages.pop("")
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        package.pop("funding", None)
        assert not ADDRESS.search(json.dumps(package)), name


def test_what_runs_is_what_was_tested():
    assert pinned(ROOT / "requirements/run.txt").items() <= pinned(ROOT / "requirements/test.txt").items()


@pytest.mark.parametrize("group", ["run", "uv", "node", "test"])
def test_every_dependency_is_locked(group: str):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] if group == "run" else project["dependency-groups"][group]
    names = {re.match(r"[\w.-]+", line)[0].lower() for line in wanted}
    assert names <= set(pinned(ROOT / f"requirements/{group}.txt"))


def imported(package: str) -> Iterator[str]:
    """The top-level modules that a package of ours imports."""
    for file in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                yield from (name.name.partition(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0]


@pytest.mark.parametrize("package", ["portal", "content", "services", "accessibility"])
def test_the_site_imports_only_what_it_installs(package: str):
    """Tests install more than the site: what only they have would be missing at the next release."""
    known, there = packages_distributions(), set(pinned(ROOT / "requirements/run.txt"))
    ours = {"portal", "content", "services", "accessibility"}
    for module in set(imported(package)) - ours - sys.stdlib_module_names:
        names = {re.sub(r"[._]+", "-", name).lower() for name in known.get(module, [module])}
        assert names & there, f"{package} imports {module}, which requirements/run.txt does not install"


def test_every_dependency_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text().partition("[tool.")[0].splitlines()
    entries = [number for number, line in enumerate(lines) if line.startswith('    "')]
    assert len(entries) > 40
    for number in entries:
        assert lines[number - 1].startswith("    # "), f"no comment above {lines[number].strip()}"


def test_ci_runs_what_people_run():
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o111
    assert script.read_text().rstrip().endswith("\nmake test")


def test_system_packages_that_are_missing_are_named_with_the_command(monkeypatch):
    system = runpy.run_path(str(ROOT / "requirements/system.py"))
    monkeypatch.setattr("os.getuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    said = system["main"]({"there": lambda: True, "gettext": lambda: False, "chromium": lambda: False})
    assert said.endswith("sudo apt-get install --yes --no-install-recommends gettext chromium")
    assert system["main"]({"there": lambda: True}) is None
