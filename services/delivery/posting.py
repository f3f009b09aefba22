"""Ask an address: one request, no redirects, no proxy, a limit on time and on what is read."""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException
from threading import Timer

from services.delivery.addresses import Target, target_of
from services.delivery.errors import SendFailed

CONNECT_S = 5
READ_S = 20
WHOLE_S = 60
"""An answer that comes one byte at a time ends here. Far below a claim's lease."""
TRY_AGAIN = frozenset({408, 409, 425, 429})
"""The client errors that speak of the moment, not of the request (RFC 9110, 6585, 8470)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `location` is where a redirect leads; `body` is what was asked to be read of it."""

    status: int
    location: str = ""
    body: bytes = b""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Post a body and return once it was answered with 2xx.

    Raises SendFailed with `answer_<status>` or what kept the answer away; final for 4xx other than
    TRY_AGAIN. What the other side says beside its status is not read.
    """
    status = request("POST", target_of(url), body, headers)
    if not 200 <= status < 300:
        raise SendFailed(f"answer_{status}", final=400 <= status < 500 and status not in TRY_AGAIN)


def request(method: str, target: Target, body: bytes, headers: Mapping[str, str]) -> int:
    """Send one request and return the status of the answer. Raises SendFailed if there is none."""
    return ask(method, target, headers, body=body).status


def ask(
    method: str, target: Target, headers: Mapping[str, str], *, body: bytes = b"", read_bytes: int = 0
) -> Answer:
    """Send one request and return the answer, of its body so much. Raises SendFailed if there is none."""
    try:
        with _connected(target) as connected:
            return _asked(connected, method, target, body, headers, read_bytes)
    except ssl.SSLCertVerificationError:
        raise SendFailed("certificate") from None
    except TimeoutError:
        raise SendFailed("too_slow") from None
    except (OSError, HTTPException):
        raise SendFailed("no_answer") from None


def _connected(target: Target) -> socket.socket:
    plain = socket.create_connection((target.ip, target.port), timeout=CONNECT_S)
    if not target.is_tls:
        return plain
    try:
        return _tls().wrap_socket(plain, server_hostname=target.host)
    except OSError:
        plain.close()
        raise


@cache
def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _asked(
    connected: socket.socket,
    method: str,
    target: Target,
    body: bytes,
    headers: Mapping[str, str],
    read_bytes: int,
) -> Answer:
    connected.settimeout(READ_S)
    connection = HTTPConnection(target.host, target.port)
    connection.sock = connected
    host = f"[{target.host}]" if ":" in target.host else target.host
    is_usual = target.port == (443 if target.is_tls else 80)
    named = {"Host": host if is_usual else f"{host}:{target.port}", "Connection": "close", **headers}
    alarm = Timer(WHOLE_S, _hang_up, [connected])
    alarm.start()
    try:
        connection.request(method, target.path, body or None, named)
        with connection.getresponse() as answer:
            read = answer.read(read_bytes) if read_bytes else b""
            return Answer(answer.status, answer.getheader("Location") or "", read)
    finally:
        alarm.cancel()


def _hang_up(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it was over in the same moment
