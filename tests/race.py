"""Many at once: how tests check that a race has one winner."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection, connections

Result = TypeVar("Result")


def race(runner: Callable[[int], Result], times: int) -> list[Result | BaseException]:
    """Run runner(0), runner(1) … at the same moment in as many threads; return what each gave or raised.

    Each thread has a database connection of its own, so the test needs
    `@pytest.mark.django_db(transaction=True)`: what it prepared must be committed for them to see it.
    """
    start = threading.Barrier(times)

    def run(number: int) -> Result:
        connection.ensure_connection()
        start.wait()
        try:
            return runner(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        futures = [pool.submit(run, number) for number in range(times)]
    return [future.exception() or future.result() for future in futures]
