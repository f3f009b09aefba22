"""What a step costs over HTTP, ours beside plain formtools, bare and behind our own pages."""

import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack

from django.conf import settings

from tests.bench.people import FormtoolsInOurPages, Ours, PlainFormtools, Site, steps_per_second
from tests.bench.servers import serving

STEPS_EACH = {1: 120}
"""How many steps a person does in a round, at least; one whole form where nothing is said."""
OURS, PLAIN, FRAMED = "ours", "plain formtools, bare", "plain formtools, our pages"
SITES: Mapping[str, tuple[Site, str]] = {
    OURS: (Ours(), "portal.wsgi"),
    PLAIN: (PlainFormtools(), "tests.bench.plain_formtools"),
    FRAMED: (FormtoolsInOurPages(), "tests.bench.formtools_in_our_pages"),
}
Rates = Mapping[tuple[str, int, int], Sequence[float]]
"""Steps a second in each round, by site, people and number of steps."""


def publish_forms(environment: Mapping[str, str]) -> None:
    """Publish the reference forms in the database under measurement."""
    command = [sys.executable, "-m", "tests.bench.publish_forms"]
    subprocess.run(command, cwd=settings.BASE_DIR, env={**os.environ, **environment}, check=True)


def measure(
    environment: Mapping[str, str],
    *,
    sites: Sequence[str],
    people: Sequence[int],
    sizes: Sequence[int],
    rounds: int,
) -> Rates:
    """Return what each round found. The sites take turns, so that both see the same load beside them."""
    found: dict[tuple[str, int, int], list[float]] = defaultdict(list)
    with ExitStack() as servers:
        ports = {name: servers.enter_context(serving(SITES[name][1], environment)) for name in sites}
        for count in sizes:
            for name in sites:  # every page once, so that nobody waits for what is done once
                steps_per_second(SITES[name][0], ports[name], count=count, people=1, steps_each=count)
            for crowd in people:
                for _ in range(rounds):
                    for name in sites:
                        rate = steps_per_second(
                            SITES[name][0],
                            ports[name],
                            count=count,
                            people=crowd,
                            steps_each=STEPS_EACH.get(crowd, count),
                        )
                        found[name, crowd, count].append(rate)
    return found


def ratio(found: Rates, other: str, people: int, count: int) -> float:
    """Return how many times as many steps ours does as another site: the median of the rounds."""
    pairs = zip(found[OURS, people, count], found[other, people, count], strict=True)
    return statistics.median(ours / plain for ours, plain in pairs)


def growth(found: Rates, people: int, sizes: Sequence[int]) -> float:
    """Return what a step of our longest form costs, in those of the shortest: by the best rounds."""
    return max(found[OURS, people, sizes[0]]) / max(found[OURS, people, sizes[-1]])
