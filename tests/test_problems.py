"""When a page cannot be given: the right status, plain words, a way on."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.test import Client, override_settings
from django.urls import path

from accessibility.rules import check
from portal import urls as portal_urls
from services.errors import Refusal


class Slower(Refusal):
    code = "too_many_tries"
    status = 429


class Secret(Exception):
    pass


def raising(error: Exception):
    def view(request):
        raise error

    return view


RAISED = {
    "gone": Http404(),
    "theirs": PermissionDenied(),
    "bad": BadRequest("odd"),
    "big": RequestDataTooBig(),
    "refused": Refusal(),
    "slower": Slower(minutes=5),
    "broken": Secret("17 Mill Lane"),
}

urlpatterns = [path(f"raise/{name}/", raising(error)) for name, error in RAISED.items()]
urlpatterns += portal_urls.urlpatterns
handler400, handler403 = portal_urls.handler400, portal_urls.handler403
handler404, handler500 = portal_urls.handler404, portal_urls.handler500

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def ask():
    client = Client(raise_request_exception=False)

    def ask(name: str, **headers):
        return client.get(f"/raise/{name}/", headers=headers)

    return ask


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("gone", 404, "Page not found"),
        ("theirs", 403, "You cannot open this page"),
        ("bad", 400, "We could not read that request"),
        ("big", 413, "That was too big to send"),
        ("refused", 409, "Go back and try again, or call us"),
        ("slower", 429, "Wait 5 minutes and try again"),
        ("broken", 500, "something is wrong on our side"),
    ],
)
def test_each_problem_is_a_whole_page_in_plain_words(ask, name, status, words):
    answer = ask(name)
    html = answer.content.decode()
    assert answer.status_code == status
    assert words in html
    assert 'href="/"' in html
    assert check(html) == []


def test_a_failure_tells_nothing_of_what_was_in_it(ask):
    assert "Mill Lane" not in ask("broken").content.decode()


def test_a_refusal_says_when_to_try_again_and_leads_back(ask):
    answer = ask("slower", Referer="http://testserver/accessibility/")
    assert answer.headers["Retry-After"] == "300"
    assert 'href="http://testserver/accessibility/"' in answer.content.decode()


def test_a_way_back_never_leads_to_another_site(ask):
    assert "evil" not in ask("slower", Referer="https://evil.example/").content.decode()


def test_a_stale_form_says_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/accessibility/preferences/", {"text": "large"})
    assert answer.status_code == 403
    assert "The page had been open for too long" in answer.content.decode()
    assert check(answer.content.decode()) == []


def test_a_wrong_host_is_a_plain_400(ask):
    with override_settings(ALLOWED_HOSTS=["council.example"]):
        answer = ask("gone", Host="evil.example")
    assert answer.status_code == 400
    assert "We could not read that request" in answer.content.decode()


def test_an_unknown_address_in_another_language_is_answered_in_it(ask):
    answer = Client().get("/ar/no-such-page/")
    assert answer.status_code == 404
    assert 'lang="ar" dir="rtl"' in answer.content.decode()
