"""Asks ClamAV's daemon whether a file is harmful, over its INSTREAM command (clamd(8))."""

import re
import socket
import struct

from django.conf import settings

CHUNK_BYTES = 64 * 1024
TIMEOUT_S = 30
LONGEST_REPLY_BYTES = 4096
ADDRESS = re.compile(r"^(?:unix:(?P<path>/.+)|(?P<host>[^:]+|\[[^\]]+\]):(?P<port>\d+))$")


class ScannerDown(Exception):
    """The scanner did not answer, or not with a verdict. The file is neither clean nor refused."""


def is_configured() -> bool:
    """Return whether there is a scanner. Without one, files stay `received` and staff are warned."""
    return bool(settings.CLAMD_ADDRESS)


def is_clean(content: bytes) -> bool:
    """Return whether the scanner finds nothing harmful. Raises ScannerDown."""
    try:
        with _connect() as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK_BYTES):
                chunk = content[start : start + CHUNK_BYTES]
                connection.sendall(struct.pack("!L", len(chunk)) + chunk)
            connection.sendall(struct.pack("!L", 0))
            reply = _reply(connection)
    except OSError as failure:
        raise ScannerDown(type(failure).__name__) from None
    if reply == b"stream: OK":
        return True
    if reply.endswith(b" FOUND"):
        return False
    raise ScannerDown("no verdict")  # "… ERROR": its words are not ours to log


def _connect() -> socket.socket:
    found = ADDRESS.match(settings.CLAMD_ADDRESS)
    if found is None:
        raise ValueError(f"CLAMD_ADDRESS is {settings.CLAMD_ADDRESS!r}: use host:port or unix:/path")
    if found["path"]:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT_S)
        try:
            connection.connect(found["path"])
        except OSError:
            connection.close()
            raise
        return connection
    return socket.create_connection((found["host"].strip("[]"), int(found["port"])), timeout=TIMEOUT_S)


def _reply(connection: socket.socket) -> bytes:
    reply = b""
    while not reply.endswith(b"\0") and len(reply) < LONGEST_REPLY_BYTES:
        more = connection.recv(LONGEST_REPLY_BYTES)
        if not more:
            break
        reply += more
    return reply.rstrip(b"\0").strip()
