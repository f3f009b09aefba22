"""How a person wants to read: text size and contrast, kept in one cookie, without an account."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

COOKIE = "reading"
YEAR_S = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is "standard" or "large"; `contrast` is "standard" or "high"."""

    text: str = "standard"
    contrast: str = "standard"


def of(request: HttpRequest) -> Reading:
    """Return what this browser asked for; a cookie that makes no sense counts as the standard."""
    words = request.COOKIES.get(COOKIE, "").split(".")
    return Reading(
        text="large" if "large" in words else "standard",
        contrast="high" if "high" in words else "standard",
    )


def remember(response: HttpResponse, reading: Reading, *, secure: bool) -> None:
    """Keep the choice for a year, or forget it if it is the standard."""
    words = [word for word in (reading.text, reading.contrast) if word != "standard"]
    if words:
        response.set_cookie(
            COOKIE, ".".join(words), max_age=YEAR_S, secure=secure, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")


def reading(request: HttpRequest) -> dict[str, Reading]:
    """Give every template `reading`."""
    return {"reading": of(request)}
