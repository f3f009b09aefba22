"""Where a webhook may go: https to the public internet, never into our own network.

Whoever can name an address could otherwise make this server ask its own neighbours (server-side request
forgery, CWE-918). The name is looked up once and the connection goes to the very address that was
checked, so that a name which changes its mind (DNS rebinding) leads nowhere else.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from services.delivery.errors import SendFailed

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect and what to ask for."""

    host: str
    port: int
    path: str
    ip: str
    is_tls: bool


def parse(url: str, *, plain: bool = False) -> tuple[str, int, str, bool]:
    """Return host, port, path with query, and whether it is https. Raises SendFailed, final.

    Without encryption only where `plain` allows it, or in a demonstration.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise SendFailed("address_wrong", final=True) from None
    if parts.scheme != "https" and not ((plain or settings.DEMO) and parts.scheme == "http"):
        raise SendFailed("address_not_https", final=True)
    if not host or not host.isascii() or parts.username is not None or not url.isprintable() or " " in url:
        raise SendFailed("address_wrong", final=True)
    is_tls = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return host, port or (443 if is_tls else 80), path, is_tls


def target_of(url: str) -> Target:
    """Return where an address leads. Looks the name up.

    Raises SendFailed: final if the address may not be used, not final if its name is unknown just now.
    """
    return _looked_up(*parse(url), anywhere=settings.DEMO)


def public_target_of(url: str) -> Target:
    """The same of a link that anybody may have written: with or without encryption, never a neighbour."""
    return _looked_up(*parse(url, plain=True), anywhere=False)


def _looked_up(host: str, port: int, path: str, is_tls: bool, *, anywhere: bool) -> Target:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SendFailed("name_unknown") from None
    ips = [str(address[0]) for *_others, address in found]
    if not anywhere and not all(is_public(ipaddress.ip_address(ip.partition("%")[0])) for ip in ips):
        raise SendFailed("address_private", final=True)
    return Target(host, port, path, ips[0], is_tls)


def is_public(ip: IPAddress) -> bool:
    """Tell whether an address is one of the public internet, whatever it is wrapped in."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return ip.is_global and not ip.is_multicast
