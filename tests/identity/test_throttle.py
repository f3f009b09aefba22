from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection, transaction

from services.errors import Refusal
from services.identity.errors import TooManyTries
from services.identity.models import Tries
from services.identity.throttle import CODES, Limit, forgive, spend
from services.wording import explain


def tries_until_refused(key: str, limit: Limit = CODES) -> int:
    for tried in range(100):
        try:
            spend(key, limit)
        except TooManyTries:
            return tried
    raise AssertionError("never refused")


@pytest.mark.django_db
def test_ten_tries_then_one_in_five_minutes() -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        assert tries_until_refused("a") == 10
        with pytest.raises(TooManyTries) as refused:
            spend("a")
        assert refused.value.detail == {"minutes": 5}
        assert refused.value.status == 429
        clock.shift(timedelta(minutes=4, seconds=30))
        with pytest.raises(TooManyTries) as refused:
            spend("a")
        assert refused.value.detail == {"minutes": 1}
        clock.shift(timedelta(seconds=30))
        assert tries_until_refused("a") == 1
        clock.shift(timedelta(minutes=14))
        assert tries_until_refused("a") == 2
        clock.shift(timedelta(days=1))
        assert tries_until_refused("a") == 10


@pytest.mark.django_db
def test_each_key_and_each_purpose_has_its_own_tries() -> None:
    assert tries_until_refused("a") == 10
    assert tries_until_refused("b") == 10
    assert tries_until_refused("a", Limit("other", burst=3, refill=timedelta(hours=1))) == 3


@pytest.mark.django_db
def test_success_gives_the_tries_back() -> None:
    assert tries_until_refused("a") == 10
    forgive("a")
    forgive("never tried")
    assert tries_until_refused("a") == 10


@pytest.mark.django_db
def test_the_key_is_not_kept_in_clear() -> None:
    spend("K7MR-4TXP bronwen@example.org 192.0.2.7")
    kept = Tries.objects.get()
    assert len(kept.key) == 64
    assert "bronwen" not in kept.key


@pytest.mark.django_db(transaction=True)
def test_a_try_cannot_be_undone_by_a_view_that_fails() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        spend("a")


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_burst_of_parallel_tries_counts_every_one() -> None:
    barrier, refused, passed = Barrier(25), [], []

    def attempt() -> None:
        barrier.wait()
        try:
            spend("a")
            passed.append(1)
        except TooManyTries:
            refused.append(1)
        finally:
            connection.close()

    threads = [Thread(target=attempt) for _ in range(25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(passed), len(refused)) == (10, 15)


def test_the_refusal_says_how_long_to_wait() -> None:
    assert "1 minute and" in explain(TooManyTries(minutes=1))
    assert "4 minutes and" in explain(TooManyTries(minutes=4))
    assert explain(Refusal())
