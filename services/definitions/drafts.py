"""Drafts of forms: what an author or an importer is still working on. Faults are allowed in them."""

from django.db import transaction
from django.utils import timezone

from services.definitions.document import Document
from services.definitions.exchange.exporting import Content, content_faults
from services.definitions.models import FormDraft, FormVersion
from services.definitions.publishing import NotPublishable, publish
from services.definitions.versions.fates import KEEP, OpenDrafts
from services.facts.queries import known_today
from services.identity.actors import Actor


@transaction.atomic
def save_draft(*, key: str, content: Content, by: Actor, report: Content | None = None) -> FormDraft:
    """Return the form's one draft, now holding this content. `report` tells what an importer carried."""
    found = {"content": content, "updated_at": timezone.now(), "updated_by": by.user, "report": report}
    draft, _created = FormDraft.objects.update_or_create(key=key, defaults=found)
    return draft


@transaction.atomic
def publish_draft(*, draft: FormDraft, by: Actor, open_drafts: OpenDrafts = KEEP) -> FormVersion:
    """Return the version that the draft becomes. Raises NotPublishable if it has faults."""
    if found := content_faults(draft.content, known_today()):
        raise NotPublishable(found)
    return publish(document=Document.model_validate(draft.content), by=by, open_drafts=open_drafts)
