"""What people, programs and bad luck do to a form: each ends in a clear page and nothing is lost."""

from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from services.applications.actions import submit
from services.applications.models import Answer, Event, Receipt, TypedInput
from services.applications.queries import answers_of, typed_of
from services.definitions.channels import Channel
from services.identity.actors import citizen
from tests import builders
from tests.online.visitor import Visitor
from tests.race import race

PERSON = {"name-given": "Ann", "name-family": "Lee"}


@pytest.fixture
def visitor() -> Visitor:
    found = Visitor()
    found.has_answered(until="person")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "born",
    [
        ("31", "2", "1980"),
        ("1", "13", "1980"),
        ("1", "2", "80"),
        ("1", "2", "3000"),
        ("1", "2", "0000"),
        ("-1", "2", "1980"),
        ("1e1", "2", "1980"),
        ("¹", "²", "1980"),
        ("1", "", ""),
        ("9" * 5000, "2", "1980"),
        ("1\x00x", "2", "1980"),
        ("<script>", "{{", "%s%(x)s"),
        ("\ud800", "2", "1980"),
    ],
)
def test_a_malformed_date_is_explained_and_shown_again(visitor: Visitor, born: tuple[str, str, str]) -> None:
    fields = dict(zip(("born-day", "born-month", "born-year"), born, strict=True))
    if "\ud800" in born[0]:
        body = b"born-day=%ED%A0%80&born-month=2&born-year=1980&name-given=Ann"
        visitor._seen(visitor.client.post(visitor.at, body, "application/x-www-form-urlencoded", follow=True))
    else:
        visitor.send(**PERSON, **fields)
    assert visitor.status == 200
    assert "<title>Error:" in visitor.page
    assert "<script>" not in visitor.page
    assert "born" not in answers_of(visitor.application).values
    assert 'value="Ann"' in visitor.page


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["x" * 30_000, "%", "%(limit)s", "{{ council }}", "\u202e\u0645", "🙂" * 90])
def test_any_text_is_taken_or_explained(visitor: Visitor, text: str) -> None:
    visitor.answer_rest_until("person", "medicine")
    visitor.send(medicine=text)
    assert visitor.status == 200
    stored = [row["medicine"] for row in answers_of(visitor.application).rows["medicines"].values() if row]
    assert stored in ([text], [])
    if not stored:
        assert "<title>Error:" in visitor.page
        row = next(iter(answers_of(visitor.application).rows["medicines"]))
        assert typed_of(visitor.application, "medicine", row)["medicine"] == {"": text}  # type: ignore[index]


@pytest.mark.django_db
@pytest.mark.parametrize("choice", ["nobody", "", "me,other", "ME", "\x00"])
def test_a_choice_that_is_not_offered_is_refused(visitor: Visitor, choice: str) -> None:
    visitor.send(visitor.url("who/"), who=choice)
    assert "<title>Error:" in visitor.page
    assert answers_of(visitor.application).values["who"] == "me"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "tail",
    [
        "nosuch/",
        "who/who/who/",
        f"medicines/{'a' * 32}/medicine/",
        f"medicines/{'a' * 32}/nosuch/",
        f"nosuch/{'a' * 32}/medicine/",
        f"medicines/{'a' * 32}/remove/",
        "medicine/",
        "helper/",
        "x" * 500 + "/",
        "%00/",
        "..%2f/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_does_not_exist_ends_in_a_clear_page(
    visitor: Visitor, tail: str, method: str
) -> None:
    answer = getattr(visitor.client, method)(visitor.url(tail), follow=True)
    assert answer.status_code in (200, 404, 409), answer.status_code
    assert "<h1" in answer.content.decode()


@pytest.mark.django_db
def test_an_address_with_another_forms_name_is_not_found(visitor: Visitor) -> None:
    visitor.go(visitor.url("who/", form="other"))
    assert visitor.status == 404
    visitor.go("/apply/nosuchform/")
    assert visitor.status == 404


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head"])
def test_other_methods_change_nothing(visitor: Visitor, method: str) -> None:
    before = rows()
    for tail in ("who/", "check/", "declare/", "delete/", "save/"):
        assert getattr(visitor.client, method)(visitor.url(tail)).status_code in (200, 302, 405)
    assert rows() == before


def rows() -> Counter[str]:
    """How many rows every table has."""
    return Counter({model._meta.label: model._default_manager.count() for model in apps.get_models()})


@pytest.mark.django_db
def test_no_get_changes_anything(visitor: Visitor) -> None:
    visitor.answer_rest("person")
    (row,) = answers_of(visitor.application).rows["medicines"]
    pk, reference = visitor.application.pk, visitor.application.reference
    filled = {
        "form": "small",
        "application": str(pk),
        "repeat": "medicines",
        "row": row,
        "reference": reference,
        "code": "BCD346FGC",
        "upload": str(pk),
    }
    names = [key for key in get_resolver().namespace_dict["online"][1].reverse_dict if isinstance(key, str)]
    assert len(names) >= 18
    before, opened = rows(), 0
    for name in names:
        for step in ("who", "person", "medicines", "medicine", "proof"):
            address = address_of(name, {**filled, "step": step})
            answer = visitor.client.get(address)
            assert answer.status_code in (200, 302, 404, 405), address
            opened += answer.status_code == 200
    assert opened > 20
    assert rows() == before


def address_of(name: str, values: dict[str, str]) -> str:
    """The address with this name, its placeholders filled."""
    (pattern, names), *_rest = get_resolver().namespace_dict["online"][1].reverse_dict.getlist(name)[0][0]
    return "/" + pattern % {key: values[key] for key in names}


@pytest.mark.django_db
def test_pressing_back_and_sending_a_step_again_changes_nothing(visitor: Visitor) -> None:
    visitor.send(visitor.url("who/"), who="me")
    visitor.send(visitor.url("who/"), who="me")
    assert Answer.objects.filter(question="who").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_crash_between_keeping_and_answering_loses_nothing_typed(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt  # the process is stopped: nothing after this line runs

    fields = {**PERSON, "born-day": "40", "born-month": "2", "born-year": "1980"}
    with monkeypatch.context() as patched:
        patched.setattr("services.online.pages.render", dies)
        with pytest.raises(KeyboardInterrupt):
            visitor.send(**fields)
    assert typed_of(visitor.application, "person")["born"]["day"] == "40"  # type: ignore[index]
    with monkeypatch.context() as patched:
        patched.setattr("services.online.ways.onward", dies)
        with pytest.raises(KeyboardInterrupt):
            visitor.send(**{**fields, "born-day": "1"})
    assert answers_of(visitor.application).values["born"] == "1980-02-01"
    assert not TypedInput.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_of_fifty_presses_of_send_at_once_one_counts() -> None:
    application = builders.filled(builders.draft())

    def press(_number: int) -> str:
        return submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE).number

    given = race(press, 50 if connection.vendor == "postgresql" else 20)
    assert set(given) == {Receipt.objects.get().number}
    assert Event.objects.filter(kind="submitted").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_two_windows_at_the_same_moment_both_save(visitor: Visitor) -> None:
    cookies = visitor.client.cookies
    base = visitor.url()
    sends = [
        ("who/", {"who": "other"}),
        ("person/", {**PERSON, "born-day": "1", "born-month": "2", "born-year": "1980"}),
    ]

    def press(number: int) -> int:
        client = Client()
        client.cookies = cookies.copy()
        tail, fields = sends[number]
        return client.post(f"{base}{tail}", fields).status_code

    assert race(press, 2) == [302, 302]
    values = answers_of(visitor.application).values
    assert (values["who"], values["born"]) == ("other", "1980-02-01")
