"""What holds in every test: no undefined template variable, and every page is sound HTML."""

import inspect
import re
from collections.abc import Iterator
from types import FrameType
from unittest import mock

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template import Context, engines
from django.test import Client

from accessibility import rules

OURS = str(settings.BASE_DIR / "templates")
# Wagtail's own pages are Wagtail's business.
NOT_OURS = ("/admin/", "/documents/")
# What differs each time a page is given: a form's pass, the mark of an answer, numbers and references.
EACH_TIME = re.compile(r'value="[^"]{40,}"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]{2}-\w{4}-\w{4}')


class UndefinedVariableError(AssertionError):
    """A template of ours shows a variable that nobody gave it. `{% if name %}` may ask for one."""


class Loud(str):
    """What Django puts in place of an undefined variable: it speaks up in our own templates."""

    def __contains__(self, text: object) -> bool:
        return text == "%s"

    def __mod__(self, variable: object) -> str:
        frame = inspect.currentframe()
        context = _context(frame.f_back if frame else None)
        template = context.render_context.template if context else None
        if template is not None and str(template.origin.name).startswith(OURS):
            within = context.template.name if context and context.template else ""
            raise UndefinedVariableError(f"{{{{ {variable} }}}} is undefined in {template.name} of {within}")
        return ""


def _context(frame: FrameType | None) -> Context | None:
    found = frame.f_locals.get("context") if frame else None
    return found if isinstance(found, Context) else None


@pytest.fixture(autouse=True, scope="session")
def _loud_templates() -> Iterator[None]:
    """Fail every test in which a template of ours shows an undefined variable."""
    engine = engines["django"].engine
    with mock.patch.object(engine, "string_if_invalid", Loud("undefined")):
        yield


@pytest.fixture(autouse=True, scope="session")
def _sound_html() -> Iterator[None]:
    """Check the HTML of every page that a test client asks for; a page that was sound before is."""
    ask = Client.request
    sound: set[str] = set()

    def request(self: Client, **environment: object) -> HttpResponse:
        response = ask(self, **environment)
        path = str(environment.get("PATH_INFO", ""))
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming and response.content and not path.startswith(NOT_OURS):
            html = response.content.decode()
            if (page := EACH_TIME.sub("", html)) not in sound:
                problems = rules.check(html)
                assert not problems, f"{path}\n" + "\n".join(map(str, problems))
                sound.add(page)
        return response

    with mock.patch.object(Client, "request", request):
        yield
