"""Encryption at rest and blind indexes. The only module that touches a key.

Each application has its own data key (AES-256-GCM), stored wrapped by the site key. Deleting the
wrapped key erases everything sealed under it, in every copy and back-up (crypto-shredding,
NIST SP 800-88 rev. 1, 2.5).
"""

import base64
import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12  # NIST SP 800-38D, 8.2.1
KEY_BYTES = 32


class Unreadable(ValueError):
    """Sealed bytes do not open: wrong key, wrong context, or changed since they were sealed."""


@cache
def _site_keys(configured: tuple[str, ...]) -> dict[str, bytes]:
    keys = {}
    for item in configured:
        name, _, encoded = item.partition(":")
        key = base64.b64decode(encoded)
        if len(key) != KEY_BYTES:
            raise ValueError(f"VAULT_KEYS: key {name!r} has {len(key)} bytes, it needs {KEY_BYTES}")
        keys[name] = key
    return keys


def _current() -> tuple[str, bytes]:
    return next(iter(_site_keys(tuple(settings.VAULT_KEYS)).items()))


def _encrypt(key: bytes, plain: bytes, context: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _decrypt(key: bytes, sealed: bytes, context: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())
    except InvalidTag:
        raise Unreadable(f"cannot open a value sealed for {context!r}") from None


def new_key() -> bytes:
    """Return a fresh data key, wrapped by the current site key. Store it; it is safe to store."""
    return _wrap(AESGCM.generate_key(bit_length=KEY_BYTES * 8))


def _wrap(data_key: bytes) -> bytes:
    name, site_key = _current()
    return name.encode() + b":" + _encrypt(site_key, data_key, "data-key")


def _unwrap(wrapped: bytes) -> bytes:
    name, found, sealed = bytes(wrapped).partition(b":")
    site_key = _site_keys(tuple(settings.VAULT_KEYS)).get(name.decode("ascii", "replace"))
    if not found or site_key is None:
        raise Unreadable("this data key was wrapped by a site key that is not configured, or erased")
    return _decrypt(site_key, sealed, "data-key")


def rewrap(wrapped: bytes) -> bytes:
    """Return the same data key wrapped by the current site key (key rotation)."""
    return _wrap(_unwrap(wrapped))


class Box:
    """Seals and opens values under one data key, unwrapped once."""

    def __init__(self, wrapped_key: bytes) -> None:
        """Open the wrapped key. Raises Unreadable if it was erased or its site key is gone."""
        self._key = _unwrap(wrapped_key)

    def seal(self, plain: bytes, *, context: str) -> bytes:
        """Return `plain` encrypted. It opens only with the same `context` (say which field it is)."""
        return _encrypt(self._key, plain, context)

    def open(self, sealed: bytes | memoryview, *, context: str) -> bytes:
        """Return what was sealed. Raises Unreadable if it was changed or belongs elsewhere."""
        return _decrypt(self._key, bytes(sealed), context)

    def mark(self, plain: bytes, *, context: str) -> str:
        """Return a keyed hash (16 hex digits): the same for the same text, telling nothing of it."""
        return hmac.digest(self._key, context.encode() + b"\x00" + plain, hashlib.sha256)[:8].hex()


def seal_for_site(plain: bytes, *, context: str) -> bytes:
    """Return `plain` sealed under a data key of its own, carried with it: for short-lived rows."""
    wrapped = new_key()
    return len(wrapped).to_bytes(2, "big") + wrapped + Box(wrapped).seal(plain, context=context)


def open_for_site(sealed: bytes | memoryview, *, context: str) -> bytes:
    """Return what seal_for_site sealed. Raises Unreadable if it was changed."""
    sealed = bytes(sealed)
    end = 2 + int.from_bytes(sealed[:2], "big")
    return Box(sealed[2:end]).open(sealed[end:], context=context)


def blind_index(purpose: str, *facts: str) -> str:
    """Return a keyed hash (64 hex digits) by which equal facts can be found without reading them.

    Case, accents' spelling and spaces at the ends do not count. Keyed with a key derived from the
    oldest site key, so that adding a new one does not lose the index.
    """
    oldest = list(_site_keys(tuple(settings.VAULT_KEYS)).values())[-1]
    key = hmac.digest(oldest, b"blind-index:" + purpose.encode(), hashlib.sha256)
    folded = "\x1f".join(" ".join(fact.casefold().split()) for fact in facts)
    return hmac.new(key, folded.encode(), hashlib.sha256).hexdigest()
