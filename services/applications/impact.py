"""Before a form is published: how many open applications each change touches. Nobody's answers are opened."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from services.applications.choices import State
from services.applications.models import Answer, Application
from services.definitions.document import Document
from services.definitions.models import FormVersion
from services.definitions.versions.alterations import WEIGHT
from services.definitions.versions.changes import Change, changes


@dataclass(frozen=True, slots=True)
class Touched:
    """One change with the open applications it concerns."""

    change: Change
    """The heaviest, where applications of several versions are open."""
    drafts: int
    """Open applications whose version differs in this."""
    answered: int
    """Those among them that have an answer to the question: at most so many are asked again."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What publishing a document would mean for applications that are open now."""

    newest: int
    """The number of the version in force; 0 if there is none."""
    by_version: Mapping[int, int]
    """Open applications by the number of their version."""
    touched: tuple[Touched, ...]
    """Every change from any of these versions or from the one in force, heaviest first."""

    @property
    def drafts(self) -> int:
        """How many applications are open."""
        return sum(self.by_version.values())


def impact(document: Document) -> Impact:
    """Return what publishing the document would touch. Four queries, however many applications."""
    versions = FormVersion.objects.filter(form__key=document.key)
    newest = versions.order_by("-number").first()
    if newest is None:
        return Impact(0, {}, ())
    open_now = Application.objects.filter(
        version__form=newest.form_id, state=State.DRAFT, closed_at__isnull=True
    )
    counted = dict(open_now.order_by().values_list("version").annotate(count=Count("pk")))
    answered = _answered(newest.form_id)
    begun_with = {version.pk: version for version in versions.filter(pk__in={*counted, newest.pk})}
    found: dict[tuple[str, str], Touched] = {}
    for pk in sorted(begun_with, reverse=True):
        for change in changes(begun_with[pk].definition, document):
            count = answered.get((pk, change.key), 0) if change.about == "question" else 0
            here = Touched(change, counted.get(pk, 0), count)
            place = (change.about, change.key)
            found[place] = _together(found[place], here) if place in found else here
    ordered = sorted(found.values(), key=lambda each: -WEIGHT[each.change.effect])
    by_version = {begun_with[pk].number: count for pk, count in sorted(counted.items())}
    return Impact(newest.number, by_version, tuple(ordered))


def _answered(form_id: int) -> dict[tuple[int, str], int]:
    """Return how many open applications of each version have an answer to each question. One query."""
    current = Answer.objects.filter(
        application__version__form=form_id,
        application__state=State.DRAFT,
        application__closed_at__isnull=True,
        superseded_at__isnull=True,
    )
    rows = current.order_by().values_list("application__version", "question")
    return {
        (version, question): count
        for version, question, count in rows.annotate(count=Count("application", distinct=True))
    }


def _together(one: Touched, other: Touched) -> Touched:
    heavier = max(one.change, other.change, key=lambda change: WEIGHT[change.effect])
    return Touched(heavier, one.drafts + other.drafts, one.answered + other.answered)
