"""Run the benchmarks and print what DESIGN.md's budgets ask, each as met or missed."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- after the set-up

from tests import postgres  # noqa: E402
from tests.bench import pages, steps  # noqa: E402
from tests.bench.reference import SIZES  # noqa: E402
from tests.bench.servers import manage  # noqa: E402
from tests.bench.steps import FRAMED, OURS, PLAIN, SITES, Rates  # noqa: E402 -- after the set-up

RATIO_MIN, GROWTH_MAX, KEPT_MIN = 2.5, 1.15, 5


def main() -> None:
    """Measure what is asked for; print one line for each figure."""
    asked = _asked()
    if asked.only in (None, "scans"):
        _run("scans", {})  # no database
    if asked.only == "scans":
        return
    with postgres.server() as address:
        environment = {"DATABASE_URL": address}
        print("Preparing a database …", flush=True)
        manage("migrate", "--verbosity=0", environment=environment)
        if asked.only in (None, "steps"):
            steps.publish_forms(environment)
            found = steps.measure(
                environment, sites=asked.site, people=asked.people, sizes=asked.steps, rounds=asked.rounds
            )
            for people in asked.people:
                _print_steps(found, people, asked.site, asked.steps)
        if asked.only in (None, "pages"):
            _print_pages(*pages.measure(environment))
        if asked.only in (None, "budgets"):
            _run("budgets", environment)
        if asked.only in (None, "search"):
            _run("searching", environment)
            with tempfile.TemporaryDirectory() as folder:
                embedded = {"DATABASE_URL": f"sqlite:///{folder}/search.sqlite3"}
                manage("migrate", "--verbosity=0", environment=embedded)
                _run("searching", embedded)


def _run(module: str, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", f"tests.bench.{module}"]
    subprocess.run(command, cwd=settings.BASE_DIR, env={**os.environ, **environment}, check=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--only", choices=["steps", "pages", "budgets", "search", "scans"], help="one part of it"
    )
    parser.add_argument("--site", nargs="+", choices=list(SITES), default=list(SITES))
    parser.add_argument("--steps", nargs="+", type=int, choices=SIZES, default=list(SIZES))
    parser.add_argument("--people", nargs="+", type=int, default=[1, 16])
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _print_steps(found: Rates, people: int, sites: Sequence[str], sizes: Sequence[int]) -> None:
    print(f"\nSteps a second, {people} at once, median   " + "".join(f"{count:>9}" for count in sizes))
    for name in sites:
        rates = [statistics.median(found[name, people, count]) for count in sizes]
        print(f"  {name:<33}" + "".join(f"{rate:>9.1f}" for rate in rates))
    for other in (PLAIN, FRAMED):
        for count in sizes if {OURS, other} <= set(sites) else ():
            ratio = steps.ratio(found, other, people, count)
            wanted = f"  at least {RATIO_MIN}  {_verdict(ratio >= RATIO_MIN)}" if count == SIZES[-1] else ""
            print(f"  {count} steps, ratio to {other}: {ratio:.2f}{wanted}")
    if OURS in sites and len(sizes) > 1:
        growth = steps.growth(found, people, sizes)
        print(f"  cost of a step at {sizes[-1]} steps in those at {sizes[0]}: {growth:.2f}", end="")
        print(f"  at most {GROWTH_MAX}  {_verdict(growth <= GROWTH_MAX)}", flush=True)


def _print_pages(kept: float, made: float) -> None:
    print("\nContent pages a second, one person")
    print(f"  kept for everyone {kept:.0f}, made for one person {made:.0f}")
    print(f"  ratio {kept / made:.1f}  at least {KEPT_MIN}  {_verdict(kept >= KEPT_MIN * made)}", flush=True)


def _verdict(holds: bool) -> str:
    return "met" if holds else "MISSED"


if __name__ == "__main__":
    main()
