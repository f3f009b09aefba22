"""Paper that came back: hand scans in, sort what no machine could, and open what is to be keyed."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services import wording
from services.applications.errors import NothingFound
from services.applications.models import Application
from services.applications.queries import with_everything
from services.assisted import actions
from services.assisted.access import application_of, open_session
from services.assisted.forms.scans import AsideForm, LooseForm, PageCodeForm, ScansForm
from services.assisted.models import AssistedSession
from services.assisted.views.entrance import adviser, post_only, user_of
from services.definitions.channels import Channel
from services.errors import Refusal
from services.identity.actors import staff
from services.identity.models import User
from services.online.uploads import too_large
from services.paper.intake import pictures, putting, queries
from services.paper.intake.errors import PageGone, ScanTooLarge
from services.paper.intake.models import ScanBatch, ScanPage
from services.paper.intake.problems import in_words
from services.paper.intake.taking_in import take_in
from services.paper.models import PrintedForm

FILES_SHOWN = 20
TURNS = ("0", "90", "180", "270")


@adviser
def scans(request: HttpRequest) -> HttpResponse:
    """Take files in, and list what waits: pages to key, empty forms that came back, pages to sort."""
    form = ScansForm(request.POST, request.FILES) if request.method == "POST" else ScansForm()
    if request.method == "POST":
        if too_large(request):
            form.add_error(
                "scans", wording.explain(ScanTooLarge(megabytes=settings.SCAN_LIMIT_BYTES // 1024**2))
            )
        elif form.is_valid():
            return _taken_in(request, form)
    batches = ScanBatch.objects.select_related("uploaded_by").prefetch_related("pages")[:FILES_SHOWN]
    context = {
        "form": form,
        "has_errors": bool(form.errors),
        "to_key": queries.to_key(),
        "loose": queries.loose(),
        "to_sort": [(page, in_words(queries.problem_of(page))) for page in queries.to_sort()],
        "batches": [(batch, len(batch.pages.all()), in_words(batch.problem)) for batch in batches],
    }
    return render(request, "assisted/scans.html", context)


def _taken_in(request: HttpRequest, form: ScansForm) -> HttpResponse:
    by = staff(user_of(request))
    for file in form.cleaned_data["scans"]:
        try:
            take_in(name=file.name or "", content=file, by=by)
        except Refusal as refusal:
            messages.warning(request, f"{file.name}: {wording.explain(refusal)}")
        else:
            messages.success(request, _("%(name)s is here. It is read now.") % {"name": file.name})
    return redirect("assisted:scans")


@adviser
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one page that a person has to sort, or that is being keyed."""
    found = _page(pk, user_of(request))
    code_form, aside_form = PageCodeForm(), AsideForm()
    if request.method == "POST":
        deed = request.POST.get("do", "")
        if deed == "code" and (code_form := PageCodeForm(request.POST)).is_valid():
            return _done(request, found, code_form.cleaned_data["code"])
        if deed == "aside" and (aside_form := AsideForm(request.POST)).is_valid():
            putting.put_aside(page=found, why=aside_form.cleaned_data["why"], by=staff(user_of(request)))
            messages.success(request, _("Noted. It is off the list."))
            return redirect("assisted:scans")
        if deed == "accept":
            putting.accept(page=found, by=staff(user_of(request)))
            messages.success(request, _("The page is there to be keyed."))
            return redirect("assisted:scans")
    _note_look(request, found)
    turn = request.GET.get("turn", "0")
    context = {
        "page": found,
        "problem": in_words(queries.problem_of(found)),
        "can_sort": queries.is_open(found),
        "can_accept": found.problem == "page_again" and found.state == ScanPage.State.TO_SORT,
        "turn": turn if turn in TURNS else "0",
        "next_turn": TURNS[(TURNS.index(turn) + 1) % 4] if turn in TURNS else TURNS[1],
        "code_form": code_form,
        "aside_form": aside_form,
        "has_errors": bool(code_form.errors or aside_form.errors),
    }
    return render(request, "assisted/scan_page.html", context)


def _done(request: HttpRequest, found: ScanPage, typed: str) -> HttpResponse:
    try:
        put = putting.put_by_code(page=found, typed=typed, by=staff(user_of(request)))
    except Refusal as refusal:
        messages.warning(request, wording.explain(refusal))
        return redirect("assisted:scan_page", found.pk)
    if put.state == ScanPage.State.TO_SORT:
        messages.warning(request, in_words(put.problem))
        return redirect("assisted:scan_page", put.pk)
    messages.success(request, _("Page %(page)s has its place now.") % {"page": put.page})
    return redirect("assisted:scans")


@adviser
@require_safe
@never_cache
def picture(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Return one picture of a page: of an answer, or of all of it."""
    found = _page(pk, user_of(request))
    shown = pictures.read(found)
    wanted = shown.get(name) or (shown.get(pictures.WHOLE) if name == pictures.STRAIGHT else None)
    if wanted is None:
        raise PageGone
    _note_look(request, found)
    return HttpResponse(wanted, content_type=pictures.media_type(wanted))


@adviser
def loose(request: HttpRequest, batch: UUID, printed: int) -> HttpResponse:
    """Say which pages of an empty form are one person's, and begin their application with them."""
    held = ScanBatch.objects.filter(pk=batch).first()
    form_printed = PrintedForm.objects.select_related("version__form").filter(pk=printed).first()
    pages = queries.pages_of(held, form_printed) if held and form_printed else []
    if not pages or form_printed is None:
        return redirect("assisted:scans")
    form = LooseForm(
        request.POST if request.method == "POST" else None,
        pages=pages,
        chosen=queries.likely_one_person(pages),
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and (found := _put_together(form, form_printed, request)):
        return _keying(request, found)
    context = {
        "batch": held,
        "printed": form_printed,
        "pages": pages,
        "form": form,
        "has_errors": bool(form.errors),
    }
    return render(request, "assisted/scan_loose.html", context)


def _put_together(form: LooseForm, printed: PrintedForm, request: HttpRequest) -> Application | None:
    """Return whose pages they are now; None, with the error in the form, if that cannot be."""
    by, reference = staff(user_of(request)), form.cleaned_data["reference"]
    if not reference:
        return putting.begin_with(pages=form.chosen, by=by)
    application = with_everything().filter(reference=reference, version__form=printed.version.form).first()
    if application is None:
        form.add_error("reference", _("There is no such form with this reference. Check it."))
        return None
    try:
        putting.join(pages=form.chosen, application=application, by=by)
    except Refusal as refusal:
        form.add_error("reference", wording.explain(refusal))
        return None
    return application


@adviser
@require_POST
def key(request: HttpRequest, application: UUID) -> HttpResponse:
    """Open an application whose pages are there, to key them."""
    found = with_everything().filter(pk=application, scan_pages__state=ScanPage.State.TO_KEY).first()
    if found is None or not found.is_draft:
        raise NothingFound
    return _keying(request, found)


def _keying(request: HttpRequest, application: Application) -> HttpResponse:
    session = actions.start_keying(application=application, by=staff(user_of(request)))
    return redirect("assisted:key", session.pk)


@adviser
@post_only
def keyed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that all pages that are there have been keyed."""
    session = open_session(pk, user_of(request))
    putting.note_keyed(application=application_of(session), by=staff(user_of(request)))
    messages.success(request, _("Noted: these pages are keyed."))
    return redirect("assisted:key", pk)


def _page(pk: UUID, user: User) -> ScanPage:
    """Return a page that the adviser may see: one to sort, or one of somebody they are helping now.

    Raises NothingFound for any other.
    """
    found = (
        ScanPage.objects.select_related("batch", "application", "printed_copy", "printed_form")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NothingFound
    if queries.is_open(found):
        return found
    helping = AssistedSession.objects.filter(
        staff=user, ended_at__isnull=True, application=found.application, application__isnull=False
    )
    if not any(session.is_checked for session in helping):
        raise NothingFound
    return found


def _note_look(request: HttpRequest, found: ScanPage) -> None:
    actions.note_look(
        application=found.application,
        by=staff(user_of(request)),
        channel=Channel.PAPER,
        subject="" if found.application else f"scan_page:{found.pk}",
    )
