"""An adviser finds a caller's address by its postcode, in the script."""

from typing import Any

import pytest
from django.urls import reverse

from services.applications.actions import start
from services.applications.queries import answers_of, typed_of
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.definitions.publishing import publish
from services.gazetteer.models import KnownAddress
from services.identity.actors import SYSTEM, citizen
from services.identity.roles import StaffRole
from tests.builders import both, small_document
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db


def test_an_address_is_found_chosen_and_saved_with_its_number(settings: Any) -> None:
    settings.ADDRESS_LOOKUP = "embedded"
    KnownAddress.objects.create(uprn="77", line1="2 Gull Road", town="Lantern Bay", postcode="ZZ2 3AB")
    question = {"kind": "address", "key": "home", "label": both("Address")}
    steps = [{"key": "home", "section": "you", "questions": [question]}]
    version = publish(document=small_document(steps=steps, repeats=[]), by=SYSTEM)
    application = start(version=version, by=citizen(), channel=Channel.PHONE, language="en")
    desk = at_the_desk(member(StaffRole.ADVISER))
    desk.post(reverse("assisted:home"), {"channel": "counter", "authority": "self"})
    call = AssistedSession.objects.get()
    desk.post(reverse("assisted:choose", args=[call.pk]), {"reference": application.reference})
    desk.post(reverse("assisted:check_document", args=[call.pk]))
    desk.post(reverse("assisted:consent", args=[call.pk]))
    script = reverse("assisted:ask", args=[call.pk, "home"])
    assert "Find by UK postcode" in desk.get(script).content.decode()
    page = desk.post(script, {"home-find": "zz23ab", "step-find": "home"}).content.decode()
    assert "2 Gull Road, Lantern Bay" in page
    chosen = {"home-find": "zz23ab", "home-found": "77", "step-choose": "home"}
    page = desk.post(script, chosen, follow=True).content.decode()
    assert 'value="2 Gull Road"' in page
    typed = typed_of(application, "home")
    assert typed is not None
    desk.post(script, {f"home-{part}": text for part, text in typed["home"].items()})
    assert answers_of(application).values["home"]["uprn"] == "77"
