"""Partners' keys: made, given with a request, taken away."""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from services import vault
from services.api.models import ApiKey
from services.api.problems import Wrong
from services.applications.events import record
from services.applications.models import Application
from services.definitions.channels import Channel
from services.definitions.models import Form
from services.identity import throttle
from services.identity.actors import SYSTEM, Actor, Role

PREFIX = "anydoor_"
"""So that a key in the wrong place is recognised as one."""
USES = throttle.Limit("api", burst=120, refill=timedelta(seconds=1))
PARTNER = Actor(Role.HELPER)
"""A partner acts for its person: what it enters is theirs, given by somebody who helps them."""


@transaction.atomic
def make(*, organisation: str, forms: Iterable[Form], name: str = "") -> tuple[ApiKey, str]:
    """Return a new key and its text, which cannot be had again."""
    text = PREFIX + token_urlsafe(32)
    made = ApiKey.objects.create(
        organisation=organisation, name=name, digest=digest("api-key", text.encode()), made_at=timezone.now()
    )
    made.forms.set(forms)
    record("api_key_made", by=SYSTEM, channel=Channel.API, subject=made.subject)
    return made, text


@transaction.atomic
def revoke(*, key: ApiKey) -> None:
    """Take a key away. Twice changes nothing."""
    if ApiKey.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        record("api_key_revoked", by=SYSTEM, channel=Channel.API, subject=key.subject)


def key_of(request: HttpRequest) -> ApiKey:
    """Return the key that a request was sent with, and count its use.

    Found by its keyed hash, so that the time this takes tells nothing about other keys.
    Raises Wrong, TooManyTries.
    """
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    found = ApiKey.objects.filter(
        digest=digest("api-key", text.strip().encode(errors="replace")), revoked_at__isnull=True
    ).first()
    if scheme.lower() != "bearer" or found is None:
        raise Wrong("key-needed", headers={"WWW-Authenticate": "Bearer"})
    throttle.spend(str(found.pk), USES)
    ApiKey.objects.filter(pk=found.pk).update(used_at=timezone.now())
    return found


def require_form(key: ApiKey, form: str) -> None:
    """Raise Wrong if a key may not be used for a form."""
    if not key.forms.filter(key=form).exists():
        raise Wrong("key-not-for-form")


def note_use(key: ApiKey, deed: str, application: Application | None = None) -> None:
    """Record what a key was used for, in the current transaction."""
    record(
        "api_used", by=PARTNER, channel=Channel.API, application=application, subject=key.subject, deed=deed
    )


def digest(purpose: str, content: bytes) -> str:
    """Return a keyed hash of exactly these bytes (the blind index alone would fold case and spaces)."""
    return vault.blind_index(purpose, sha256(content).hexdigest())
