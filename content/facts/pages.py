"""The pages of the admin on which authors see facts and say what they are from a day on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.log_actions import log

from content.facts.forms import FactForm, ValueForm
from content.facts.using import Use, index_again, uses
from services.errors import Refusal
from services.facts.actions import define, remove, set_value, withdraw
from services.facts.history import Kind, coming, on_day
from services.facts.models import Fact, FactValue
from services.facts.saying import said
from services.facts.today import council_day
from services.identity.actors import staff
from services.wording import explain

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of the list, with what it is today and next."""

    fact: Fact
    now: str
    next: str
    next_from: Any


def needs(permission: str) -> Callable[[View], View]:
    """Open a page to those who may do this with facts."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            if not request.user.has_perm(f"facts.{permission}_fact"):
                raise PermissionDenied
            return view(request, *args, **options)

        return guarded

    return decorate


@require_safe
@needs("view")
def listed(request: HttpRequest) -> HttpResponse:
    """List every fact with its value today and the next one."""
    today, language = council_day(), get_language() or settings.LANGUAGE_CODE
    rows = []
    for fact in Fact.objects.prefetch_related("values__fact"):
        history = [value.held for value in fact.values.all()]
        now, later = on_day(history, today), coming(history, today)
        rows.append(
            Row(
                fact,
                said(now, language) if now else "",
                said(later[0], language) if later else "",
                later[0].effective_from if later else None,
            )
        )
    seen = {"rows": rows, "may_add": request.user.has_perm("facts.add_fact")}
    return render(request, "content/facts/listed.html", seen)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("add")
def add(request: HttpRequest) -> HttpResponse:
    """Ask for a new fact; by POST, keep it and go on to its first value."""
    form = FactForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            fact = define(
                key=given["key"],
                label=given["label"],
                kind=Kind(given["kind"]),
                says_free=given["says_free"],
            )
            log(instance=fact, action="wagtail.create", user=request.user)
        messages.success(request, _("Kept. Now say what it is, and from which day."))
        return redirect("facts:one", fact.pk)
    return render(request, "content/facts/add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("view")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one fact with its history and where it is used; by POST, take a new value."""
    fact = get_object_or_404(Fact, pk=pk)
    may_change = request.user.has_perm("facts.change_fact")
    form = ValueForm(request.POST if request.method == "POST" else None, fact=fact)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    if form.is_valid() and _set(request, fact, form):
        return redirect("facts:one", pk)
    return _shown(request, fact, form)


def _set(request: HttpRequest, fact: Fact, form: ValueForm) -> bool:
    """Keep the value, or put what refuses it into the form. Returns whether it is kept."""
    given = form.cleaned_data
    try:
        with transaction.atomic():
            value = set_value(
                fact=fact,
                content=form.content,
                effective_from=given["effective_from"],
                source=given["source"],
                by=staff(request.user),  # type: ignore[arg-type]  # the gate lets in staff only
            )
            _note(request, fact, value, "set")
    except Refusal as refusal:
        form.add_error("effective_from", explain(refusal))
        return False
    if not value.is_coming:
        index_again([fact.key])
    messages.success(request, _("Kept. Pages, forms and papers say it from that day."))
    return True


def _shown(request: HttpRequest, fact: Fact, form: ValueForm, used: list[Use] | None = None) -> HttpResponse:
    today, language = council_day(), get_language() or settings.LANGUAGE_CODE
    values = list(fact.values.select_related("fact", "set_by").reverse())
    now = on_day([value.held for value in reversed(values)], today)
    seen = {
        "fact": fact,
        "form": form,
        "now": {code: said(now, code) for code, _name in settings.LANGUAGES} if now else None,
        "values": [(value, said(value.held, language)) for value in values],
        "uses": uses(fact.key, request.user) if used is None else used,
        "may_change": request.user.has_perm("facts.change_fact"),
        "may_delete": request.user.has_perm("facts.delete_fact"),
        "languages": dict(settings.LANGUAGES),
    }
    return render(request, "content/facts/one.html", seen)


@require_POST
@needs("change")
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a value whose day has not come."""
    value = get_object_or_404(FactValue.objects.select_related("fact"), pk=pk)
    fact = value.fact
    try:
        with transaction.atomic():
            _note(request, fact, value, "withdrawn")
            withdraw(value=value)
    except Refusal as refusal:
        messages.error(request, explain(refusal))
    else:
        messages.success(request, _("Withdrawn. What holds today stays."))
    return redirect("facts:one", fact.pk)


@require_POST
@needs("delete")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a fact that nothing names; otherwise say what does."""
    fact = get_object_or_404(Fact, pk=pk)
    used = uses(fact.key, request.user)
    try:
        with transaction.atomic():
            log(instance=fact, action="wagtail.delete", user=request.user)
            remove(fact=fact, used_in=used)
    except Refusal as refusal:
        messages.error(request, explain(refusal))
        return _shown(request, fact, ValueForm(None, fact=fact), used)
    messages.success(request, _("Deleted."))
    return redirect("facts:listed")


def _note(request: HttpRequest, fact: Fact, value: FactValue, what: str) -> None:
    """Write into the site's log what became of a value."""
    about = {
        "what": what,
        "value": said(value.held, settings.LANGUAGE_CODE),
        "from": value.effective_from.isoformat(),
    }
    log(instance=fact, action="wagtail.edit", user=request.user, data=about)
