"""The one gate through which everything goes that an author publishes, whichever way they try."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.models import Page

from content.checks.conditions import unknown_conditions
from content.checks.findings import RULES_VERSION, Finding, Weight
from content.checks.known import facts_named, typed_again
from content.checks.languages import in_own_language, original_of, translations, words_of
from content.checks.marked_up import marked_up
from content.checks.pieces import pieces
from content.checks.plain_words import plain_words
from content.checks.required import required
from content.checks.way_status import way_status
from content.checks.ways_in import ways_in
from content.checks.who_can import who_can
from content.models.checks import Dismissal, Outcome, PublishCheckRun


class NotYet(ValidationError):
    """It cannot be published as it is; the messages say why."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__({NON_FIELD_ERRORS: reasons})


class Gated:
    """Goes before one of Wagtail's actions for publishing: first it asks what stands against it."""

    def reasons(self) -> list[str]:
        """Return why this state may not go live. A page that is not of our making may."""
        stops = getattr(self.object, "stops", None)  # type: ignore[attr-defined]  # an action is behind it
        return stops(self.user) if stops else []  # type: ignore[attr-defined]  # an action is behind it

    def check(self, skip_permission_checks: bool = False) -> None:
        """Raise PermissionDenied, or NotYet with every reason."""
        super().check(skip_permission_checks=skip_permission_checks)  # type: ignore[misc]  # see above
        if found := self.reasons():
            raise NotYet(found)


def problems(page: Page, *, form_is_clean: bool = False) -> list[Finding]:
    """Return everything that the rules find on this state of a page, in the language in use.

    A form that was checked without anything deferred has asked for what is required: `form_is_clean`.
    """
    texts = pieces(page)
    original = original_of(page)
    found = [] if form_is_clean else list(required(page))
    found += [
        *marked_up(page, texts),
        *typed_again(texts),
        *facts_named(texts),
        *ways_in(page),
        *way_status(page),
        *who_can(page),
        *unknown_conditions(page),
        *in_own_language(page, texts, original),
    ]
    if original is None:
        found += translations(page, went_live_at(page))
    return [*found, *plain_words(page, texts, page.locale.language_code)]


def went_live_at(page: Page) -> datetime | None:
    """Return since when readers see exactly these words; None if they do not."""
    live = type(page).objects.filter(pk=page.pk, live=True).first() if page.pk else None
    mark = words_of(page)
    if live is None or words_of(live) != mark:
        return None
    at: datetime | None = live.last_published_at
    runs = PublishCheckRun.objects.filter(page_id=page.pk, outcome=Outcome.PUBLISHED)
    for words, moment in runs.values_list("words", "at"):
        if words != mark:
            break
        at = moment
    return at


def dismissed(page: Page) -> dict[str, str]:
    """Return the reasons given for this page, by the signature of what they answer."""
    if not page.pk:
        return {}
    return dict(Dismissal.objects.filter(page_id=page.pk).values_list("signature", "reason"))


def unanswered(page: Page, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings that ask whoever publishes for a reason, and have none yet."""
    asks = [each for each in found if each.weight is Weight.ASKS]
    reasons = dismissed(page) if asks else {}
    return [each for each in asks if each.signature not in reasons]


def against(page: Page, found: Iterable[Finding], by: Any) -> list[Finding]:
    """Return which findings keep a page from going live. Only a person can be asked for a reason."""
    found = list(found)
    return [
        *(each for each in found if each.weight is Weight.STOPS),
        *(unanswered(page, found) if by else ()),
    ]


def dismiss(page: Page, finding: Finding, *, reason: str, by: Any) -> None:
    """Keep why a page goes live all the same. Raises ValueError without a reason, or if nobody may."""
    if finding.weight is Weight.STOPS:
        raise ValueError(f"{finding.code} cannot be dismissed")
    if not reason.strip():
        raise ValueError(f"no reason to dismiss {finding.code}")
    Dismissal.objects.update_or_create(
        page_id=page.pk,
        signature=finding.signature,
        defaults={"code": finding.code, "reason": reason.strip(), "by": by},
    )


def record(page: Page, found: Iterable[Finding], *, revision: Any, by: Any, outcome: Outcome) -> None:
    """Keep what was found, by which rules, for whom, and what became of it."""
    reasons = dismissed(page)
    PublishCheckRun.objects.create(
        page_id=page.pk,
        revision=revision,
        by=by,
        rules=RULES_VERSION,
        outcome=outcome,
        words=words_of(page),
        findings=[{**each.as_data(), "reason": reasons.get(each.signature, "")} for each in found],
    )
