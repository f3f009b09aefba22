"""An invented application, to try a destination out."""

from uuid import uuid4

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.applications.exporting import ApplicationData
from services.delivery import storing
from services.delivery.models import Destination, Way
from services.delivery.reaching import reach_of
from services.delivery.ways import mailing, webhook
from services.notifications.contents import Content


def send(destination: Destination) -> None:
    """Send it the way that applications go. A file is written, read back and removed. Raises SendFailed."""
    key = uuid4()
    body = data(destination).model_dump_json(by_alias=True).encode()
    if destination.way == Way.WEBHOOK:
        webhook.send_body(reach_of(destination), str(key), body)
    elif destination.way == Way.EMAIL:
        mailing.mail(destination, key, _content(destination))
    else:
        name = f"{destination.folder}/test-{key}.json"
        storing.write(name, body)
        storing.erase(name)


def data(destination: Destination) -> ApplicationData:
    """Return the invented application: `test` is true, and no person is in it."""
    now = timezone.now()
    answer = {
        "question": "sample",
        "label": "Is this a test?",
        "kind": "yes_no",
        "type": "boolean",
        "value": True,
        "text": ["Yes"],
        "channel": "online",
        "given_by": "system",
        "given_at": now,
    }
    key = destination.form.key if destination.form else "sample"
    return ApplicationData.model_validate(
        {
            "test": True,
            "reference": "TEST",
            "receipt": "TEST",
            "form": {"key": key, "version": 1, "title": "Test"},
            "language": destination.language,
            "channel": "online",
            "submitted_at": now,
            "declaration": {"how": "ticked", "statements": []},
            "answers": [answer],
        }
    )


def _content(destination: Destination) -> Content:
    with override(destination.language):
        body = render_to_string("delivery/test_mail.txt", {"name": destination.name})
        return Content(reach_of(destination).email, _("A test from your forms"), body.strip() + "\n")
