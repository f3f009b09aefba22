"""Run the benchmarks and print what DESIGN.md's budgets ask, each as met or missed."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from tests import postgres  # noqa: E402 -- after the set-up
from tests.bench import steps  # noqa: E402
from tests.bench.reference import SIZES  # noqa: E402
from tests.bench.servers import manage  # noqa: E402


def main() -> None:
    """Measure everything; print one line for each figure."""
    with postgres.server() as address:
        environment = {"DATABASE_URL": address}
        print("Preparing a database …", flush=True)
        manage("migrate", "--verbosity=0", environment=environment)
        steps.publish_forms(environment)
        _print_steps(steps.measure(environment))


def _print_steps(found: dict[tuple[str, int, int], float]) -> None:
    for people in steps.PEOPLE:
        print(f"\nSteps a second, {people} at once      " + "".join(f"{count:>9}" for count in SIZES))
        for name in steps.SITES:
            print(f"  {name:<30}" + "".join(f"{found[name, people, count]:>9.0f}" for count in SIZES))
        for count in SIZES:
            ratio = found["ours", people, count] / found["plain formtools", people, count]
            print(f"  ratio at {count} steps: {ratio:.2f}")
        growth = found["ours", people, SIZES[0]] / found["ours", people, SIZES[-1]]
        print(f"  cost of a step at {SIZES[-1]} steps over {SIZES[0]}: {growth:.2f} (at most 1.15)")


main()
