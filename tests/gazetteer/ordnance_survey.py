"""A stand-in for OS Places: its addresses, its answers, its errors."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit


def dpa(uprn: str, **fields: str) -> dict[str, Any]:
    """A delivery point as OS Places sends it."""
    known = {
        "UPRN": uprn,
        "UDPRN": "1",
        "ADDRESS": "ONE LINE",
        "POST_TOWN": "LANTERN BAY",
        "POSTCODE": "ZZ1 4QH",
        "RPC": "2",
        "X_COORDINATE": 1.0,
        "Y_COORDINATE": 1.0,
        "STATUS": "APPROVED",
        "LOGICAL_STATUS_CODE": "1",
        "CLASSIFICATION_CODE": "RD04",
        "LANGUAGE": "EN",
        "MATCH": 1.0,
    }
    return {"DPA": {**known, **fields}}


def lpi(uprn: str, **fields: str) -> dict[str, Any]:
    """A property as OS Places sends it."""
    known = {
        "UPRN": uprn,
        "ADDRESS": "ONE LINE",
        "USRN": "1",
        "LPI_KEY": "1",
        "STREET_DESCRIPTION": "HARBOUR STREET",
        "TOWN_NAME": "LANTERN BAY",
        "ADMINISTRATIVE_AREA": "LANTERN BAY",
        "POSTCODE_LOCATOR": "ZZ1 4QH",
        "LOGICAL_STATUS_CODE": "1",
        "LPI_LOGICAL_STATUS_CODE": "1",
        "POSTAL_ADDRESS_CODE": "D",
        "LANGUAGE": "EN",
        "MATCH": 1.0,
    }
    return {"LPI": {**known, **fields}}


@dataclass
class Survey:
    """What the stand-in knows, and what it was asked."""

    address: str = ""
    results: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    broken: bytes | None = None
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def answer(self, query: dict[str, list[str]]) -> bytes:
        """A page of results, with the header that tells how many there are."""
        self.asked.append(query)
        if self.broken is not None:
            return self.broken
        if self.status != 200:
            return json.dumps({"error": {"statuscode": self.status, "message": "no"}}).encode()
        offset, most = int(query["offset"][0]), int(query["maxresults"][0])
        header = {
            "uri": "https://api.os.uk/search/places/v1/postcode",
            "query": f"postcode={query['postcode'][0]}",
            "offset": offset,
            "totalresults": len(self.results),
            "format": "JSON",
            "dataset": query["dataset"][0],
            "lr": "EN,CY",
            "maxresults": most,
            "epoch": "120",
            "output_srs": "EPSG:27700",
        }
        found = self.results[offset : offset + most]
        return json.dumps({"header": header, **({"results": found} if found else {})}).encode()


@contextmanager
def ordnance_survey() -> Iterator[Survey]:
    """Serve OS Places on a free port of this machine."""
    survey = Survey()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            known = parts.path == "/search/places/v1/postcode"
            body = survey.answer(parse_qs(parts.query))
            self.send_response(survey.status if known else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Be quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        survey.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield survey
        server.shutdown()
