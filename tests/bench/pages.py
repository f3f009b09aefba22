"""What a content page costs over HTTP: kept for everyone, beside the same page made for one person."""

import http.client
import statistics
import time
from collections.abc import Mapping

from tests.bench.people import Browser
from tests.bench.servers import manage, serving

PATHS = ("/", "/life-events/having-a-baby/", "/services/blue-badge/", "/cy/services/blue-badge/")
ROUNDS, VISITS = 5, 20
# A session that nobody has: the page is made for this visitor alone.
ALONE = {"sessionid": "0" * 32}


def measure(environment: Mapping[str, str]) -> tuple[float, float]:
    """Return pages a second, kept and made anew, of the sample's pages: the medians of the rounds."""
    manage("load_sample", "--verbosity=0", environment=environment)
    kept: list[float] = []
    made: list[float] = []
    with serving("portal.wsgi", environment) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        everybody, alone = Browser(connection), Browser(connection, cookies=ALONE)
        _pages_per_second(everybody, 1)
        for _ in range(ROUNDS):  # in turn, so that both see the same load beside them
            kept.append(_pages_per_second(everybody, VISITS))
            made.append(_pages_per_second(alone, VISITS))
        connection.close()
    return statistics.median(kept), statistics.median(made)


def _pages_per_second(browser: Browser, visits: int) -> float:
    begin = time.perf_counter()
    for _ in range(visits):
        for path in PATHS:
            browser.get(path)
    return visits * len(PATHS) / (time.perf_counter() - begin)
