"""Pages beside the editor: before you publish, the map, imported forms, texts for translators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.panels import get_edit_handler

from content.authoring.cases import tried
from content.authoring.drawing import Drawing, draw
from content.authoring.gate import findings
from content.authoring.naming import sentence
from content.authoring.placing import block_at, field_of
from content.authoring.progress import languages_of
from content.authoring.reviewing import PublishChoice, touched
from content.authoring.taking import take_over
from content.models import ServiceForm
from services.definitions.models import FormDraft

Page = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[Page], Page]:
    """Open a page to those who may do this with forms."""

    def decorate(view: Page) -> Page:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            if not request.user.has_perm(f"content.{permission}_serviceform"):
                raise PermissionDenied
            return view(request, *args, **options)

        return guarded

    return decorate


def newest(pk: int) -> ServiceForm:
    """Return the newest state of a form. Raises Http404."""
    found: ServiceForm = get_object_or_404(ServiceForm, pk=pk).get_latest_revision_as_object()
    return found


def locked(request: HttpRequest, form: ServiceForm) -> bool:
    """Tell somebody who may not change the form now so, and return whether that is the case."""
    lock = form.get_lock()
    if lock is None or not lock.for_user(request.user):
        return False
    messages.error(request, lock.get_message(request.user))
    return True


def noticed(form: ServiceForm) -> list[dict[str, Any]]:
    """Return what to mend and what to look at again, each with its block in the editor."""
    compiled = form.compiled()
    found = findings(compiled)
    raw = form.parts.get_prep_value()
    told = []
    for fault in (*found.stops, *found.advice):
        path = field_of(compiled, fault)
        told.append(
            {
                "text": sentence(compiled, fault),
                "stops": fault in found.stops,
                "block": block_at(raw, path) if path else "",
            }
        )
    return told


@needs("change")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what publishing would mean; by POST, publish or schedule it, or send it for approval."""
    form = newest(pk)
    compiled = form.compiled()
    found = findings(compiled)
    document = compiled.document
    if document is None or found.stops:
        messages.error(request, _("Mend what stops the form first. It is listed above the editor."))
        return redirect(edit_url(form))
    may_publish = request.user.has_perm("content.publish_serviceform")
    choice = PublishChoice(
        request.POST or None, form=form, must_read=bool(found.advice), may_publish=may_publish
    )
    if request.method == "POST" and choice.is_valid():
        if not may_publish:
            raise PermissionDenied
        if locked(request, form):
            return redirect(edit_url(form))
        choice.write(form, found.signature)
        revision = form.save_revision(user=request.user)
        try:
            revision.publish(user=request.user)
        except ValidationError as problem:  # somebody changed it meanwhile
            messages.error(request, " ".join(problem.messages))
            return redirect(edit_url(form))
        now = ServiceForm.objects.get(pk=pk)
        text = _("“%(form)s” is published.") if now.live else _("“%(form)s” is scheduled.")
        messages.success(request, text % {"form": form})
        return redirect(edit_url(form))
    seen = {
        "form": form,
        "choice": choice,
        "may_publish": may_publish,
        "advice": [sentence(compiled, fault) for fault in found.advice],
        "review": touched(document),
        "languages": translations(form),
        "edit_url": edit_url(form),
    }
    return render(request, "content/authoring/publish.html", seen)


def translations(form: ServiceForm) -> list[tuple[str, str, dict[str, int]]]:
    """Return (code, name, number of texts by state) of each language that the form can be translated into."""
    return [
        (code, name, {state.value: count for state, count in states.items()})
        for code, name, states in languages_of(form)
    ]


@needs("add")
@require_POST
def try_cases(request: HttpRequest) -> JsonResponse:
    """Tell what the checker on somebody's screen, saved or not, says of its example cases. Saves nothing."""
    typed = get_edit_handler(ServiceForm).get_form_class()(
        request.POST, instance=ServiceForm(), for_user=request.user
    )
    typed.defer_required_fields()
    typed.full_clean()
    return JsonResponse(tried(typed.instance))


@needs("change")
def form_map(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the steps and branches of a draft as a picture, and in words."""
    form = newest(pk)
    document = form.compiled().document
    drawing: Drawing | None = draw(document, get_language() or "en") if document else None
    seen = {"form": form, "drawing": drawing, "edit_url": edit_url(form), "noticed": noticed(form)}
    return render(request, "content/authoring/map.html", seen)


@needs("add")
def drafts(request: HttpRequest) -> HttpResponse:
    """List imported forms, newest first, with what the importer says."""
    found = FormDraft.objects.order_by("-updated_at")
    known = dict(ServiceForm.objects.values_list("key", "pk"))
    rows = [{"draft": each, "form": known.get(each.key), "report": each.report} for each in found]
    return render(request, "content/authoring/drafts.html", {"rows": rows})


@needs("add")
@require_POST
def take(request: HttpRequest, key: str) -> HttpResponse:
    """Make an imported form a draft in the editor."""
    draft = get_object_or_404(FormDraft, key=key)
    form = take_over(draft.content, user=request.user)
    messages.success(request, _("Taken over. Nothing is published yet."))
    return redirect(edit_url(form))


def edit_url(form: ServiceForm) -> str:
    """Return where a form is edited."""
    return reverse("wagtailsnippets_content_serviceform:edit", args=[form.pk])
