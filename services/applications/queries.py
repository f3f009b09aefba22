"""Read across an application's tables. Each function makes a constant number of queries."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from services.applications import finding
from services.applications.choices import CaseState, ChannelChoice, State
from services.applications.models import (
    Answer,
    Application,
    Case,
    Event,
    Finding,
    RepeatRow,
    TypedInput,
    Upload,
)
from services.applications.sealing import open_text, open_value
from services.definitions.channels import Channel
from services.definitions.document import Step
from services.definitions.journey import Answers, Journey, walk
from services.definitions.kinds import Typed
from services.definitions.kinds.base import Words
from services.definitions.models import FormVersion, version_of
from services.definitions.publishing import current_version
from services.definitions.rules import Value
from services.identity.models import User
from services.identity.references import tidy_reference
from services.statements import Rows

_VERSIONS, _APPLICATIONS = FormVersion._meta.db_table, Application._meta.db_table
_HAS_NEWER = (
    f"EXISTS (SELECT 1 FROM {_VERSIONS} own JOIN {_VERSIONS} newer"  # noqa: S608 -- nothing is from outside
    f" ON newer.form_id = own.form_id AND newer.number > own.number"
    f" WHERE own.id = {_APPLICATIONS}.version_id)"
)
HAS_NEWER = RawSQL(f"SELECT {_HAS_NEWER}", (), output_field=BooleanField())  # noqa: S611 -- see above
ONE = Rows(Application, also={"has_newer": _HAS_NEWER})
"""Applications as a page of a form opens one."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a current answer came from."""

    channel: Channel
    given_by: str
    keyed_by_id: int | None
    version_id: int
    given_at: datetime
    carried_from: str = ""
    """The reference of the earlier application that it was first told in."""
    told_at: datetime | None = None
    """When it was told there."""
    keyed_by: str = ""
    """The name of the member of staff who entered it, if any did."""
    carried_form: Words | None = None
    """The title of the form that it was first told in, where that application was deleted since."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it did not come from this person, online, in this application."""
        carried = self.carried_from or self.carried_form
        return bool(carried) or self.channel is not Channel.ONLINE

    @property
    def channel_words(self) -> str:
        """How it reached us, in words."""
        return str(ChannelChoice(self.channel).label)


def answers_of(application: Application) -> Answers:
    """Return the current answers, opened. Two queries."""
    box = application.box
    values: dict[str, Value] = {}
    rows: dict[str, dict[str, dict[str, Value]]] = {}
    row_values: dict[str, dict[str, Value]] = {}
    within: dict[str, str] = {}
    standing = RepeatRow.objects.filter(application=application, removed_at__isnull=True)
    for row, repeat, parent in standing.values_list("id", "repeat", "parent_id"):
        if parent:
            within[row] = parent
        row_values[row] = rows.setdefault(repeat, {})[row] = {}
    current = Answer.objects.filter(application=application, superseded_at__isnull=True).order_by("id")
    for question, row, sealed in current.values_list("question", "row", "value"):
        if not row:
            values[question] = open_value(box, question, row, sealed)
        elif row in row_values:
            row_values[row][question] = open_value(box, question, row, sealed)
    return Answers(values, rows, within)


def sources_of(application: Application, *, step: Step | None = None) -> dict[tuple[str, str], Source]:
    """Return where each current answer, or those of a step, came from, by question and row. One query,
    and one for each form whose application they were carried from and which was deleted since.
    """
    found = Answer.objects.filter(application=application, superseded_at__isnull=True)
    if step:
        found = found.filter(question__in=[question.key for question in step.questions])
    answers = list(found.select_related("carried_from__application", "keyed_by"))
    orphaned = {answer.carried_form for answer in answers if answer.carried_form and not answer.carried_from}
    titles = {form: current_version(form).document.title for form in orphaned}
    return {
        (answer.question, answer.row): Source(
            Channel(answer.channel),
            answer.given_by,
            answer.keyed_by_id,
            answer.version_id,
            answer.given_at,
            answer.carried_from.application.reference if answer.carried_from else "",
            answer.carried_from.given_at if answer.carried_from else None,
            answer.keyed_by.get_full_name() if answer.keyed_by else "",
            titles.get(answer.carried_form) if answer.carried_from is None else None,
        )
        for answer in answers
    }


def journey_of(application: Application, *, channel: Channel, answers: Answers | None = None) -> Journey:
    """Return the journey the current answers make, through a channel, today."""
    known = answers_of(application) if answers is None else answers
    return walk(application.document, known, channel=channel, today=timezone.localdate())


def typed_of(application: Application, step: str, row: str = "") -> Mapping[str, Typed] | None:
    """Return what was typed into a step without becoming an answer, by question key, or None."""
    kept = TypedInput.objects.filter(application=application, step=step, row=row).first()
    if kept is None:
        return None
    typed: Mapping[str, Typed] = json.loads(
        open_text(application.box, kept.typed, context=f"typed:{step}:{row}")
    )
    return typed


def uploads_of(application: Application, question: str | None = None, row: str = "") -> QuerySet[Upload]:
    """Return the files that count, of one question and row or of all."""
    found = Upload.objects.filter(application=application, removed_at__isnull=True)
    return found if question is None else found.filter(question=question, row=row)


def file_names(application: Application) -> dict[str, str]:
    """Return the name of every file of an application that counts, by its id. One query."""
    box = application.box
    return {
        str(upload.pk): open_text(box, upload.name, context=f"file-name:{upload.pk}")
        for upload in uploads_of(application)
    }


def timeline(application: Application) -> QuerySet[Event]:
    """Return what happened to an application, oldest first, with who did it."""
    return Event.objects.filter(application=application).select_related("user").order_by("at", "id")


def with_everything() -> QuerySet[Application]:
    """Return applications joined to what every page needs: version, form, case, receipt.

    `has_newer` tells whether their form got a new version since.
    """
    found = Application.objects.select_related("version__form", "case", "receipt").defer(
        "version__content", "snapshot"
    )
    return found.annotate(has_newer=HAS_NEWER)


def the_one(pk: UUID) -> Application | None:
    """Return an application, whatever its state, as `with_everything` has it. One small query.

    A page of a form is opened by this: it joins nothing, as versions are known to the process.
    """
    found = ONE.get(pk)
    if found:
        found.version = version_of(found.version_id)
    return found


def by_reference(text: str) -> Application | None:
    """Return the application with the reference that was typed, in any spacing or case.

    Raises ReferenceMistyped if the check letter does not fit.
    """
    return with_everything().filter(reference=tidy_reference(text)).exclude(state=State.ERASED).first()


def by_name_and_birth(family_name: str, born: str) -> QuerySet[Application]:
    """Return applications of people with this family name and ISO date of birth, newest first."""
    digest = finding.name_and_birth(family_name, born)
    found = Finding.objects.filter(purpose=finding.NAME_AND_BIRTH, digest=digest).values("application")
    return with_everything().filter(pk__in=found).exclude(state=State.ERASED).order_by("-used_at")


def of_owner(user: User) -> QuerySet[Application]:
    """Return the applications in a citizen's account, newest first."""
    return with_everything().filter(owner=user).exclude(state=State.ERASED).order_by("-used_at")


def open_cases(state: CaseState | None = None) -> QuerySet[Case]:
    """Return the work queue, oldest first; decided cases only when asked for."""
    refused = Upload.objects.filter(application=OuterRef("application_id"), state=Upload.State.REFUSED)
    found = Case.objects.select_related("application__version__form", "application__receipt")
    found = found.annotate(file_refused=Exists(refused.filter(removed_at__isnull=True)))
    found = found.filter(state=state) if state else found.exclude(state=CaseState.DECIDED)
    return found.exclude(application__state=State.ERASED).order_by("opened_at")
