"""Post an application to an address, signed as Standard Webhooks 1.0 says (standardwebhooks.com).

    POST, Content-Type: application/json; charset=utf-8
    Idempotency-Key, webhook-id   the delivery's id: the same for every try
    webhook-timestamp             seconds since 1970, of this try: refuse what is older than five minutes
    webhook-signature             "v1," and base64 of HMAC-SHA256 over "<id>.<timestamp>.<body>"

The key is what follows "whsec_" in the secret, base64-decoded. Any 2xx confirms; a receiver that knows
the id already answers 2xx without doing anything.
"""

import base64
import hashlib
import hmac
import time

from services.delivery.models import Delivery
from services.delivery.payload import body_of
from services.delivery.posting import post
from services.delivery.reaching import SECRET_MARK, Reach, reach_of


def send(delivery: Delivery) -> None:
    """Post it. Raises SendFailed."""
    body = body_of(delivery).encode()
    send_body(reach_of(delivery.destination), str(delivery.pk), body)


def send_body(reach: Reach, key: str, body: bytes) -> None:
    """Post a body under an idempotency key. Raises SendFailed."""
    now = int(time.time())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Anydoor",
        "Idempotency-Key": key,
        "webhook-id": key,
        "webhook-timestamp": str(now),
        "webhook-signature": signature(reach.secret, key, now, body),
    }
    post(reach.url, body, headers)


def signature(secret: str, key: str, timestamp: int, body: bytes) -> str:
    """Return the signature header of a body."""
    signing = base64.b64decode(secret.removeprefix(SECRET_MARK))
    signed = f"{key}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(signing, signed, hashlib.sha256)).decode()
