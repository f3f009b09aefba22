"""Sending is done once and whole, whatever dies meanwhile: a worker (kill -9), the database’s connections."""

import http.client
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.db import connection

from services.applications.choices import State
from services.applications.models import Answer, Application, Case, Event, Receipt
from services.notifications.models import Message
from tests.online.live import LiveSite, database_url, live_site
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

PRESSES_AT_ONCE = 6
BLOWS = 4
PATIENCE_S = 60
SENT = {"declaration": "agreed"}


@pytest.fixture
def site() -> Iterator[LiveSite]:
    connection.close()
    with live_site(database_url()) as running:
        yield running


@pytest.fixture
def ready() -> Visitor:
    """Someone who has answered everything, on the declaration page."""
    visitor = Visitor()
    visitor.start()
    visitor.answer()
    visitor.go(visitor.url("declare/"))
    return visitor


def press_until_sent(site: LiveSite, visitor: Visitor, disturb: Callable[[], None]) -> list[str]:
    """Press Send in several windows again and again until each was answered, while something disturbs."""
    path, led_to = visitor.url("declare/"), list[str]()
    cookies = {name: morsel.value for name, morsel in visitor.client.cookies.items()}
    ends_at = time.monotonic() + PATIENCE_S

    def window() -> None:
        while time.monotonic() < ends_at:
            with suppress(OSError, http.client.HTTPException):
                led_to.append(site.post(path, SENT, cookies))
                return
            time.sleep(0.05)

    windows = [threading.Thread(target=window) for _ in range(PRESSES_AT_ONCE)]
    for each in windows:
        each.start()
    for _ in range(BLOWS):
        time.sleep(random.uniform(0.02, 0.4))
        disturb()
    for each in windows:
        each.join()
    return led_to


def assert_sent_once(visitor: Visitor, led_to: list[str]) -> None:
    application = Application.objects.get()
    assert [visitor.url("sent/")] * PRESSES_AT_ONCE == led_to
    assert application.state == State.SUBMITTED
    assert Receipt.objects.get().application == application
    assert Case.objects.get().application == application
    assert Event.objects.filter(kind="submitted").count() == 1
    assert not Answer.objects.filter(application=application, superseded_at__isnull=False).count()
    assert Message.objects.count() <= 1


def test_an_application_is_sent_once_though_workers_are_killed(site: LiveSite, ready: Visitor) -> None:
    led_to = press_until_sent(site, ready, site.kill_workers)
    assert len(site.killed) >= BLOWS
    assert_sent_once(ready, led_to)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no server that could go away")
def test_an_application_is_sent_once_though_the_database_drops_everyone(
    site: LiveSite, ready: Visitor
) -> None:
    def drop_connections() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    assert_sent_once(ready, press_until_sent(site, ready, drop_connections))
