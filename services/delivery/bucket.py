"""A bucket of S3, or of anything that speaks its language, as a Django storage: put, get, head, delete.

Requests are signed by AWS Signature Version 4 and name the bucket in the path, which every compatible
server understands. An object appears whole or not at all, and the server compares its SHA-256 with ours.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from mimetypes import guess_type
from urllib.parse import quote, urlsplit

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

TIMEOUT_S = 30
ALGORITHM = "AWS4-HMAC-SHA256"
GONE = 404
REFUSED = 300


@deconstructible
class Bucket(Storage):
    """One bucket. Everything that goes wrong is an OSError, as with files."""

    def __init__(self, *, endpoint: str, region: str, bucket: str, key_id: str, secret: str) -> None:
        """Take "https://host" and the key. Raises ValueError for an endpoint that is none."""
        parts = urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("DELIVERY_S3_ENDPOINT must be like https://s3.example.org")
        self._is_tls, self._host, self._port = parts.scheme == "https", parts.hostname, parts.port
        self._region, self._bucket, self._key_id, self._secret = region, bucket, key_id, secret

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]  # generic only in the stubs
        body = content.read()
        self._ask("PUT", name, body.encode() if isinstance(body, str) else body)
        return name

    def _open(self, name: str, mode: str = "rb") -> File:  # type: ignore[type-arg]  # generic only in the stubs
        _status, body = self._ask("GET", name)
        return ContentFile(body, name=name)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return the same name: what is written again takes the old one's place."""
        return name

    def exists(self, name: str) -> bool:
        """Tell whether there is such an object."""
        status, _body = self._ask("HEAD", name, missing_is_fine=True)
        return status != GONE

    def delete(self, name: str) -> None:
        """Delete an object, if it is there."""
        self._ask("DELETE", name, missing_is_fine=True)

    def _ask(
        self, method: str, name: str, body: bytes = b"", *, missing_is_fine: bool = False
    ) -> tuple[int, bytes]:
        path = "/" + quote(f"{self._bucket}/{name}", safe="/-_.~")
        connection = (HTTPSConnection if self._is_tls else HTTPConnection)(
            self._host, self._port, timeout=TIMEOUT_S
        )
        host = self._host if self._port is None else f"{self._host}:{self._port}"
        told = {"host": host, **({"content-type": _type_of(name)} if method == "PUT" else {})}
        headers = self._signed(method, path, told, body)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            found = answer.read()
        except HTTPException as wrong:
            raise OSError(type(wrong).__name__) from None
        finally:
            connection.close()
        if answer.status == GONE and missing_is_fine:
            return GONE, b""
        if answer.status == GONE:
            raise FileNotFoundError(f"{method}: no such object")
        if answer.status >= REFUSED:
            raise OSError(f"{method}: the bucket answered {answer.status}")
        return answer.status, found

    def _signed(self, method: str, path: str, told: Mapping[str, str], body: bytes) -> dict[str, str]:
        """Return the headers of a request with its signature (Version 4, in a header, without a query)."""
        at = datetime.now(UTC)
        stamp, day = f"{at:%Y%m%dT%H%M%SZ}", f"{at:%Y%m%d}"
        digest = hashlib.sha256(body).hexdigest()
        headers = {**told, "x-amz-content-sha256": digest, "x-amz-date": stamp}
        names = ";".join(sorted(headers))
        lines = [f"{name}:{headers[name]}" for name in sorted(headers)]
        asked = "\n".join([method, path, "", *lines, "", names, digest])
        scope = f"{day}/{self._region}/s3/aws4_request"
        to_sign = "\n".join([ALGORITHM, stamp, scope, hashlib.sha256(asked.encode()).hexdigest()])
        key = f"AWS4{self._secret}".encode()
        for part in scope.split("/"):
            key = _hmac(key, part)
        signature = _hmac(key, to_sign).hex()
        credential = f"Credential={self._key_id}/{scope}, SignedHeaders={names}, Signature={signature}"
        return {**headers, "authorization": f"{ALGORITHM} {credential}"}


def _type_of(name: str) -> str:
    return guess_type(name)[0] or "application/octet-stream"


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), hashlib.sha256)
