"""The tests' own machinery: races run on connections of their own and leave nothing behind."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError
from wagtail.models import Page

from services.identity.models import User
from tests.race import race

pytestmark = pytest.mark.database


def sign_up(number: int) -> User:
    return User.objects.create(email="same@example.org")


@pytest.mark.django_db(transaction=True)
def test_when_twenty_write_the_same_row_one_succeeds_and_the_others_are_told():
    results = race(sign_up, 20)
    assert [type(result) for result in results].count(User) == 1
    assert [type(result) for result in results].count(IntegrityError) == 19


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [1, 2])
def test_a_test_that_commits_leaves_the_next_one_what_migrations_made(run: int):
    assert Page.objects.filter(depth=1).exists()
    assert ContentType.objects.exists()
    assert not User.objects.exists()
    sign_up(run)
