"""A partner's system: it has a key, and sends JSON."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from services.api.keys import make
from services.definitions.models import FormVersion

ROOT = "/api/1/"


class Partner:
    """Sends requests with a key of its own."""

    def __init__(self, *versions: FormVersion, organisation: str = "Harbour Advice") -> None:
        self.key, self.text = make(organisation=organisation, forms=[version.form for version in versions])
        self.client = Client(enforce_csrf_checks=True)

    def ask(self, method: str, address: str, content: Any = None, **headers: str) -> HttpResponse:
        """The answer to a request; `content` goes as JSON."""
        sent = {"data": content, "content_type": "application/json"} if content is not None else {}
        given = {"Authorization": f"Bearer {self.text}", **headers}
        place = address.removeprefix("http://testserver")
        place = place if place.startswith("/") else ROOT + place
        return getattr(self.client, method)(place, headers=given, **sent)

    def start(self, form: str, answers: dict[str, Any], *, request: str = "", **headers: str) -> HttpResponse:
        """Start an application."""
        asked = {"Idempotency-Key": request or str(uuid4()), **headers}
        return self.ask("post", f"forms/{form}/applications/", {"answers": answers}, **asked)

    def show(self, reference: str) -> HttpResponse:
        """Ask how far an application is."""
        return self.ask("get", f"applications/{reference}/")

    def add(self, reference: str, answers: dict[str, Any], seen: str) -> HttpResponse:
        """Add answers to an application."""
        return self.ask("patch", f"applications/{reference}/", {"answers": answers}, **{"If-Match": seen})
