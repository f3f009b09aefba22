"""A service says who can have it: in a text, or in requirements."""

from collections.abc import Iterator

from wagtail.models import Page

from content.checks.findings import Finding, Weight
from content.checks.pieces import label_of


def who_can(page: Page) -> Iterator[Finding]:
    """Yield a finding if a service says nothing of who can have it."""
    if hasattr(page, "requirements") and not page.requirements and not page.who_can:
        yield Finding("nobody_named", Weight.STOPS, "requirements", None, label_of(page, "requirements"))
