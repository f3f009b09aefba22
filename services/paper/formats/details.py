"""What somebody wrote who asked for another format: sealed, under a key of the request's own."""

import json
from dataclasses import asdict, dataclass

from services import vault

CONTEXT = "format-request"


@dataclass(frozen=True, slots=True)
class Details:
    """What they need and how to reach them, in their words."""

    about: str = ""
    """Which form or letter, perhaps with a reference."""
    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    more: str = ""


def sealed(details: Details, data_key: bytes) -> bytes:
    """Return the details encrypted under a wrapped key."""
    return vault.Box(data_key).seal(json.dumps(asdict(details)).encode(), context=CONTEXT)


def opened(found: bytes | memoryview, data_key: bytes) -> Details:
    """Return details that were sealed."""
    return Details(**json.loads(vault.Box(data_key).open(found, context=CONTEXT)))
