"""What it takes to reach a destination: sealed in its row, opened only to send and to change it."""

import base64
import secrets
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services import vault
from services.delivery.models import Destination

SECRET_BYTES = 32
SECRET_MARK = "whsec_"  # noqa: S105  # how Standard Webhooks marks a secret, not one


class Reach(BaseModel):
    """An address to post to with the secret that signs, or an email address."""

    model_config = ConfigDict(frozen=True)

    url: str = ""
    secret: str = ""
    email: str = ""


def new_secret() -> str:
    """Return a fresh secret for signing, as Standard Webhooks writes it."""
    return SECRET_MARK + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def seal(reach: Reach, destination_id: UUID) -> bytes:
    """Return it sealed for its destination."""
    return vault.seal_for_site(reach.model_dump_json().encode(), context=_context(destination_id))


def reach_of(destination: Destination) -> Reach:
    """Return how to reach a destination. Raises vault.Unreadable if the row was changed."""
    return Reach.model_validate_json(
        vault.open_for_site(destination.sealed, context=_context(destination.pk))
    )


def _context(destination_id: UUID) -> str:
    return f"destination:{destination_id}"
