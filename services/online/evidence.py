"""Evidence files of a step: what was received, and what a request adds or takes away."""

from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.http import HttpRequest

from services.applications.actions import cancel_file, receive_file, remove_file
from services.applications.actions.coming import name_coming
from services.applications.errors import FileRefused, FileTooLarge
from services.applications.models import Application, Upload
from services.applications.queries import uploads_of
from services.applications.scanning import is_configured
from services.applications.sealing import open_text
from services.definitions.document import Step
from services.definitions.kinds import Evidence
from services.definitions.screen.controls import html_name
from services.definitions.screen.widgets import FileShown
from services.identity.actors import Actor
from services.online.drafts import ONLINE
from services.online.uploads import megabytes_allowed, too_large
from services.wording import explain, sentence

UPLOAD = "upload"


@dataclass(slots=True)
class Uploads:
    """The files of one step (and row), by question."""

    application: Application
    row_id: str
    questions: tuple[Evidence, ...]
    shown: dict[str, list[FileShown]] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)
    """What was wrong with what was sent just now, by question, as sentences."""
    landmark: str = "main"
    """Where on the page to go on after a change."""

    def change(self, request: HttpRequest, *, by: Actor) -> bool:
        """Receive the files that were sent and remove the one whose button was pressed.

        Returns whether anything was asked for. With Continue, a file counts only for a question
        whose way is to upload.
        """
        pressed = request.POST.get("step-then")
        asked = self._remove(request, by)
        for question in self.questions:
            way, files = html_name(question, "way"), html_name(question, "files")
            chosen = request.FILES.getlist(files)
            if pressed == UPLOAD and (chosen or len(self.questions) == 1):
                request.POST[way] = UPLOAD  # type: ignore[misc]  # a copy of the wizard's own
            if request.POST.get(way) != UPLOAD:
                continue
            if files in too_large(request):
                self._problem(question, explain(FileTooLarge(megabytes=megabytes_allowed())))
            for file in chosen:
                self._receive(question, file, by)
            if pressed == UPLOAD and not chosen and question.key not in self.problems:
                self._problem(question, sentence("missing_file"))
            if not pressed and self._is_unfinished(question):
                self._problem(question, sentence("file_unfinished"))
            asked = asked or bool(chosen) or question.key in self.problems
            if chosen:
                self.landmark = f"id_{question.key}_files"
        if asked:
            self.shown = _shown(self.application, self.row_id)
        return asked

    def _receive(self, question: Evidence, file: "UploadedFile[bytes]", by: Actor) -> None:
        try:
            receive_file(
                application=self.application,
                question=question.key,
                name=file.name or "",
                content=file,
                by=by,
                channel=ONLINE,
                row=self.row_id,
            )
        except FileRefused as refusal:
            self._problem(question, explain(refusal))

    def _remove(self, request: HttpRequest, by: Actor) -> bool:
        known = {file.id: (key, file) for key, files in self.shown.items() for file in files}
        wanted = request.POST.get("step-remove", "")
        if wanted in known:
            key, file = known[wanted]
            if file.percent is None:
                remove_file(application=self.application, upload_id=wanted, by=by, channel=ONLINE)
            else:
                cancel_file(application=self.application, upload_id=UUID(wanted), by=by, channel=ONLINE)
            self.landmark = f"id_{key}_files"
        return bool(wanted)

    def _is_unfinished(self, question: Evidence) -> bool:
        """Tell whether a file has only come in part, and was not sent whole just now."""
        begun = self.application.partial_uploads.filter(question=question.key, row=self.row_id)
        listed = any(file.percent is not None for file in self.shown.get(question.key, ()))
        return listed and begun.filter(finished_as=None).exists()

    def _problem(self, question: Evidence, text: str) -> None:
        if text not in self.problems.setdefault(question.key, []):
            self.problems[question.key].append(text)

    def tell(self, form: BaseForm) -> None:
        """Put what was wrong with the files on the form, in place of what else it says of them."""
        for key, texts in self.problems.items():
            form.errors.pop(key, None)
            for text in texts:
                error = ValidationError(text.replace("%", "%%"), params={"part": "files"})
                form.add_error(key, error)
            form.fields[key].widget.wrong.add("files")


def uploads_at(application: Application, step: Step | None, row_id: str) -> Uploads:
    """Return the files of a step. Two queries, and none if the step asks for no evidence."""
    questions = tuple(q for q in step.questions if isinstance(q, Evidence)) if step else ()
    uploads = Uploads(application, row_id, questions)
    if questions:
        uploads.shown = _shown(application, row_id)
    return uploads


def name_of(upload: Upload, application: Application) -> str:
    """Return a file's own name."""
    return open_text(application.box, upload.name, context=f"file-name:{upload.pk}")


def _shown(application: Application, row_id: str) -> dict[str, list[FileShown]]:
    found: dict[str, list[FileShown]] = {}
    for upload in uploads_of(application).filter(row=row_id):
        file = FileShown(
            str(upload.pk),
            name_of(upload, application),
            upload.size_bytes,
            refused=upload.state == Upload.State.REFUSED,
            waits=upload.unchecked and is_configured(),
        )
        found.setdefault(upload.question, []).append(file)
    for coming in application.partial_uploads.filter(row=row_id, finished_as=None):
        name = name_coming(coming, application)
        file = FileShown(str(coming.pk), name, coming.size_bytes, percent=coming.percent)
        found.setdefault(coming.question, []).append(file)
    return found
