"""One page of a paper form as it is keyed: a section, or one row of a list, with all its questions open."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from services.applications import meanwhile
from services.applications.actions import keep_typed
from services.applications.changed import again_in, show_earlier
from services.applications.earlier import Offer
from services.applications.meanwhile import Clash
from services.applications.models import Application
from services.applications.queries import journey_of, typed_of
from services.applications.snapshot import Snapshot
from services.assisted import keying, prefilling
from services.assisted.forms.earlier import ask_whether_right
from services.assisted.keying import RowName
from services.assisted.models import AssistedSession
from services.assisted.onpaper import OnPaper, on_paper
from services.assisted.views.clashing import Writing
from services.assisted.views.cuts import shown_on_paper
from services.definitions.channels import Channel
from services.definitions.display import row_title
from services.definitions.document import Document, Repeat, Section, Step
from services.definitions.journey import Journey, scope_in
from services.definitions.kinds import Evidence, Typed
from services.definitions.screen.fields import StepForm, as_data, step_form
from services.gazetteer import asking as finding
from services.gazetteer.asking import Looked
from services.identity.actors import Actor

Forms = dict[str, StepForm]
"""The forms of a page by step, in the paper's order."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list on the page. Each of its rows has a page of its own."""

    repeat: Repeat
    rows: tuple["ListedRow", ...]
    on_paper: int = 0
    """How many more rows are filled in on the scanned pages."""

    @property
    def next_number(self) -> int:
        """The number of a row that is added."""
        return len(self.rows) + 1

    @property
    def has_room(self) -> bool:
        """Whether a row can be added."""
        return len(self.rows) < self.repeat.maximum


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row that was keyed: by what it is known again, and whether nothing is missing."""

    id: str
    number: int
    title: str
    complete: bool


@dataclass(frozen=True)
class Sheet:
    """What is keyed on one page, and what is known of it."""

    session: AssistedSession
    application: Application
    by: Actor
    section: Section
    held: Snapshot
    seen: meanwhile.Marks | None
    """Which answers the page was made from, if it was sent and says so."""
    row: str = ""
    repeat: str = ""

    @property
    def document(self) -> Document:
        """The form's definition."""
        return self.application.document

    @cached_property
    def journey(self) -> Journey:
        """Where the answers so far lead."""
        return journey_of(self.application, channel=Channel.PAPER, answers=self.held.answers)

    @cached_property
    def paper(self) -> OnPaper:
        """What stands on the scanned pages."""
        return on_paper(self.application, self.held.answers)

    @cached_property
    def known_before(self) -> Mapping[str, Offer]:
        """What the person told us in another form of what has no answer here yet."""
        if self.row:
            return {}
        steps = keying.steps_on_paper(self.document, self.section.key)
        keys = {question.key for step in steps for question in step.questions}
        found = prefilling.offers(self.session, self.application, keys - self.held.answers.values.keys())
        return {offer.question.key: offer for offer in found}

    @property
    def marks(self) -> str:
        """What the page carries of the answers that it is made from now."""
        steps = keying.steps_on_paper(self.document, self.section.key, self.repeat)
        questions = (question for step in steps for question in step.questions)
        known = self.held.values_at(self.row) or {}
        return meanwhile.marks(self.application, questions, self.row, known)

    @property
    def name(self) -> RowName:
        """Which row it is; () for a section."""
        return keying.name_of(self.document, self.held.answers, self.row)

    @property
    def holder(self) -> str:
        """The row that this row stands in; "" if it stands in the section."""
        return self.held.answers.within.get(self.row, "")

    @property
    def has_room(self) -> bool:
        """Whether another row can follow this one."""
        found = self.document.repeats_by_key.get(self.repeat)
        siblings = keying.rows_of(self.held.answers, self.repeat, self.holder)
        return bool(found and len(siblings) < found.maximum)

    def forms(self, data: Any) -> Forms:
        """Return the forms of the page: with what was sent, or with what is kept and known."""
        steps = keying.steps_on_paper(self.document, self.section.key, self.repeat)
        return {step.key: self._form(_without_uploads(step), data=data or self._kept(step)) for step in steps}

    def _kept(self, step: Step) -> Any:
        known = self.held.values_at(self.row) or {}
        typed = self._read(step, known)
        if (step.key, self.row) in self.held.typed:
            typed |= typed_of(self.application, step.key, self.row) or {}
        if not typed:
            return None
        answered = {q.key: q.unread(known[q.key]) for q in step.questions if known.get(q.key) is not None}
        return as_data(_without_uploads(step), {**answered, **typed})

    def _read(self, step: Step, known: Mapping[str, Any]) -> dict[str, Typed]:
        """Return what was read by machine of what nobody has keyed yet."""
        reads = {q.key: self.paper.at(q.key, self.row) for q in step.questions if q.key not in known}
        return {
            key: read.meant.typed for key, read in reads.items() if read and read.is_new and read.meant.typed
        }

    def _form(self, step: Step, *, data: Any = None) -> StepForm:
        language = get_language() or "en"
        form = step_form(
            step,
            scope=scope_in(self.journey, self.row, channel=Channel.PAPER, today=timezone.localdate()),
            language=language,
            values=self.held.values_at(self.row),
            data=data,
            lenient=True,
        )
        show_earlier(form, again_in(self.application, self.held.answers, step, self.row), language)
        finding.offer(form)
        for key, field in form.asked.items():
            field.page_heading = False
            field.label = format_html("{}. {}", self.document.numbers[key], field.label)
            read, offer = self.paper.at(key, self.row), self.known_before.get(key)
            lines = [field.help_text, offer and ask_whether_right(offer), read and shown_on_paper(read)]
            if offer or read:
                field.help_text = format_html_join("", "<div>{}</div>", ((line,) for line in lines if line))
        return form

    def is_blank(self, forms: Forms) -> bool:
        """Whether nothing at all is written in this row, and there was nothing before."""
        has_rows = self.row in self.held.answers.within.values()
        known = any(value is not None for value in (self.held.values_at(self.row) or {}).values())
        return not has_rows and not known and not any(form.has_typing for form in forms.values())

    def items(self, forms: Forms) -> list[tuple[Step | None, StepForm | None, Listed | None]]:
        """Return the steps with their forms, and the lists between them, in the paper's order."""
        found = keying.on_paper(self.document, self.section.key, self.repeat)
        return [
            (each, forms[each.key], None) if isinstance(each, Step) else (None, None, self._listed(each))
            for each in found
        ]

    def _listed(self, repeat: Repeat) -> Listed:
        language, rows = get_language() or "en", self.held.answers.rows.get(repeat.key, {})
        reached = [trail[-1][1] for row in rows if (trail := self.journey.trail(row))]
        unfinished = {row.id for row in reached if not row.complete}
        ids = keying.rows_of(self.held.answers, repeat.key, self.row)
        return Listed(
            repeat,
            tuple(
                ListedRow(row, number, row_title(self.document, rows[row], language), row not in unfinished)
                for number, row in enumerate(ids, start=1)
            ),
            self.paper.rows_to_come.get((repeat.key, self.row), 0),
        )

    def looked_up(self, data: Any, forms: Forms) -> Looked | None:
        """Return what to do if an address is looked up. All that was typed on the page is kept first."""
        for form in forms.values():
            make = partial(self._form, form.step)
            looked = finding.answer(form.step, make, data, who=str(self.session.pk))
            if looked:
                for each in forms.values():
                    if typed := looked.typed if each is form else each.has_typing and each.typed:
                        self._keep(each, typed)
                return looked
        return None

    @property
    def writing(self) -> Writing:
        """How answers of this page are saved."""
        steps = keying.steps_on_paper(self.document, self.section.key, self.repeat)
        reads = ((q.key, self.paper.at(q.key, self.row)) for step in steps for q in step.questions)
        sheets = {key: f"scan_page:{read.page.pk}" for key, read in reads if read}
        return Writing(self.session, self.application, self.by, Channel.PAPER, self.row, self.seen, sheets)

    def save(self, forms: Forms) -> tuple[bool, list[Clash]]:
        """Save what can be saved of every step, and keep the rest as it was typed.

        Return whether something is not valid, and what somebody else answered otherwise meanwhile.
        """
        wrong, unsettled = False, list[Clash]()
        for form in forms.values():
            valid = form.is_valid()
            values = {key: value for key, value in form.values.items() if key not in form.errors}
            late: list[Clash] = []
            if values or (form.step.key, self.row) in self.held.typed:
                late = self.writing.save(form.step.key, values)
            saved = values.keys() - {clash.question.key for clash in late}
            left = {key: typed for key, typed in form.typed.items() if key not in saved}
            if left := {key: typed for key, typed in left.items() if _is_typed(form, key, typed)}:
                self._keep(form, left)
            unsettled += late
            wrong = wrong or not valid
        return wrong, unsettled

    def _keep(self, form: StepForm, typed: Any) -> None:
        keep_typed(
            application=self.application, step=form.step.key, row=self.row, typed=typed, channel=Channel.PAPER
        )


def _is_typed(form: StepForm, key: str, typed: Typed) -> bool:
    return not form.asked[key].question.is_blank(typed)


def _without_uploads(step: Step) -> Step:
    """Return a step as on paper, which brings its own enclosures: no file can be sent in an envelope."""
    opened = keying.as_on_paper(step)
    questions = [
        question.model_copy(update={"ways": tuple(way for way in question.ways if way != "upload")})
        if isinstance(question, Evidence)
        else question
        for question in opened.questions
    ]
    return opened.model_copy(update={"questions": tuple(questions)})
