"""A stretch of help: start it, find the application, check who is calling, end it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services import wording
from services.applications.actions import issue_resume_code
from services.applications.changed import news_of
from services.applications.errors import NothingFound
from services.applications.queries import journey_of, open_cases
from services.assisted import actions, prefilling, queries
from services.assisted.access import application_of, open_session
from services.assisted.choices import Authority
from services.assisted.forms.helping import CodeForm, EndForm, FactsForm, LastNameForm, SearchForm, StartForm
from services.assisted.missing.queries import asked_in
from services.assisted.models import AssistedSession
from services.assisted.views.entrance import adviser, post_only, user_of
from services.checklists.models import Checklist
from services.checklists.places import place_of
from services.definitions.channels import Channel
from services.definitions.models import Form
from services.definitions.publishing import current_version
from services.errors import Refusal
from services.identity.actors import staff
from services.identity.codes import show, spell

Stated = dict[str, Any]


@adviser
def home(request: HttpRequest) -> HttpResponse:
    """Show who is being helped, and start helping somebody."""
    user = user_of(request)
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = Channel(form.cleaned_data["channel"])
        session = actions.start_session(
            by=staff(user),
            channel=chosen,
            language=form.cleaned_data["language"],
            authority=Authority(form.cleaned_data["authority"]),
            acting_name=form.cleaned_data["acting_name"],
        )
        return redirect(translate_url(reverse("assisted:session", args=[session.pk]), session.language))
    context = {
        "form": form,
        "has_errors": bool(form.errors),
        "sessions": queries.open_sessions(user),
        "waiting": open_cases().count(),
    }
    return render(request, "assisted/home.html", context)


@adviser
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show where the help stands: find, check, or carry on with the application."""
    held = open_session(pk, user_of(request))
    if held.application_id and held.is_checked:
        return _workspace(request, held)
    if held.checklist and held.is_checked:
        return _list_workspace(request, held, held.checklist)
    return _find_and_check(request, held)


def _workspace(request: HttpRequest, held: AssistedSession, **more: object) -> HttpResponse:
    application = application_of(held)
    user = user_of(request)
    actions.note_look(application=application, by=staff(user), channel=Channel(held.channel))
    language, news = get_language() or "en", news_of(application)
    context = {
        "session": held,
        "application": application,
        "news": news,
        "again": [(each, each.said(language) if each.value is not None else "") for each in news.again],
        "must_tell": application.is_draft and bool(application.closed_at or application.changed_from_id),
        "document": application.document,
        "journey": journey_of(application, channel=Channel(held.channel)),
        "missing": asked_in(application),
        "end_form": EndForm(auto_id="end_%s"),
        "name_form": LastNameForm(),
        **more,
    }
    return render(request, "assisted/workspace.html", context)


def _list_workspace(
    request: HttpRequest, held: AssistedSession, checklist: Checklist, **more: object
) -> HttpResponse:
    user = user_of(request)
    actions.note_look(subject=checklist.subject, by=staff(user), channel=Channel(held.channel))
    context = {
        "session": held,
        "place": place_of(checklist.event),
        "checklist": checklist,
        "end_form": EndForm(auto_id="end_%s"),
        **more,
    }
    return render(request, "assisted/list_workspace.html", context)


def _find_and_check(request: HttpRequest, held: AssistedSession, **more: object) -> HttpResponse:
    forms = {"search_form": SearchForm(), "facts_form": FactsForm(), "code_form": CodeForm()}
    context = {
        "session": held,
        "startable": _startable(),
        "checked": prefilling.checked_for(held),
        "place": held.checklist and place_of(held.checklist.event),
        "end_form": EndForm(auto_id="end_%s"),
        **forms,
        **more,
    }
    context["has_errors"] = any(getattr(context[name], "errors", None) for name in forms)
    return render(request, "assisted/find.html", context)


def _startable() -> list[tuple[str, dict[str, str]]]:
    """Return key and title of every form that somebody could begin."""
    versions = [form.current for form in Form.objects.order_by("key")]
    return [(version.document.key, version.document.title) for version in versions if version]


@adviser
@post_only
def find(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Search by reference, or by last name and date of birth. Shows no more than that they exist."""
    held = open_session(pk, user_of(request))
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _find_and_check(request, held, search_form=form)
    reference = form.cleaned_data["reference"]
    found = queries.found_by(
        reference=reference,
        last_name=form.cleaned_data["last_name"],
        born=form.cleaned_data["born"] or "",
    )
    found_list = queries.list_found_by(reference) if reference and not found else None
    return _find_and_check(request, held, search_form=form, found=found, found_list=found_list, searched=True)


@adviser
@post_only
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note which application or checklist the person says is theirs; the check comes next."""
    held = open_session(pk, user_of(request))
    reference = request.POST.get("reference", "")
    if found := queries.found_by(reference=reference):
        actions.choose_application(session=held, application=found[0])
    elif reference and (found_list := queries.list_found_by(reference)):
        actions.choose_list(session=held, checklist=found_list[0])
    else:
        raise NothingFound
    return redirect("assisted:session", held.pk)


@adviser
@post_only
def consent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that the privacy words were read aloud and agreed to."""
    held = open_session(pk, user_of(request))
    actions.note_consent(session=held)
    return redirect("assisted:session", held.pk)


@adviser
@post_only
def check_facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Check the caller by facts they state; what we hold is never shown before."""

    def check(held: AssistedSession, stated: Stated) -> None:
        born, postcode, application = stated["check_born"], stated["postcode"], held.application
        if application:
            actions.check_by_facts(
                session=held,
                application=application,
                born=born,
                postcode=postcode,
                by=staff(user_of(request)),
            )

    return _check(request, pk, "facts_form", FactsForm(request.POST), check)


@adviser
@post_only
def check_code(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Check the caller by their resume code and last name."""

    def check(held: AssistedSession, stated: Stated) -> None:
        by = staff(user_of(request))
        if held.application:
            reference = held.application.reference
            actions.check_by_code(session=held, reference=reference, by=by, **stated)
        elif held.checklist and held.checklist.reference:
            reference = held.checklist.reference
            actions.check_list_by_code(session=held, reference=reference, by=by, **stated)

    return _check(request, pk, "code_form", CodeForm(request.POST), check)


def _check(
    request: HttpRequest,
    pk: UUID,
    name: str,
    form: FactsForm | CodeForm,
    check: Callable[[AssistedSession, Stated], None],
) -> HttpResponse:
    """Check what the caller stated against what was chosen; a refusal stands on the page."""
    held = open_session(pk, user_of(request))
    by_code = name == "code_form"  # of a checklist we hold no facts
    if held.application is None and not (by_code and held.checklist):
        return redirect("assisted:session", held.pk)
    if form.is_valid():
        try:
            check(held, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, wording.explain(refusal))
        else:
            return redirect("assisted:session", held.pk)
    return _find_and_check(request, held, **{name: form})


@adviser
@post_only
def check_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that a document, or the signed form itself, shows who it is."""
    held = open_session(pk, user_of(request))
    if held.application is not None:
        actions.check_by_document(session=held, application=held.application, by=staff(user_of(request)))
    return redirect("assisted:session", held.pk)


@adviser
@post_only
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Start an application for somebody who has none yet."""
    held = open_session(pk, user_of(request))
    version = current_version(request.POST.get("form", ""))
    actions.start_application(session=held, version=version, by=staff(user_of(request)))
    return redirect("assisted:session", held.pk)


@adviser
@post_only
def another(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Help the same person with another application."""
    held = open_session(pk, user_of(request))
    actions.put_aside(session=held)
    return redirect("assisted:session", held.pk)


@adviser
@post_only
def code(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand back a fresh resume code: shown once, to read aloud or write down."""
    held = open_session(pk, user_of(request))
    form = LastNameForm(request.POST)
    if not form.is_valid():
        return _workspace(request, held, name_form=form, has_errors=True)
    application = application_of(held)
    fresh = issue_resume_code(
        application=application,
        fact=form.cleaned_data["fact"],
        way="spoken",
        by=staff(user_of(request)),
        channel=Channel(held.channel),
    )
    language = get_language() or "en"
    context = {
        "session": held,
        "application": application,
        "code": show(fresh),
        "spelled": spell(fresh, language).split("; "),
    }
    return render(request, "assisted/code.html", context)


@adviser
@post_only
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how it went and close the help."""
    held = open_session(pk, user_of(request))
    form = EndForm(request.POST, auto_id="end_%s")
    if not form.is_valid():
        wrong: dict[str, Any] = {"end_form": form, "has_errors": True}
        if held.is_checked and held.checklist:
            return _list_workspace(request, held, held.checklist, **wrong)
        page = _workspace if held.is_checked and held.application_id else _find_and_check
        return page(request, held, **wrong)
    actions.end_session(session=held, outcome=form.cleaned_data["outcome"], by=staff(user_of(request)))
    messages.success(request, _("Help ended and noted."))
    return redirect("assisted:home")
