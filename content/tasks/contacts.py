"""A contact point is not changed so that nobody without the internet gets a published service any more."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from content.snippets.forms import CheckedForm
from content.tasks.ways import Services


def left_without(pk: int, after: Any) -> list[Any]:
    """Return the published services that only the internet would lead to after a change, but not before.

    `after` is the contact point as it will be; None if there will be none.
    """
    services = Services()
    if pk not in services.contacts:
        return []
    before = {page.pk for page in services.shut()}
    return [page for page in services.shut({pk: after}) if page.pk not in before]


def against(pk: int, after: Any) -> list[str]:
    """Return a sentence for each service that stands against a change."""
    text = _(
        "“%(service)s” needs it: nobody without the internet would get the service. Change that page first."
    )
    return [text % {"service": page.title} for page in left_without(pk, after)]


def refuse(pk: int, after: Any) -> None:
    """Raise ValidationError if a service stands against a change."""
    if found := against(pk, after):
        raise ValidationError({NON_FIELD_ERRORS: found})


class ContactForm(CheckedForm):
    """The editor's form for a contact point: a draft may say anything, publishing may not."""

    def _post_clean(self) -> None:
        super()._post_clean()
        contact = self.instance
        if self.is_deferred_validation or self.errors or not contact.pk:
            return
        for sentence in against(contact.pk, contact.as_published()):
            self.add_error(None, sentence)
