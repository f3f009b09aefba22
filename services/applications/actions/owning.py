"""Put an application into its person's account."""

from django.db import transaction

from services.applications.actions.locking import locked
from services.applications.choices import State
from services.applications.errors import NotOpen
from services.applications.models import Application
from services.identity.models import User


@transaction.atomic
def add_to_account(*, application: Application, user: User) -> None:
    """Make an application that nobody's account holds the user's own. Twice changes nothing.

    Raises NotOpen if it is in somebody else's account, or was erased.
    """
    held = locked(application.pk, remembers=True)
    if held.owner_id == user.pk:
        return
    if held.owner_id is not None or held.state == State.ERASED:
        raise NotOpen
    held.owner = user
    held.save(update_fields=["owner"])
