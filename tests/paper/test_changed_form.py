"""A form that is printed with answers is the version in force, as its author chose."""

import pytest
from django.test import Client
from django.urls import reverse

from services.applications.actions import publish_form
from services.applications.actions.moving import close
from services.applications.errors import DraftClosed
from services.definitions.versions.fates import CLOSE, MOVE
from services.identity.actors import SYSTEM
from services.paper.models import PrintedCopy
from tests.applications.test_moving import NO_HELP, edited, filled, fresh
from tests.paper.test_copies import let_in, printed

pytestmark = [pytest.mark.django_db]


def test_it_is_printed_from_the_version_it_moves_to(client: Client) -> None:
    application = filled()
    let_in(client, application)
    publish_form(document=edited(**NO_HELP), by=SYSTEM, open_drafts=MOVE)
    client.post(reverse("paper:prefilled", args=[application.pk]))
    assert PrintedCopy.objects.get().version.number == 2


def test_what_a_new_version_closed_is_not_printed() -> None:
    application = filled()
    version = publish_form(document=edited(**NO_HELP), by=SYSTEM, open_drafts=CLOSE)
    close(application=application, because=version)
    with pytest.raises(DraftClosed):
        printed(fresh(application))
