"""What a person has to be told about a form that changed while their application was open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from services.applications.models import Answer, Application
from services.applications.queries import answers_of
from services.applications.sealing import open_value
from services.definitions.channels import Channel
from services.definitions.display import answer_lines
from services.definitions.document import Document, Repeat, Step
from services.definitions.journey import Answers, Stop, walk
from services.definitions.kinds import Computed, Question
from services.definitions.models import FormVersion
from services.definitions.rules import Value
from services.definitions.screen.fields import StepForm
from services.definitions.versions.changes import Changes, Effect, carried, changes
from services.wording import SENTENCES, sentence

MADE_FROM = "step-version"
"""The hidden field by which the page of a step says which version of the form it was made from."""
HARMLESS = (Effect.WORDING, Effect.COMPATIBLE, Effect.CONDITION)


@dataclass(frozen=True, slots=True)
class Again:
    """A question that is asked again, with the answer from before and why it no longer counts."""

    question: Question
    """As it is asked now."""
    row: str
    asked_before: Question
    """As it was asked when it was answered: how to show `value`."""
    value: Value
    fits: bool
    """Whether `filled` is what somebody would press Continue on to keep the answer."""
    filled: Value
    reason: str
    """The heaviest: a code of services/wording.py, "again_<reason>"."""

    @property
    def why(self) -> str:
        """Why it is asked again, in words."""
        return sentence(f"again_{self.reason}")

    def said(self, language: str) -> SafeString:
        """What the earlier answer reads like, as its question was then."""
        lines = answer_lines(self.asked_before, self.value, language)
        return format_html_join(", ", "{}", ((line,) for line in lines))


@dataclass(frozen=True, slots=True)
class News:
    """What changed for one application since its person last saw it."""

    again: tuple[Again, ...]
    new: tuple[Question, ...]
    """Asked now and not before, given the answers so far."""
    gone: tuple[Question, ...]
    """Answered before, and no longer asked."""
    lists: tuple[Repeat, ...]
    """Lists with fewer or more entries than they take now."""

    def __bool__(self) -> bool:
        return bool(self.again or self.new or self.gone or self.lists)


COMPARED_KEPT = 64
_compared: dict[tuple[str, str], Changes] = {}  # by checksums: versions never change


def compared(old: FormVersion, new: FormVersion) -> Changes:
    """Return what differs between two versions. Worked out once per process."""
    pair = (old.checksum, new.checksum)
    if pair not in _compared:
        if len(_compared) >= COMPARED_KEPT:
            _compared.pop(next(iter(_compared)))
        _compared[pair] = changes(old.definition, new.definition)
    return _compared[pair]


def set_aside(application: Application, answers: Answers) -> list[Again]:
    """Return the questions that are asked again and not answered yet, in the form's order. One query."""
    found: dict[tuple[str, str], Answer] = {}
    earlier = Answer.objects.filter(application=application, set_aside_for__isnull=False)
    for answer in earlier.select_related("version", "set_aside_for").order_by("id"):
        found[answer.question, answer.row] = answer
    rows = {row: values for group in answers.rows.values() for row, values in group.items()}
    document, box = application.document, application.box
    again = []
    for (key, row), answer in found.items():
        question = document.questions.get(key)
        if question is None or key in (rows.get(row, {}) if row else answers.values):
            continue
        if row and row not in rows:
            continue  # the row was removed, and its answers with it
        value = open_value(box, key, row, answer.value)
        again.append(_again(question, answer, value))
    return sorted(again, key=lambda each: document.numbers[each.question.key])


def _again(question: Question, answer: Answer, value: Value) -> Again:
    before = answer.version.document.questions[question.key]
    reading = carried(before, question, value, today=timezone.localdate())
    fits = value is not None and not reading.problems
    filled = reading.value if fits else None
    return Again(question, answer.row, before, value, fits, filled, _reason(question.key, answer))


def _reason(key: str, answer: Answer) -> str:
    """The heaviest reason of the change that set an answer aside; a plain one if it has no words here."""
    change = compared(answer.version, answer.set_aside_for).of.get(key) if answer.set_aside_for else None
    known = [reason for reason in change.reasons if f"again_{reason}" in SENTENCES] if change else []
    return known[0] if known else "property_changed"


def again_in(application: Application, answers: Answers, step: Step, row: str = "") -> dict[str, Again]:
    """Return what a step asks again, by question. At most one query; none if all of it is answered."""
    known = answers.values
    if row:
        known = next((rows[row] for rows in answers.rows.values() if row in rows), {})
    if application.version.number == 1 or all(question.key in known for question in step.questions):
        return {}
    wanted = {question.key for question in step.questions}
    found = set_aside(application, answers)
    return {each.question.key: each for each in found if each.row == row and each.question.key in wanted}


def filled_in(again: Mapping[str, Again]) -> dict[str, Value]:
    """Return the earlier answers that still fit, by question: what a step is filled in with."""
    return {key: each.filled for key, each in again.items() if each.fits}


def show_earlier(form: StepForm, again: Mapping[str, Again], language: str) -> None:
    """Tell beside each question that is asked again why, and what the answer was."""
    for key, each in again.items():
        if key not in form.asked:
            continue
        hint = form.asked[key].help_text
        lines = [format_html("<p>{}</p>", hint) if hint and "<p>" not in hint else hint]
        lines.append(format_html("<p>{}</p>", each.why))
        if each.value is not None:
            before = (_("Your answer before:"), each.said(language))
            lines.append(format_html("<p>{} <bdi>{}</bdi></p>", *before))
        form.asked[key].help_text = format_html_join("", "{}", ((line,) for line in lines if line))


def news_of(application: Application, answers: Answers | None = None) -> News:
    """Return what changed since `changed_from`; nothing if its person has been told already."""
    if application.changed_from is None:
        return News((), (), (), ())
    known = answers_of(application) if answers is None else answers
    return news_since(application.changed_from, application, known)


def news_since(before: FormVersion, application: Application, answers: Answers) -> News:
    """Return what changed for an application since a version, given its answers under the new one."""
    old, new = before.document, application.document
    again = set_aside(application, answers)
    if not (answers.values or answers.rows or again):
        return News((), (), (), ())  # nobody began to answer: the form is as new as on the first day
    earlier = {**answers.values, **{each.question.key: each.value for each in again if not each.row}}
    asked = set(_asked(old, replace(answers, values=earlier)))
    now = dict.fromkeys(_asked(new, answers))
    told = {each.question.key for each in again}
    fresh = [key for key in now if key not in asked | told | answers.values.keys()]
    gone = [key for key in asked if key not in new.questions and answers.values.get(key) is not None]
    return News(
        tuple(again),
        tuple(new.questions[key] for key in fresh),
        tuple(old.questions[key] for key in old.questions if key in gone),
        tuple(_lists(old, new, answers)),
    )


def _asked(document: Document, answers: Answers) -> Iterator[str]:
    """Yield the questions that the answers so far make the form ask, answered or not."""
    journey = walk(document, answers, channel=Channel.ONLINE, today=timezone.localdate())
    for step in _steps(journey.stops):
        asked = (question for question in step.questions if question.when is None)
        yield from (question.key for question in asked if not isinstance(question, Computed))
    yield from journey.relevant.values


def _steps(stops: Sequence[Stop]) -> Iterator[Step]:
    for stop in stops:
        if stop.step:
            yield stop.step
        for row in stop.rows:
            yield from _steps(row.stops)


def _lists(old: Document, new: Document, answers: Answers) -> Iterator[Repeat]:
    for key, repeat in new.repeats_by_key.items():
        rows, before = len(answers.rows.get(key, {})), old.repeats_by_key.get(key)
        fits = repeat.minimum <= rows <= repeat.maximum
        if before and not fits and before.minimum <= rows <= before.maximum:
            yield repeat


def earlier_version(application: Application, number: str, step: str) -> FormVersion | None:
    """Return the version with the number that a step's page said it was made from, if it matters.

    None for the application's own version, and for a step in which nothing changed but words and wider
    limits: what was typed into it can be read as it is.
    """
    if not (number.isascii() and number.isdigit()) or int(number) == application.version.number:
        return None
    known = FormVersion.objects.filter(form=application.version.form_id, number=min(int(number), 10**9))
    version = known.first()
    return None if version is None or _same_step(version, application.version, step) else version


def _same_step(old: FormVersion, new: FormVersion, step: str) -> bool:
    before, now = (version.document.steps_by_key.get(step) for version in (old, new))
    if before is None or now is None:
        return False
    keys = {question.key for question in before.questions}
    if keys != {question.key for question in now.questions}:
        return False
    found = compared(old, new).of
    return all(found[key].effect in HARMLESS for key in keys & found.keys())
