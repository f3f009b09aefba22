"""The accessibility statement, and the page where people say how they want to read."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accessibility import preferences, statement
from accessibility.forms import ReadingForm


@require_GET
def statement_page(request: HttpRequest) -> HttpResponse:
    """Show what works, what was measured and whom to tell."""
    measured = statement.read()
    context = {"measured": measured, "rows": _rows(measured) if measured else []}
    return render(request, "accessibility/statement.html", context)


@require_http_methods(["GET", "POST"])
def preferences_page(request: HttpRequest) -> HttpResponse:
    """Show the choices; keep them by POST and go back to the page the person came from."""
    if request.method == "GET":
        now = preferences.of(request)
        came_from = request.headers.get("Referer", "")
        form = ReadingForm(initial={"text": now.text, "contrast": now.contrast, "next": came_from})
        return render(request, "accessibility/preferences.html", {"form": form})
    form = ReadingForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "has_errors": True}
        return render(request, "accessibility/preferences.html", context)
    response = redirect(_safe(request, form.cleaned_data["next"]))
    chosen = preferences.Reading(form.cleaned_data["text"], form.cleaned_data["contrast"])
    preferences.remember(response, chosen, secure=settings.SESSION_COOKIE_SECURE)
    messages.success(request, _("We have changed how pages look for you."))
    return response


def _safe(request: HttpRequest, url: str) -> str:
    """Return `url` if it is a page of this site, otherwise the preferences page."""
    ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if ours else reverse("accessibility:preferences")


def _rows(measured: statement.Measured) -> list[dict[str, str]]:
    sizes = ", ".join(str(width) for width in measured.widths_px)
    return [
        {"key": _("Checked on"), "value": date_format(measured.measured_on)},
        {"key": _("Checked with"), "value": f"axe-core {measured.axe_version}"},
        {"key": _("Widths in pixels"), "value": sizes},
        {"key": _("Problems found"), "value": str(measured.violations)},
    ]
