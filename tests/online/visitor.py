"""Someone at a browser without scripts: follows links and forms by what the page shows."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client

from services.applications.models import Application
from services.online import browsers, drafts, places
from tests import builders

HIDDEN = re.compile(r'name="(step-pass|step-seen)" value="([^"]*)"')
FILLED: list[tuple[str, dict[str, Any]]] = [
    ("who", {"who": "me"}),
    (
        "person",
        {"name-given": "Ann", "name-family": "Lee", "born-day": "1", "born-month": "2", "born-year": "1980"},
    ),
    ("medicine", {"medicine": "Aspirin", "dose": ""}),
    ("medicines", {"add": "no"}),
    ("proof", {"proof-way": "post"}),
]


class Visitor:
    """A person on the web. `at` is the address they are at, `page` what they see."""

    def __init__(self, **client: Any) -> None:
        self.client = Client(**client)
        self.at = ""
        self.status = 0
        self.page = ""

    def go(self, address: str) -> str:
        """Open an address, follow where it leads, return the page."""
        return self._seen(self.client.get(address, follow=True))

    def send(self, to: str = "", **fields: Any) -> str:
        """Press Continue, or the button named in `fields`, with what was typed."""
        data = {name.replace("__", "-"): value for name, value in fields.items()}
        for name, text in HIDDEN.findall(self.page):
            data.setdefault(name, text)
        return self._seen(self.client.post(to or self.at, data, follow=True))

    def press(self, then: str, **fields: Any) -> str:
        """Press another button than Continue: back, save, upload."""
        return self.send(**{"step-then": then}, **fields)

    def _seen(self, response: Any) -> str:
        self.status = response.status_code
        if response.redirect_chain:
            self.at = response.redirect_chain[-1][0]
        else:
            self.at = response.request["PATH_INFO"]
            if query := response.request["QUERY_STRING"]:
                self.at += f"?{query}"
        self.page = response.content.decode()
        return self.page

    def start(self, form: str = "small") -> str:
        """Publish the small form if that is what is asked for, and start it."""
        if form == "small":
            builders.small_form()
        self.go(f"/apply/{form}/")
        return self.send()

    def has_answered(self, until: str = "") -> str:
        """Answer the small form up to and not including a step, by what its pages call; see what is next.

        test_walk.py asks each page instead, which takes ten times as long and leads to the same.
        """
        return self.goes_on(builders.filled(builders.draft(), until=until))

    def goes_on(self, application: Application) -> str:
        """Open an application as the browser in which it was begun, where its next answer is missing."""
        request, response = HttpRequest(), HttpResponse()
        request.session = self.client.session
        request.COOKIES = {name: cookie.value for name, cookie in self.client.cookies.items()}
        browsers.let_in(request, response, application)
        request.session.save()
        self.client.cookies.update(response.cookies)
        self.client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
        return self.go(places.going_on(application, drafts.of(application).journey))

    @property
    def application(self) -> Application:
        """The newest application."""
        return Application.objects.latest("started_at")

    def url(self, tail: str = "", form: str = "small") -> str:
        """The address of one of the application's pages."""
        return f"/apply/{form}/{self.application.pk}/{tail}"

    def answer_rest(self, start: str) -> None:
        """Answer the small form's steps in order, from one on."""
        self.answer_rest_until(start, "")

    def answer_rest_until(self, start: str, until: str) -> None:
        """Answer the small form's steps in order, from one on, up to and not including another."""
        keys = [step for step, _fields in FILLED]
        for step, fields in FILLED[keys.index(start) :]:
            if step == until:
                return
            assert f"/{step}/" in self.at, f"expected to be at {step}, but at {self.at}"
            self.send(**fields)

    def answer(self, until: str = "") -> None:
        """Answer the small form's steps in order, up to and not including one."""
        for step, fields in FILLED:
            if step == until:
                return
            assert f"/{step}/" in self.at, f"expected to be at {step}, but at {self.at}"
            self.send(**fields)
