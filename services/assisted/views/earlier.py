"""Ask whether what the person told us before is still right, before it is asked anew."""

from collections.abc import Collection
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from services.applications.earlier import Offer
from services.applications.queries import journey_of, typed_of
from services.assisted import actions, changed, prefilling
from services.assisted.forms.earlier import EarlierForm
from services.assisted.views.asking import asked_at
from services.assisted.views.entrance import adviser, post_only
from services.assisted.views.place import Place, enter, go_on
from services.definitions.channels import Channel


def offered_at(place: Place, keys: Collection[str]) -> list[Offer]:
    """Return what is known from before of the open questions of a step. What is typed already is not."""
    if place.row or not keys:
        return []
    typed = typed_of(place.application, place.step.key) or {}
    begun = {q.key for q in place.step.questions if not q.is_blank(typed.get(q.key, {}))}
    return prefilling.offers(place.session, place.application, set(keys) - begun)


def show(request: HttpRequest, place: Place, form: EarlierForm) -> HttpResponse:
    """Show what is known, to be read to the person. That their other applications were looked at is noted."""
    for source in {offer.source for offer in form.offers}:
        actions.note_look(application=source, by=place.by, channel=place.channel)
    context = {
        "session": place.session,
        "stop": place.stop,
        "step": place.step,
        "before": place.journey.before(place.stop.key),
        "form": form,
        "has_errors": bool(form.errors),
    }
    return render(request, "assisted/earlier.html", context)


@adviser
@post_only
def confirm(request: HttpRequest, pk: UUID, stop: str) -> HttpResponse:
    """Use each answer that the person said is still right, and ask the others."""
    session, application, by, journey = enter(request, pk)
    found = journey.stop(stop)
    if elsewhere := changed.first(request, session, application):
        return elsewhere
    if found is None or found.step is None:
        return redirect("assisted:session", pk)
    place = Place(session, application, by, Channel(session.channel), journey, found, found.step)
    offered = offered_at(place, asked_at(place).fresh)
    form = EarlierForm(offered, request.POST)
    if not form.is_valid():
        return show(request, place, form)
    prefilling.settle(session=session, application=application, offered=offered, said=form.said, by=by)
    journey = journey_of(application, channel=place.channel)
    settled = journey.stop(stop)
    if settled is None or not settled.complete:
        return redirect("assisted:ask", pk, stop)
    return redirect(go_on(session, journey, settled))
