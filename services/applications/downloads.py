"""How a file that somebody sent is handed out: to be saved, never to be opened on this site."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

SEALED_OFF = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Should a browser show it all the same, nothing in it runs, is fetched, or is of this site."""


def download(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Return the answer that hands out a file. Its type is what we found in it, not what it is called."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SEALED_OFF  # set already: django-csp leaves it as it is
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer
