"""How a person wants to read is kept in a cookie, works without scripts and leads back."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PAGE = "/accessibility/preferences/"


@pytest.fixture
def choose(client: Client):
    def choose(text: str, contrast: str, back: str = ""):
        return client.post(PAGE, {"text": text, "contrast": contrast, "next": back})

    return choose


def test_a_choice_changes_every_page(client, choose):
    choose("large", "high")
    html = client.get("/accessibility/").content.decode()
    assert "any-text-large any-contrast-high" in html


def test_going_back_to_the_standard_forgets_the_cookie(client, choose):
    choose("large", "high")
    choose("standard", "standard")
    assert "any-text-large" not in client.get("/accessibility/").content.decode()
    assert client.cookies["reading"].value == ""


def test_the_person_comes_back_to_the_page_they_came_from(client, choose):
    page = client.get(PAGE, headers={"Referer": "http://testserver/accessibility/?a=1"})
    assert 'value="http://testserver/accessibility/?a=1"' in page.content.decode()
    assert choose("large", "high", "http://testserver/accessibility/?a=1").url.endswith("/accessibility/?a=1")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(choose, elsewhere):
    assert choose("large", "high", elsewhere).url == PAGE


def test_a_tampered_choice_is_asked_again(choose):
    answer = choose("enormous", "high")
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert "reading" not in answer.cookies


@pytest.mark.parametrize("value", ["nonsense", "large.large", "high;drop", "....", "é"])
def test_a_tampered_cookie_is_harmless(client, value):
    client.cookies["reading"] = value
    assert client.get("/accessibility/").status_code == 200


def test_reading_changes_nothing(client):
    client.get(PAGE)
    assert "reading" not in client.cookies
