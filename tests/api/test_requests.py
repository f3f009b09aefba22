"""Whatever is sent, the answer says what was wrong with it, and nothing is stored."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.api.keys import USES, revoke
from services.applications.models import Application, Event
from services.identity import throttle
from tests import builders
from tests.api.partner import Partner

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
SMALL = "/api/1/forms/small/applications/"
DEEP: Any = 1
for _ in range(12):
    DEEP = [DEEP]


@pytest.fixture
def partner() -> Partner:
    return Partner(builders.small_form())


def post(partner: Partner, content: bytes, content_type: str = "application/json", **headers: str) -> Any:
    given = {"Authorization": f"Bearer {partner.text}", "Idempotency-Key": "one", **headers}
    return partner.client.post(SMALL, content, content_type=content_type, headers=given)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b" ", 400, "unreadable"),
        (b"[]", 400, "unreadable"),
        (b"{", 400, "unreadable"),
        (b'{"answers": NaN}', 400, "unreadable"),
        (b'{"answers": {}, "answers": {}}', 400, "unreadable"),
        (b'{"answers": "\xff"}', 400, "unreadable"),
        (b'{"answers":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "unreadable"),
        (b'{"answers": {"who": ' + b"9" * 5000 + b"}}", 400, "unreadable"),
        (json.dumps({"answers": {"medicines": DEEP}}).encode(), 400, "unreadable"),
        (b'{"answers": {"who": "' + b"x" * 300_000 + b'"}}', 413, "too-large"),
        (b'{"answers": []}', 422, "not-in-form"),
    ],
)
def test_what_cannot_be_read_is_refused(partner: Partner, content: bytes, status: int, code: str) -> None:
    answer = post(partner, content)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["type"] == f"tag:anydoor,2026:{code}"
    assert answer.json()["status"] == status
    assert not Application.objects.exists()


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_taken(partner: Partner, content_type: str) -> None:
    assert post(partner, b"{}", content_type).status_code == 415
    assert post(partner, b"{}", **{"Content-Encoding": "gzip"}).status_code == 415


def test_names_that_the_form_does_not_have_are_named(partner: Partner) -> None:
    rows = [{"dose": "x", "name": {}}, 3, {"$row": 4}]
    answers = {"a/b": 1, "medicine": "x", "medicines": rows, "declaration": True}
    answer = partner.ask("post", SMALL, {"answers": answers, "sent": 1}, **{"Idempotency-Key": "one"})
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [
        "/sent",
        "/answers/a~1b",
        "/answers/medicine",
        "/answers/medicines/0/name",
        "/answers/medicines/1",
        "/answers/medicines/2",
        "/answers/declaration",
    ]
    assert partner.start("small", {"medicines": "x"}).status_code == 422
    assert partner.start("small", {"medicines": [{}] * 201}).status_code == 422
    assert not Application.objects.exists()


def test_a_start_needs_a_key_of_its_own(partner: Partner) -> None:
    for key in ("", "x" * 256):
        answer = post(partner, b"{}", **{"Idempotency-Key": key})
        assert answer.json()["type"] == "tag:anydoor,2026:request-key-needed"


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("post", "forms/small/applications/"),
        ("post", "forms/small/check/"),
        ("get", "applications/K7MR-4TXP/"),
        ("patch", "applications/K7MR-4TXP/"),
    ],
)
def test_partners_addresses_open_only_with_a_key_in_force(
    partner: Partner, method: str, address: str
) -> None:
    revoked = Partner()
    revoke(key=revoked.key)
    revoke(key=revoked.key)
    assert Event.objects.filter(kind="api_key_revoked").count() == 1
    wrong = ["", "Bearer", "Bearer é", f"Basic {partner.text}", f"Bearer {partner.text}x"]
    for text in [*wrong, f"Bearer {partner.text.upper()}", f"Bearer {revoked.text}"]:
        answer = partner.ask(method, address, Authorization=text)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer"), text
        assert answer["Cache-Control"] == "no-store"


def test_a_key_opens_only_the_forms_it_was_made_for(partner: Partner) -> None:
    builders.small_form(key="other")
    assert partner.start("other", {}).json()["type"] == "tag:anydoor,2026:key-not-for-form"
    assert partner.start("nowhere", {}).status_code == 403


def test_a_key_is_used_so_often_and_then_waits(partner: Partner) -> None:
    for _ in range(USES.burst):
        throttle.spend(str(partner.key.pk), USES)
    answer = partner.show("K7MR-4TXP")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert answer.json()["type"] == "tag:anydoor,2026:too-many-tries"


def test_other_methods_and_addresses_get_problems_too(partner: Partner) -> None:
    wrong = partner.ask("put", SMALL, {})
    assert (wrong.status_code, wrong["Allow"], wrong["Content-Type"]) == (405, "POST", PROBLEM)
    for method in ("get", "post"):
        nowhere = getattr(Client(), method)("/api/1/nowhere/")
        assert (nowhere.status_code, nowhere["Content-Type"]) == (404, PROBLEM)
    assert Client().get("/api/1/forms/nowhere/").json()["type"] == "tag:anydoor,2026:form-unknown"


def test_a_checker_starts_nothing_and_an_application_checks_nothing(partner: Partner) -> None:
    assert partner.ask("post", "forms/small/check/", {}).json()["type"].endswith(":form-is-application")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(["who", "name", "born", "medicines", "proof", "helper", "other"])
PARTS = st.dictionaries(st.sampled_from(["given", "family", "way", "files", "title"]), JSON, max_size=3)
ROWS = st.lists(st.dictionaries(st.sampled_from(["medicine", "dose", "$row"]), JSON, max_size=3), max_size=3)


@given(st.dictionaries(KEYS, JSON | PARTS | ROWS, max_size=5))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_json_at_all_breaks_it(partner: Partner, answers: dict[str, Any]) -> None:
    throttle.forgive(str(partner.key.pk), USES)
    answer = partner.start("small", answers)
    assert answer.status_code in (201, 422)
    assert isinstance(answer.json(), dict)
