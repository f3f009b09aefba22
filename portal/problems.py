"""What people see when a page cannot be given: plain words, and a way on."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from content.facts.showing import with_facts
from content.gone.showing import gone_at, popular, section
from services.assisted import keeping
from services.online.timeouts import keep_by_pass

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 413 if too much was sent, otherwise 400. The 400 page trusts nothing: the host may be wrong."""
    if isinstance(exception, TOO_BIG):
        return render(request, "413.html", {"back": came_from(request)}, status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403: it is somebody else's."""
    return render(request, "403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403: the page was open too long, or cookies are off. What a form's step sent is kept."""
    context = {"back": came_from(request), "kept": keep_by_pass(request) or keeping.keep(request)}
    return render(request, "403_csrf.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; or 410, where a page was that is gone."""
    if gone := gone_at(request):
        context = {"gone": gone, "popular": popular(request), "section": section(request)}
        return with_facts(render(request, "content/gone/page.html", context, status=410))
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500 without asking the database for anything."""
    return HttpResponse(render_to_string("500.html"), status=500)


def came_from(request: HttpRequest) -> str:
    """Return the address of the page of ours that the person came from, or nothing."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return referer if ours else ""
