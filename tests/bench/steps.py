"""What a step costs over HTTP, ours beside plain formtools."""

import os
import subprocess
import sys
from collections.abc import Mapping

from django.conf import settings

from tests.bench.people import Ours, PlainFormtools, Site, steps_per_second
from tests.bench.reference import SIZES
from tests.bench.servers import serving

PEOPLE = (1, 16)
STEPS_EACH = {1: 180, 16: 60}
ROUNDS = 2
SITES: Mapping[str, tuple[Site, str]] = {
    "ours": (Ours(), "portal.wsgi"),
    "plain formtools": (PlainFormtools(), "tests.bench.plain_formtools"),
}


def publish_forms(environment: Mapping[str, str]) -> None:
    """Publish the reference forms in the database under measurement."""
    command = [sys.executable, "-m", "tests.bench.publish_forms"]
    subprocess.run(command, cwd=settings.BASE_DIR, env={**os.environ, **environment}, check=True)


def measure(environment: Mapping[str, str]) -> dict[tuple[str, int, int], float]:
    """Return steps a second by (site, people, number of steps): the best of three rounds."""
    found: dict[tuple[str, int, int], float] = {}
    for name, (site, application) in SITES.items():
        with serving(application, environment) as port:
            for people in PEOPLE:
                for count in SIZES:
                    steps_per_second(site, port, count=count, people=1, steps_each=20)  # warm
                    found[name, people, count] = max(
                        steps_per_second(
                            site, port, count=count, people=people, steps_each=STEPS_EACH[people]
                        )
                        for _ in range(ROUNDS)
                    )
    return found
