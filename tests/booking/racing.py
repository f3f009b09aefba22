"""Start many workers at the very same moment, each with a database connection of its own."""

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connection, connections

T = TypeVar("T")


def race(*workers: Callable[[], T]) -> list[T | Exception]:
    """Return what each worker returned or raised, after all were let go by one barrier."""
    barrier = threading.Barrier(len(workers))
    results: list[T | Exception] = [RuntimeError("did not run")] * len(workers)

    def run(number: int, work: Callable[[], T]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            results[number] = work()
        except Exception as error:  # the test looks at every one of them
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def split(results: Sequence[T | Exception]) -> tuple[list[T], list[Exception]]:
    """Return what succeeded and what was raised."""
    raised = [result for result in results if isinstance(result, Exception)]
    return [result for result in results if not isinstance(result, Exception)], raised
