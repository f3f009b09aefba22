"""Key a returned paper form, section by section and row by row, in the paper's own order."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from services.applications import access, meanwhile
from services.applications.actions import add_row, remove_row
from services.applications.queries import answers_of, journey_of
from services.applications.snapshot import snapshot_of
from services.assisted import actions, changed, keying, prefilling
from services.assisted.access import application_of, open_session
from services.assisted.forms.earlier import ask_whether_right
from services.assisted.missing.queries import asking_of
from services.assisted.onpaper import on_paper
from services.assisted.views.clashing import put
from services.assisted.views.entrance import adviser, user_of
from services.assisted.views.sheet import Forms, Sheet
from services.definitions.channels import Channel
from services.definitions.sentences import say
from services.identity.actors import staff
from services.paper.intake.problems import in_words

ADD, OPEN = "add:", "open:"
"""What a button says that leads to a row: of which list to add one, or which one to open."""


@adviser
def overview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the sections to key, the routing mistakes on the paper and what is still missing."""
    session = open_session(pk, user_of(request))
    application = application_of(session)
    actions.note_look(application=application, by=staff(user_of(request)), channel=Channel.PAPER)
    document, answers = application.document, answers_of(application)
    journey = journey_of(application, channel=Channel.PAPER, answers=answers)
    missing = keying.missing(document, answers, journey, today=timezone.localdate())
    blank = {item.question.key for item in missing if not item.row}
    known = {offer.question.key: offer for offer in prefilling.offers(session, application, blank)}
    context = {
        "session": session,
        "application": application,
        "document": document,
        "journey": journey,
        "sections": keying.sections_on_paper(document),
        "skipped": [
            (item, say(item.rule, document, get_language() or "en") if item.rule else "")
            for item in keying.skipped(document, answers, journey)
        ],
        "missing": [
            (item, ask_whether_right(known[item.question.key]) if item.question.key in known else "")
            for item in missing
        ],
        "uneven": keying.uneven(journey),
        "asking": asking_of(application, answers),
        "paper": on_paper(application, answers),
    }
    return render(request, "assisted/key.html", context)


@adviser
def page(request: HttpRequest, pk: UUID, section: str, row: str = "") -> HttpResponse:
    """Key one section, or one row of a list in it: every question as it stands on paper."""
    session = open_session(pk, user_of(request))
    application = application_of(session)
    by = staff(user_of(request))
    actions.note_look(application=application, by=by, channel=Channel.PAPER)
    held = snapshot_of(application)
    repeat = keying.repeat_of(held.answers, row) if row else ""
    if elsewhere := changed.first(
        request, session, application, keying.page_of(section, repeat), row, on_paper=True
    ):
        return elsewhere
    here = next(
        (each for each in keying.sections_on_paper(application.document) if each.key == section), None
    )
    if here is None or (row and not repeat):
        return redirect("assisted:key", pk)
    sheet = Sheet(session, application, by, here, held, meanwhile.seen_by(request.POST), row, repeat)
    forms = sheet.forms(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _shown(request, sheet, forms)
    if looked := sheet.looked_up(request.POST, forms):
        if looked.form is None:
            return redirect(f"{request.path}#id_{looked.key}_line1")
        return _shown(request, sheet, {**forms, looked.form.step.key: looked.form})
    pressed = request.POST.get("step-then", "")
    moves = pressed.startswith((ADD, OPEN))
    if row and (pressed == "remove" or (not moves and sheet.is_blank(forms))):
        remove_row(application=application, row=row, by=by, channel=Channel.PAPER)
        return redirect(_holder(sheet))
    wrong, unsettled = sheet.save(forms)
    stays = wrong and pressed != "keep" and not moves
    if stays and not unsettled:
        return _shown(request, sheet, forms, wrong=True)
    onward = request.path if stays else _onward(sheet, pressed)
    return put(request, sheet.writing, unsettled, onward) if unsettled else redirect(onward)


def _shown(request: HttpRequest, sheet: Sheet, forms: Forms, *, wrong: bool = False) -> HttpResponse:
    context = {
        "session": sheet.session,
        "application": sheet.application,
        "seen": request.POST.get(meanwhile.FIELD, sheet.marks),
        "typing_pass": access.typing_pass(sheet.application),
        "document": sheet.document,
        "section": sheet.section,
        "repeat": sheet.document.repeats_by_key.get(sheet.repeat),
        "name": sheet.name,
        "items": sheet.items(forms),
        "forms": list(forms.values()),
        "room": sheet.has_room,
        "pages": [(page, in_words(page.problem)) for page in sheet.paper.pages],
        "back": _holder(sheet) if sheet.row else reverse("assisted:key", args=[sheet.session.pk]),
        "has_errors": wrong,
    }
    return render(request, "assisted/key_page.html", context)


def _page(sheet: Sheet, row: str, landmark: str = "") -> str:
    """Return the address of a row's page, of the section's for no row; at a list of it if one is named."""
    pk, section = sheet.session.pk, sheet.section.key
    address = reverse("assisted:key_page", args=[pk, section])
    if row:
        address = reverse("assisted:key_row", args=[pk, section, row])
    return f"{address}#{landmark}" if landmark else address


def _holder(sheet: Sheet) -> str:
    """Return the page with the list that a row stands in."""
    return _page(sheet, sheet.holder, f"list-{sheet.repeat}")


def _onward(sheet: Sheet, pressed: str) -> str:
    """Return where a button leads: to a row that it opens or adds, else back to the list, or on."""
    if not pressed.startswith((ADD, OPEN)):
        return _holder(sheet) if sheet.row else _next_page(sheet)
    key = pressed.partition(":")[2]
    if pressed.startswith(OPEN):
        return _page(sheet, key)
    if key not in sheet.document.repeats_by_key:
        return _page(sheet, sheet.row)
    added = add_row(
        application=sheet.application,
        repeat=key,
        by=sheet.by,
        channel=Channel.PAPER,
        inside=sheet.holder if key == sheet.repeat else sheet.row,
    )
    return _page(sheet, added.pk)


def _next_page(sheet: Sheet) -> str:
    """Return the page of the section after this one; the overview after the last."""
    keys = [section.key for section in keying.sections_on_paper(sheet.document)]
    following = keys[keys.index(sheet.section.key) + 1 :]
    if not following:
        return reverse("assisted:key", args=[sheet.session.pk])
    return reverse("assisted:key_page", args=[sheet.session.pk, following[0]])
