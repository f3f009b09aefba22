"""How a process that looks into files and the one that asked it speak: a line of JSON, then bytes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

HEAD_MAX_BYTES = 4_000_000


class Broken(Exception):
    """The other side ended, or says what nobody understands."""


def send(to: BinaryIO, said: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Write a message. Raises Broken if nobody listens."""
    head = json.dumps({**said, "blobs": [len(blob) for blob in blobs]}).encode()
    try:
        to.write(head + b"\n")
        to.writelines(blobs)
        to.flush()
    except (BrokenPipeError, ValueError):
        raise Broken from None


def receive(from_: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """Return the next message. Raises Broken if there is none, or only half of one."""
    try:
        head = from_.readline(HEAD_MAX_BYTES)
        said = json.loads(head)
        blobs = [from_.read(length) for length in said.pop("blobs")]
    except (ValueError, KeyError, AttributeError, TypeError, OSError):
        raise Broken from None
    if not isinstance(said, dict) or not head.endswith(b"\n"):
        raise Broken
    return said, blobs
