"""How the data is sent: to every site's programs, kept for a minute, and not again to who has it."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from content.keeping import KEPT_S, Kept, state_of_content
from content.models.council import forget_councils
from content.open_data.families import LANGUAGES
from services.facts.queries import forget_facts


def kept(name: str, make: Callable[[], Any]) -> Any:
    """Return what was made of the content as it is now, or make it.

    Publishing anything shows at once; the hours of an office, which leave no trace there, within a minute.
    """
    state = (state_of_content(), timezone.localdate().isoformat(), name)
    key = "data-" + hashlib.blake2b("\n".join(state).encode(), digest_size=20).hexdigest()
    found = cache.get(key)
    if found is None:
        forget_councils()  # another process may have changed them since this one read them
        forget_facts()
        found = make()
        cache.set(key, found, KEPT_S)
    return found


def as_sent(document: Any, content_type: str) -> Kept:
    """Return a document as it goes out, with its mark."""
    return _marked(json.dumps(document, ensure_ascii=False, separators=(",", ":")), content_type)


def lines_as_sent(documents: list[Any], content_type: str) -> Kept:
    """Return documents one to a line."""
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in documents)
    return _marked("".join(f"{line}\n" for line in lines), content_type)


def _marked(text: str, content_type: str) -> Kept:
    content = text.encode()
    mark = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    return Kept(content, content_type, mark)


def sent(request: HttpRequest, found: Kept) -> HttpResponse:
    """Return the response: 304 if the program has the document already."""
    response = found.response(request)
    response["Content-Language"] = ", ".join(LANGUAGES)
    return for_all_sites(response)


def refused(status: int, message: str, **more: str) -> HttpResponse:
    """Return why a question cannot be answered, as JSON."""
    return for_all_sites(JsonResponse({"error": message, **more}, status=status))


def for_all_sites(response: HttpResponse) -> HttpResponse:
    """Let the programs of other sites read it in a browser (CORS)."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
