"""Search engines are told what is not theirs, and finders of weaknesses whom to tell."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db


def lines(path: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in filter(None, Client().get(path).content.decode().splitlines()):
        name, _, value = line.partition(": ")
        found.setdefault(name, []).append(value)
    return found


def test_search_engines_stay_away_from_people_s_own_pages(settings) -> None:
    settings.DEMO = False
    said = lines("/robots.txt")
    assert {"/account/", "/desk/", "/cy/desk/", "/admin/"} <= set(said["Disallow"])
    assert "/" not in said["Disallow"]
    assert said["Sitemap"] == [f"{settings.SITE_URL}/sitemap.xml"]


def test_a_sample_council_is_not_for_search_engines(settings) -> None:
    settings.DEMO = True
    assert lines("/robots.txt")["Disallow"] == ["/"]


def test_whoever_finds_a_weakness_learns_where_to_report_it(settings) -> None:
    settings.SECURITY_CONTACT = "security@bay.example"
    said = lines("/.well-known/security.txt")
    assert said["Contact"] == ["mailto:security@bay.example"]
    expires = datetime.fromisoformat(said["Expires"][0])
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert said["Canonical"] == [f"{settings.SITE_URL}/.well-known/security.txt"]
    settings.SECURITY_CONTACT = "https://bay.example/report/"
    assert lines("/.well-known/security.txt")["Contact"] == ["https://bay.example/report/"]


def test_where_nobody_is_named_there_is_no_such_file(settings) -> None:
    settings.SECURITY_CONTACT = ""
    assert Client().get("/.well-known/security.txt").status_code == 404
