"""A receiver, and where it is reached."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from services.applications.actions import submit
from services.applications.models import Application
from services.definitions.channels import Channel
from services.delivery import actions
from services.delivery.models import Destination, Way
from services.identity.actors import SYSTEM, citizen
from tests import builders
from tests.delivery.receiver import Receiver, receiving


@pytest.fixture(autouse=True)
def _on_this_machine(settings) -> None:
    settings.DEMO = True  # plain http to 127.0.0.1, where the receiver is


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as told:
        yield told


@pytest.fixture
def goes_to(db) -> Callable[..., Destination]:
    """Add a destination."""

    def add(way: Way = Way.WEBHOOK, **said: Any) -> Destination:
        wanted = actions.Wanted(**{"name": f"Back office {way}", "form": None, "language": "en", **said})
        return actions.add(way=way, wanted=wanted, by=SYSTEM, channel=Channel.COUNTER)

    return add


def sent_in(**changes: Any) -> Application:
    """An application that was just submitted."""
    application = builders.filled(builders.draft(**changes))
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    return Application.objects.get(pk=application.pk)
