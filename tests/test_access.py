"""Every address says who may open it, and staff pages turn everybody else away."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from services.identity.access_levels import Access, Level, access_of
from services.identity.gate import access_for_path
from services.identity.models import User

SAMPLE = {
    "uuid": "0ce49428-dabb-4b94-b648-0a8345554931",
    "slug": "x",
    "str": "x",
    "int": "1",
    "path": "x",
}
# Other people's views: pages of the site's tree are public, and Wagtail asks for its own permissions.
OTHERS = ("wagtail.", "django.contrib.sitemaps", "django.views.static")


def _patterns(patterns: list[Any], prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern).removeprefix("/")
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, here)
        else:
            yield here, pattern


ALL = list(_patterns(get_resolver().url_patterns))


def _declared(address: str, pattern: URLPattern) -> Access | None:
    return access_of(pattern.callback) or access_for_path(address)


SHADOWED = {"/_util/login/": "portal/urls.py puts its own page before it"}


def _is_ours(address: str, pattern: URLPattern) -> bool:
    return address not in SHADOWED and not pattern.callback.__module__.startswith(OTHERS)


def test_the_password_page_of_the_page_tree_leads_to_the_one_way_to_sign_in() -> None:
    answer = Client().post("/_util/login/", {"username": "a", "password": "b"})
    assert (answer.status_code, answer.url) == (302, "/account/staff/")


@pytest.mark.parametrize(("address", "pattern"), ALL, ids=[address for address, _ in ALL])
def test_an_address_declares_who_may_open_it(address: str, pattern: URLPattern) -> None:
    if _is_ours(address, pattern):
        assert _declared(address, pattern), f"{address} ({pattern.callback.__module__}) declares no access"


def _addresses(level: Level) -> list[str]:
    found = []
    for address, pattern in ALL:
        access = _declared(address, pattern)
        if access and access.level is level and "(?P" not in address and "^" not in address:
            filled = address
            for kind, value in SAMPLE.items():
                while f"<{kind}:" in filled:
                    start = filled.index(f"<{kind}:")
                    filled = filled[:start] + value + filled[filled.index(">", start) + 1 :]
            if "<" not in filled:
                found.append(filled)
    return found


def test_there_are_staff_pages_to_look_at() -> None:
    assert len([address for address in _addresses(Level.STAFF) if address.startswith("/desk/")]) >= 20


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_without_a_second_factor_enters_a_staff_page(method: str) -> None:
    stranger, citizen = Client(), Client()
    citizen.force_login(User.objects.create_user("someone@example.org"))
    for address in _addresses(Level.STAFF):
        answer = getattr(stranger, method)(address)
        assert answer.status_code in (302, 403, 404, 405), f"a stranger opened {address}"
        if answer.status_code == 302:
            assert "/account/" in answer.url, f"{address} sent a stranger to {answer.url}"
        assert getattr(citizen, method)(address).status_code in (302, 403, 404, 405), (
            f"a citizen opened {address}"
        )


@pytest.mark.django_db
def test_nobody_without_a_key_uses_a_partners_address() -> None:
    assert len(_addresses(Level.PARTNER)) == 3
    for address in _addresses(Level.PARTNER):
        for method in ("get", "post", "patch", "put", "delete"):
            answer = getattr(Client(), method)(address)
            assert answer.status_code in (401, 405), f"a stranger used {address}"
