"""Messages made by the outbox's own actions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from services.notifications import outbox
from services.notifications.models import Message, Way

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture(autouse=True)
def _probe_templates(settings) -> None:
    engine = {**settings.TEMPLATES[0], "DIRS": [TEMPLATES, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [engine]


@pytest.fixture
def say(db, django_capture_on_commit_callbacks) -> Callable[..., Message]:
    """Queue a message; unless `hold` is given, what follows the commit happens at once."""

    def queue(*, hold: bool = False, **changes: Any) -> Message:
        values: dict[str, Any] = {
            "way": Way.EMAIL,
            "to": "bronwen@example.org",
            "kind": "probe",
            "language": "en",
            "about": "appointment:7f0c",
            "context": {"name": "Bronwen O'Hara", "place": "Quay House"},
        }
        with django_capture_on_commit_callbacks(execute=not hold):
            message = outbox.queue(**values | changes)
        return Message.objects.get(pk=message.pk)

    return queue
