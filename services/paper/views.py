"""Paper to take away: empty forms for anyone; copies, receipts and codes for whose they are."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language, get_language_info
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from services.applications import access
from services.applications.actions import catch_up
from services.applications.models import Application
from services.definitions.channels import Channel
from services.definitions.publishing import current_version
from services.documents import Document as Pdf
from services.identity import throttle
from services.identity.access_levels import citizen_session, public
from services.identity.actors import citizen
from services.identity.models import User
from services.paper.actions import print_copy
from services.paper.blank import blank_form, store
from services.paper.handing import as_file, copy_as_file, files_in, wanted
from services.paper.letters import receipt as receipt_of
from services.paper.letters import resume_sheet as resume_sheet_of
from services.paper.prints import Print
from services.paper.results import result_sheet
from services.paper.waiting import draw_copy_soon, drawn

# Drawing a copy takes seconds of work: enough for a jammed printer, not for a loop.
COPIES = throttle.Limit("paper-copies", burst=10, refill=timedelta(minutes=2))


@public
@require_safe
def blank(request: HttpRequest, form: str) -> HttpResponseBase:
    """Hand out an empty form: ?language=cy&print=large."""
    version = current_version(form)
    language, size = wanted(request, among=Print)
    found = blank_form(version, language, size)
    etag = quote_etag(found.made_from)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        name = f"{form}-{language}-{size}.pdf"
        file = store().open(found.stored_as, "rb")
        response = FileResponse(file, filename=name, content_type="application/pdf")
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


@public
@require_safe
def formats(request: HttpRequest, form: str) -> HttpResponse:
    """Show every file of an empty form, by language, and how to ask for what is no file."""
    version = current_version(form)
    by_language = [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "dir": "rtl" if get_language_info(code)["bidi"] else "ltr",
            "files": files_in(version.form.key, code),
        }
        for code in sorted(version.document.languages, key=lambda code: code != get_language())
    ]
    return render(request, "paper/formats.html", {"document": version.document, "languages": by_language})


@citizen_session
@never_cache
@require_POST
def prefilled(request: HttpRequest, application: UUID) -> HttpResponse:
    """Print the form with the answers so far. It is put on record, so a GET does not do it."""
    found = catch_up(access.for_citizen(request, application))
    language, size = wanted(request)
    throttle.spend(str(found.pk), COPIES)
    by = citizen(request.user if isinstance(request.user, User) else None)
    if "now" not in request.POST:
        code = draw_copy_soon(application=found, language=language, size=size, by=by, channel=Channel.ONLINE)
        if code:
            return redirect("paper:copy", found.pk, code)
    _copy, pdf = print_copy(application=found, language=language, size=size, by=by, channel=Channel.ONLINE)
    return as_file(pdf, f"{found.version.form.key}-{found.reference}.pdf")


@citizen_session
@never_cache
@require_safe
def copy(request: HttpRequest, application: UUID, code: str) -> HttpResponse:
    """Say whether a copy that a worker draws is there."""
    found = access.for_citizen(request, application)
    context = {
        "copy": drawn(found, code),
        "file": reverse("paper:copy_file", args=[found.pk, code]),
        "again": reverse("paper:prefilled", args=[found.pk]),
        "back": reverse("online:save", args=[found.version.form.key, found.pk]),
    }
    return render(request, "paper/copy.html", context)


@citizen_session
@never_cache
@require_safe
def copy_file(request: HttpRequest, application: UUID, code: str) -> HttpResponse:
    """Hand out a copy that was drawn."""
    found = access.for_citizen(request, application)
    made = drawn(found, code)
    if made is None:
        raise Http404
    return copy_as_file(made)


@citizen_session
@never_cache
@require_safe
def receipt(request: HttpRequest, application: UUID) -> HttpResponse:
    """Hand out the receipt of an application that was sent."""
    found = access.for_citizen(request, application)
    if found.submitted_at is None:
        raise Http404
    language, size = wanted(request)
    return as_file(receipt_of(found, language=language, size=size), f"receipt-{found.receipt.number}.pdf")


@citizen_session
@never_cache
@require_safe
def result(request: HttpRequest, application: UUID) -> HttpResponse:
    """Hand out what a checker says of the answers so far."""
    found = access.for_citizen(request, application)
    if not found.document.is_checker:
        raise Http404
    language, size = wanted(request)
    return as_file(result_sheet(found, language=language, size=size, channel=Channel.ONLINE), "result.pdf")


@citizen_session
@never_cache
@sensitive_post_parameters()
@require_POST
def resume_sheet(request: HttpRequest, application: UUID) -> HttpResponse:
    """Hand out the code that a page has just shown, as a sheet to print. The code comes with the request."""
    found = access.for_citizen(request, application)
    language, size = wanted(request)
    return as_file(sheet_with(found, request.POST.get("code", ""), language, size), "code.pdf")


def sheet_with(application: Application, code: str, language: str, size: Print) -> Pdf:
    """Return the sheet with a resume code. Raises CodeMistyped."""
    address = settings.SITE_URL + reverse("online:resume")
    return resume_sheet_of(application, code, address=address, language=language, size=size)
