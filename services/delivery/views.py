"""Managers say where applications go, and deal with what did not arrive."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from services import wording
from services.applications.errors import NothingFound
from services.definitions.channels import Channel
from services.delivery import actions, queries
from services.delivery.errors import SendFailed
from services.delivery.forms import DestinationForm, WayForm
from services.delivery.models import UNCONFIRMED, Delivery, Destination, ExportFile, Way
from services.delivery.reaching import reach_of
from services.delivery.ways import daily
from services.errors import Refusal
from services.identity.actors import Actor, staff
from services.identity.gate import staff_required
from services.identity.models import User
from services.identity.roles import StaffRole

manager = staff_required(StaffRole.MANAGER)
DESK = Channel.COUNTER
FAILED_A_PAGE = 25
RETRIED_SHOWN = 10
EXPORTS_A_PAGE = 31


@manager
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List the places that applications go to, and what did not arrive."""
    page = _failures(request)
    context = {"destinations": queries.destinations(), "page": page, "failed": _told(page)}
    return render(request, "delivery/home.html", context)


@manager
@require_safe
def choose_way(request: HttpRequest) -> HttpResponse:
    """Ask how applications should travel, and lead on to what that way needs."""
    form = WayForm(request.GET if "way" in request.GET or "asked" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("delivery:new_details", form.cleaned_data["way"])
    return render(request, "delivery/new.html", {"form": form, "has_errors": bool(form.errors)})


@manager
@sensitive_post_parameters("url", "email")
def new(request: HttpRequest, way: str) -> HttpResponse:
    """Ask what the way needs, and add the place."""
    if way not in Way.values:
        raise NothingFound
    form = DestinationForm(request.POST if request.method == "POST" else None, way=Way(way))
    if request.method == "POST" and form.is_valid():
        added = actions.add(way=Way(way), wanted=form.wanted, by=_by(request), channel=DESK)
        messages.success(request, _("Added. What is sent in from now on goes there. Try it out now."))
        return redirect("delivery:destination", added.pk)
    context = {"form": form, "way": Way(way), "has_errors": bool(form.errors)}
    return render(request, "delivery/details.html", context)


@manager
@never_cache
@require_safe
def destination(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one place: how it is reached, what waits, what failed, and its daily files."""
    found = _destination(pk)
    page = _failures(request, found)
    files = found.files.select_related("form").filter(written_at__isnull=False)
    reach = reach_of(found)
    retried = queries.being_retried(found)
    shown: Page[ExportFile] = Paginator(files, EXPORTS_A_PAGE).get_page(request.GET.get("page"))
    titles = {form.pk: queries.title_of(form) for form in {each.form for each in shown}}
    context = {
        "destination": found,
        "where": reach.url or reach.email or found.folder,
        "secret": reach.secret,
        "page": page,
        "failed": _told(page),
        "retried": [(each, queries.why(each.last_error)) for each in retried[:RETRIED_SHOWN]],
        "owed": found.deliveries.filter(state__in=UNCONFIRMED).count(),
        "form_title": queries.title_of(found.form) if found.form else "",
        "page_of_files": shown,
        "files": [(each, titles[each.form_id]) for each in shown],
        "is_daily": found.way == Way.DAILY_EXPORT,
    }
    return render(request, "delivery/destination.html", context)


@manager
@sensitive_post_parameters("url", "email")
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a place."""
    found = _destination(pk)
    way = Way(found.way)
    form = DestinationForm(request.POST if request.method == "POST" else None, way=way, destination=found)
    if request.method == "POST" and form.is_valid():
        actions.change(destination=found, wanted=form.wanted, by=_by(request), channel=DESK)
        messages.success(request, _("Changed. What still waits goes there too."))
        return redirect("delivery:destination", pk)
    context = {"form": form, "way": way, "destination": found, "has_errors": bool(form.errors)}
    return render(request, "delivery/details.html", context)


@manager
@require_POST
def do(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Test a place, switch it, renew its secret, or deal with everything that waits for it."""
    found = _destination(pk)
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        raise NothingFound
    try:
        messages.success(request, deed(found, _by(request)))
    except SendFailed as failure:
        messages.warning(request, _("The test did not arrive. %(why)s") % {"why": queries.why(failure.code)})
    except Refusal as refusal:
        messages.warning(request, wording.explain(refusal))
    return redirect("delivery:destination", pk)


@manager
@require_POST
def deal_with(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Try a failed delivery again, or note that it was passed on in another way."""
    found = Delivery.objects.filter(pk=pk).first()
    deeds = {
        "retry": (actions.retry, _("We are trying again.")),
        "settle": (actions.settle, _("Noted. It is off the list.")),
    }
    if found is None or request.POST.get("do") not in deeds:
        raise NothingFound
    deed, said = deeds[request.POST["do"]]
    try:
        deed(delivery=found, by=_by(request), channel=DESK)
    except Refusal as refusal:
        messages.warning(request, wording.explain(refusal))
    else:
        messages.success(request, said)
    if request.POST.get("at") == "destination":
        return redirect("delivery:destination", found.destination_id)
    return redirect("delivery:home")


@manager
@require_safe
def export(request: HttpRequest, pk: UUID, number: int, shape: str) -> HttpResponse:
    """Download a daily file. That somebody took it away is recorded."""
    found = _destination(pk).files.select_related("form").filter(pk=number).first()
    if found is None or shape not in daily.FORMATS:
        raise NothingFound
    content = daily.content_of(found, shape)
    actions.note_download(export=found, format_=shape, by=_by(request), channel=DESK)
    name = f"{found.form.key}-{found.day_on.isoformat()}.{shape}"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=daily.TYPES[shape], headers=headers)


def _try_out(found: Destination, by: Actor) -> str:
    actions.try_out(destination=found, by=by, channel=DESK)
    if found.way == Way.EMAIL:
        return _("Our mail server took the test. Check that it arrived in the mailbox.")
    return _("The test arrived.")


def _renew(found: Destination, by: Actor) -> str:
    actions.renew_secret(destination=found, by=by, channel=DESK)
    return _("We now sign with the new secret. Enter it in their system.")


def _off(found: Destination, by: Actor) -> str:
    actions.switch_off(destination=found, by=by, channel=DESK)
    return _("Switched off. What is sent in from now on does not go there.")


def _on(found: Destination, by: Actor, *, missed_too: bool) -> str:
    actions.switch_on(destination=found, missed_too=missed_too, by=by, channel=DESK)
    return _("Switched on.")


def _retry_all(found: Destination, by: Actor) -> str:
    count = actions.retry_all(destination=found, by=by, channel=DESK)
    said = ngettext("We are trying %(count)s again.", "We are trying %(count)s again.", count)
    return said % {"count": count}


def _settle_all(found: Destination, by: Actor) -> str:
    count = actions.settle_all(destination=found, by=by, channel=DESK)
    said = ngettext("%(count)s is off the list.", "%(count)s are off the list.", count)
    return said % {"count": count}


DEEDS: dict[str, Callable[[Destination, Actor], str]] = {
    "test": _try_out,
    "renew": _renew,
    "off": _off,
    "on": partial(_on, missed_too=False),
    "on_with_missed": partial(_on, missed_too=True),
    "retry_all": _retry_all,
    "settle_all": _settle_all,
}


def _destination(pk: UUID) -> Destination:
    found = queries.destinations().filter(pk=pk).first()
    if found is None:
        raise NothingFound
    return found


def _failures(request: HttpRequest, found: Destination | None = None) -> Page[Delivery]:
    return Paginator(queries.failures(found), FAILED_A_PAGE).get_page(request.GET.get("page"))


def _told(page: Page[Delivery]) -> list[tuple[Delivery, str]]:
    return [(each, queries.why(each.last_error)) for each in page.object_list]


def _by(request: HttpRequest) -> Actor:
    if not isinstance(request.user, User):
        raise TypeError("the desk was reached without signing in")
    return staff(request.user)
