"""Publish a form: check the document, then append an immutable version."""

import hashlib
import json

from django.db import transaction

from services.definitions.checks.compiler import Fault, faults
from services.definitions.document import Document
from services.definitions.errors import FormUnknown
from services.definitions.models import Form, FormVersion
from services.definitions.versions.fates import KEEP, OpenDrafts
from services.facts.queries import known_today
from services.identity.actors import Actor


class NotPublishable(ValueError):
    """The document has faults. They are in `faults`, in document order."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.code} at {fault.where} {fault.about}".strip() for fault in found))
        self.faults = found


def checksum(document: Document) -> str:
    """Return the SHA-256 of the document's content, the same for the same content."""
    content = json.dumps(document.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def publish(*, document: Document, by: Actor, open_drafts: OpenDrafts = KEEP) -> FormVersion:
    """Return the version that now serves every channel; the newest one, as it is, if nothing changed.

    `open_drafts` is kept with the version: what becomes of applications begun earlier. To move them at
    once, publish through applications.actions.publish_form. Raises NotPublishable if there are faults.
    """
    if found := faults(document, known_today()):
        raise NotPublishable(found)
    form, _created = Form.objects.select_for_update().get_or_create(key=document.key)
    newest = form.current
    if newest and newest.definition == document:
        return newest  # also where another release of the software wrote the same form down otherwise
    return FormVersion.objects.create(
        form=form,
        number=newest.number + 1 if newest else 1,
        content=document.model_dump(mode="json", by_alias=True),
        checksum=checksum(document),
        published_by=by.user,
        fate=open_drafts.fate.value,
        kept_until=open_drafts.until,
    )


def checker_for(form_key: str) -> FormVersion | None:
    """Return the checker that leads to a form, as it is now; None if there is none."""
    leading = FormVersion.objects.filter(content__leads_to=form_key).values("form")
    for form in Form.objects.filter(pk__in=leading).order_by("key"):
        if form.current and form.current.document.leads_to == form_key:
            return form.current
    return None


def current_version(form_key: str) -> FormVersion:
    """Return the newest version of a form. Raises FormUnknown."""
    version = (
        FormVersion.objects.select_related("form").filter(form__key=form_key).order_by("-number").first()
    )
    if version is None:
        raise FormUnknown
    return version
