"""Keys are made on the command line, shown once; and races of one key have one winner."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from services.api.models import ApiKey
from services.applications.models import Answer, Application, Event
from services.applications.queries import answers_of
from tests import builders
from tests.api.partner import Partner
from tests.race import race


def run(*words: str, **options: Any) -> str:
    out = StringIO()
    call_command("api_key", *words, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_a_key_is_shown_once_works_and_is_listed_until_it_is_taken_away() -> None:
    partner = Partner(builders.small_form())
    partner.text = run("Harbour Advice", form=["small"], name="cases").splitlines()[-1]
    made = ApiKey.objects.get(name="cases")
    assert partner.text not in str(ApiKey.objects.values())
    assert partner.start("small", {"who": "me"}).status_code == 201
    assert f"{made.pk} Harbour Advice cases (small): in force, last used" in run(list=True)
    assert "no longer works" in run(revoke=str(made.pk))
    assert partner.start("small", {"who": "me"}).status_code == 401
    assert "revoked" in run(list=True)
    assert Event.objects.filter(subject=f"api-key:{made.pk}").count() == 3


@pytest.mark.django_db
def test_what_is_missing_for_a_key_is_said() -> None:
    for words, options in [((), {}), (("A",), {}), (("A",), {"form": ["none"]}), ((), {"revoke": "x"})]:
        with pytest.raises(CommandError):
            run(*words, **options)
    assert not ApiKey.objects.exists()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_the_same_request_many_times_at_once_starts_one_application() -> None:
    partner = Partner(builders.small_form())
    answers = race(lambda _number: partner.start("small", {"who": "me"}, request="one"), 6)
    assert [answer.status_code for answer in answers] == [201] * 6
    assert len({answer.json()["reference"] for answer in answers}) == 1
    assert (Application.objects.count(), Answer.objects.count()) == (1, 1)


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_different_answers_at_once_one_is_refused() -> None:
    partner = Partner(builders.small_form())
    first = partner.start("small", {})
    given = ["me", "other"]
    reference, seen = first.json()["reference"], first["ETag"]
    answers = race(lambda number: partner.add(reference, {"who": given[number]}, seen), 2)
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    kept = given[[answer.status_code for answer in answers].index(200)]
    assert answers_of(Application.objects.get()).values == {"who": kept}
    assert Answer.objects.count() == 1
