"""How somebody comes back to their checklist: an account, a code, or nothing left on this device."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from content.checklists.forms import LastNameForm
from content.checklists.places import place
from content.checklists.views import actor_of, opened_for
from content.models import LifeEventPage
from services.checklists import access, actions, linking
from services.checklists.access import Opened, account_of
from services.checklists.resuming import issue_code
from services.definitions.channels import Channel
from services.identity.codes import show
from services.online.saving import qr


@opened_for
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, page: LifeEventPage, opened: Opened) -> HttpResponse:
    """Say how a checklist is kept; by POST put it into the account of whoever is signed in."""
    if request.method == "POST" and account_of(request):
        _into_account(request, page, access.beside(request, opened.event))
        messages.success(request, _("The checklist is in your account."))
        return redirect("checklists:list", page.slug)
    return _ways_back(request, page, opened, LastNameForm())


def _ways_back(request: HttpRequest, page: LifeEventPage, opened: Opened, form: LastNameForm) -> HttpResponse:
    here = reverse("checklists:keep", args=[page.slug])
    context = {
        "page": page,
        "opened": opened,
        "form": form,
        "has_errors": bool(form.errors),
        "signed_in": bool(account_of(request)),
        "sign_in": f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': here})}",
        "kept_days": settings.CHECKLIST_RETENTION.days,
        "may_shut": access.opens_alone(request, opened),
    }
    return render(request, "content/checklists/keep.html", context)


def _into_account(request: HttpRequest, page: LifeEventPage, found: Opened | None) -> None:
    user, by = account_of(request), actor_of(request)
    if found is None or user is None:
        return
    if found.row:
        row = actions.keep_in_account(checklist=found.row, user=user, by=by, channel=Channel.ONLINE)
    else:
        row = actions.begin(
            event=found.event, contents=found.contents, by=by, channel=Channel.ONLINE, owner=user
        )
        linking.tie(request.session, row, place(page))
    access.forget(request.session, found.event)
    access.remember(request.session, Opened(found.event, row.contents, row), place(page))


@opened_for
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, page: LifeEventPage, opened: Opened) -> HttpResponse:
    """Save the list and show a fresh code, once. It is stored only as a hash: this page comes no second time.

    A list in an account needs no code.
    """
    if request.method != "POST" or account_of(request):
        return redirect("checklists:keep", page.slug)
    form = LastNameForm(request.POST)
    if not form.is_valid():
        return _ways_back(request, page, opened, form)
    row = opened.row or linking.keep(request.session, opened, place(page))
    fresh = issue_code(
        checklist=row, fact=form.name, way="printed", by=actor_of(request), channel=Channel.ONLINE
    )
    address = settings.SITE_URL + reverse("online:resume")
    context = {
        "page": page,
        "reference": row.reference,
        "code": show(fresh),
        "address": address,
        "picture": qr(address),
        "kept_days": settings.CHECKLIST_RETENTION.days,
        "may_shut": access.opens_alone(request, Opened(row.event, row.contents, row)),
    }
    return render(request, "content/checklists/code.html", context)


@opened_for
@require_POST
def shut(request: HttpRequest, page: LifeEventPage, opened: Opened) -> HttpResponse:
    """Leave nothing of a saved list in this browser, which may be somebody else's."""
    if not access.opens_alone(request, opened):
        return redirect("checklists:keep", page.slug)
    access.forget(request.session, opened.event)
    messages.success(request, _("The list is closed on this device. What you saved is kept."))
    return redirect(page.get_url() or "/")
