"""Every page carries the site's policy, and a page that says something of its own carries that too."""

from typing import Any

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from portal.csp import SitePolicy


def policy_of(
    response: HttpResponse, *, nonce: bool = False, by: type[CSPMiddleware] = SitePolicy
) -> dict[str, str]:
    """The policy that a browser gets with a response, by directive."""
    request = RequestFactory().get("/")

    def page(request: HttpRequest) -> HttpResponse:
        if nonce:
            str(request.csp_nonce)  # type: ignore[attr-defined]  # as a template writes it
        return response

    answered: Any = by(page)(request)
    parts = answered.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_a_page_has_the_policy_of_the_settings() -> None:
    found = policy_of(HttpResponse())
    assert found.keys() == settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].keys()
    assert (found["default-src"], found["script-src"]) == ("'none'", "'self'")


def test_a_script_that_was_given_a_nonce_may_run() -> None:
    assert "'nonce-" in policy_of(HttpResponse(), nonce=True)["script-src"]
    assert "'nonce-" not in policy_of(HttpResponse())["script-src"]


def test_a_page_may_replace_a_part() -> None:
    response = HttpResponse()
    response._csp_replace = {"style-src": ["'unsafe-inline'"]}  # type: ignore[attr-defined]  # what django-csp's decorators set
    found = policy_of(response)
    assert found["style-src"] == "'unsafe-inline'"
    assert found["default-src"] == "'none'"


def test_a_policy_that_stands_already_is_left() -> None:
    response = HttpResponse(headers={"Content-Security-Policy": "sandbox allow-forms"})
    assert policy_of(response) == {"sandbox": "allow-forms"}


def test_it_is_the_policy_that_django_csp_puts_together() -> None:
    assert policy_of(HttpResponse()) == policy_of(HttpResponse(), by=CSPMiddleware)
