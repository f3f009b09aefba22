"""The form of one step of the script: what is open, what was typed, and files that came with it."""

from collections.abc import Collection
from functools import partial

from django.http import HttpRequest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from services.applications.actions import keep_typed
from services.applications.actions.uploading import receive_file
from services.applications.changed import again_in, filled_in, show_earlier
from services.applications.queries import sources_of, typed_of, uploads_of
from services.applications.scanning import is_configured
from services.applications.sealing import open_text
from services.assisted.script import Asking, asking
from services.assisted.views.place import Place
from services.definitions.document import Step
from services.definitions.journey import scope_in
from services.definitions.kinds import Evidence
from services.definitions.screen.fields import StepForm, as_data, step_form
from services.definitions.screen.widgets import FileShown
from services.gazetteer import asking as finding
from services.gazetteer.asking import Looked


def asked_at(place: Place, change: Collection[str] = ()) -> Asking:
    """Return what is known at a place and what there is to ask. `change` opens answers again."""
    scope = scope_in(place.journey, place.row, channel=place.channel, today=timezone.localdate())
    return asking(
        place.step,
        place.values,
        scope,
        sources_of(place.application),
        channel=place.channel,
        row=place.row,
        change=change,
    )


def form_at(request: HttpRequest, place: Place, step: Step) -> StepForm:
    """Return the form of the open questions, with what was sent or kept as typed."""
    kept = typed_of(place.application, place.step.key, place.row) if request.method != "POST" else None
    data: MultiValueDict[str, str] | None = request.POST if request.method == "POST" else None
    if kept:
        open_keys = {question.key for question in step.questions}
        kept = {key: typed for key, typed in kept.items() if key in open_keys}
        known = {q.key: q for q in step.questions if place.values.get(q.key) is not None}
        changing = {key: question.unread(place.values[key]) for key, question in known.items()}
        data = as_data(step, {**changing, **kept}) if kept else None
    return _made(place, step, data=data, lenient=bool(kept))


def looked_up(request: HttpRequest, place: Place, step: Step) -> Looked | None:
    """Return what to do if the adviser looks an address up; what was typed so far is kept."""
    looked = finding.answer(step, partial(_made, place, step), request.POST, who=str(place.session.pk))
    if looked and looked.typed:
        keep_typed(
            application=place.application,
            step=place.step.key,
            row=place.row,
            typed=looked.typed,
            channel=place.channel,
        )
    return looked


def _made(
    place: Place, step: Step, *, data: MultiValueDict[str, str] | None = None, lenient: bool = False
) -> StepForm:
    language = get_language() or "en"
    again = again_in(place.application, place.journey.relevant, step, place.row)
    form = step_form(
        step,
        scope=scope_in(place.journey, place.row, channel=place.channel, today=timezone.localdate()),
        language=language,
        values={**filled_in(again), **place.values},
        data=data,
        files=_files(place, step),
        face="script",
        lenient=lenient,
    )
    show_earlier(form, again, language)
    finding.offer(form)
    if place.application.document.is_checker:
        form.call_nothing_optional()
    return form


def _files(place: Place, step: Step) -> dict[str, list[FileShown]]:
    box = place.application.box
    return {
        question.key: [
            FileShown(
                str(upload.pk),
                open_text(box, upload.name, context=f"file-name:{upload.pk}"),
                upload.size_bytes,
                refused=upload.state == upload.State.REFUSED,
                waits=upload.unchecked and is_configured(),
            )
            for upload in uploads_of(place.application, question.key, place.row)
        ]
        for question in step.questions
        if isinstance(question, Evidence)
    }


def take_files(request: HttpRequest, place: Place, form: StepForm) -> StepForm:
    """Return the form again with the files that came with it, received and listed."""
    came = False
    for question in form.step.questions:
        for file in request.FILES.getlist(f"{question.key}-files"):
            receive_file(
                application=place.application,
                question=question.key,
                row=place.row,
                name=file.name or "",
                content=file,
                by=place.by,
                channel=place.channel,
            )
            came = True
    return form_at(request, place, form.step) if came else form
