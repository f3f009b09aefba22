"""Publish a form and settle what becomes of its open applications, in the background, batch by batch."""

import logging
from functools import partial

from django.db import transaction
from django.db.models import F, Max
from django_tasks import task

from services.applications.actions.moving import catch_up
from services.applications.choices import State
from services.applications.queries import with_everything
from services.definitions.document import Document
from services.definitions.models import Form, FormVersion
from services.definitions.publishing import publish
from services.definitions.versions.fates import Fate, OpenDrafts
from services.identity.actors import Actor
from services.vault import Unreadable

logger = logging.getLogger(__name__)
BATCH = 200


@transaction.atomic
def publish_form(*, document: Document, by: Actor, open_drafts: OpenDrafts) -> FormVersion:
    """Publish a form and let the workers move or close its open applications, as chosen.

    An application that is opened before the workers come to it is settled at that moment.
    Raises NotPublishable if the document has faults.
    """
    version = publish(document=document, by=by, open_drafts=open_drafts)
    if version.fate != Fate.KEEP:
        transaction.on_commit(partial(settle_soon, version.form_id))
    return version


def settle_soon(form_id: int) -> None:
    """Hand the open applications of a form to the workers."""
    settle_drafts.enqueue(form_id)


@task()
def settle_drafts(form_id: int, after: str = "") -> None:
    """Settle one batch of open applications in the background, then ask for the next."""
    last = settle_batch(form_id, after)
    if last:
        settle_drafts.enqueue(form_id, last)


def settle_batch(form_id: int, after: str = "") -> str:
    """Settle open applications of earlier versions, one transaction each.

    Return where the next batch begins, "" if this was the last. Done again, it changes nothing.
    """
    newest = FormVersion.objects.filter(form=form_id).latest("number")
    waiting = with_everything().filter(version__form=form_id, state=State.DRAFT, closed_at__isnull=True)
    waiting = waiting.exclude(version=newest).order_by("pk")
    if after:
        waiting = waiting.filter(pk__gt=after)
    found = list(waiting[:BATCH])
    for application in found:
        try:
            catch_up(application)
        except Unreadable:  # its person is told so when they open it; the others must not wait
            logger.exception("application %s could not be settled", application.pk)
    return str(found[-1].pk) if len(found) == BATCH else ""


def settle_all() -> int:
    """Settle every form's open applications: those whose date has come, those a worker left.

    Return how many forms had any.
    """
    outdated = Form.objects.annotate(newest=Max("versions__number")).filter(
        versions__applications__state=State.DRAFT,
        versions__applications__closed_at__isnull=True,
        versions__number__lt=F("newest"),
    )
    forms = list(outdated.distinct().values_list("pk", flat=True))
    for form_id in forms:
        last = settle_batch(form_id)
        while last:
            last = settle_batch(form_id, last)
    return len(forms)
