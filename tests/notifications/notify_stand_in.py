"""Answers as GOV.UK Notify does for finished letters, and checks its rules for them.

Figures and way of looking from its letter specification and alphagov/notifications-template-preview,
app/precompiled.py: cover what may be printed on, and nothing may be left.
"""

import base64
import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pypdfium2
from PIL import Image, ImageDraw
from pypdf import PdfReader

A4_MM = (210, 297)
TOLERANCE_MM = 1
FIRST_PAGE = ((15, 5, 125, 30), (125, 5, 195, 95), (24.6, 39.5, 120, 66.3), (15, 95, 195, 292))
"""Above the address, right of it, the address itself, and the body: left, top, right, bottom in mm."""
OTHER_PAGES = ((15, 5, 195, 292),)
MOST_BYTES = 2_000_000
POINTS_A_MM = 72 / 25.4
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")


def faults(data: bytes) -> Iterator[str]:
    """Yield what Notify would turn a letter down for."""
    if len(data) > MOST_BYTES:
        yield "file-too-large"
    pdf = pypdfium2.PdfDocument(data)
    if len(pdf) > 10:
        yield "letter-too-long"
    for number, page in enumerate(pdf):
        width, height = (round(side / POINTS_A_MM) for side in page.get_size())
        if (width, height) != A4_MM:
            yield "letter-not-a4-portrait-oriented"
        picture = page.render(scale=2).to_pil().convert("L")
        if _outside(picture, OTHER_PAGES if number else FIRST_PAGE):
            yield "content-outside-printable-area"
        if number and "NOTIFY" in _words(page, 0, 0, 30, 15):
            yield "notify-tag-found-in-content"
    yield from _of_address(pdf[0])
    if not all(_embedded(data)):
        yield "fonts-not-embedded"


def _of_address(page: Any) -> Iterator[str]:
    lines = _words(page, 21.6, 36.5, 123, 69.3).split("\n")
    if len(lines) < 3:
        yield "not-enough-address-lines"
    if len(lines) > 7:
        yield "too-many-address-lines"
    if not POSTCODE.fullmatch(lines[-1].strip()) and lines[-1].strip() != "FRANCE":
        yield "not-a-real-uk-postcode-or-country"


def _outside(picture: Image.Image, areas: tuple[tuple[float, ...], ...]) -> bool:
    draw = ImageDraw.Draw(picture)
    scale = 2 * POINTS_A_MM
    for left, top, right, bottom in areas:
        edges = (left - TOLERANCE_MM, top - TOLERANCE_MM, right + TOLERANCE_MM, bottom + TOLERANCE_MM)
        draw.rectangle(tuple(edge * scale for edge in edges), fill=255)
    return picture.getextrema()[0] < 255


def _words(page: Any, left: float, top: float, right: float, bottom: float) -> str:
    height = page.get_size()[1]
    edges = {
        "left": left * POINTS_A_MM,
        "right": right * POINTS_A_MM,
        "top": height - top * POINTS_A_MM,
        "bottom": height - bottom * POINTS_A_MM,
    }
    text: str = page.get_textpage().get_text_bounded(**edges)
    return text.replace("\r", "").strip()


def _embedded(data: bytes) -> Iterator[bool]:
    for page in PdfReader(BytesIO(data)).pages:
        fonts = page["/Resources"].get_object().get("/Font", {}).get_object()
        for font in fonts.values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                described = inner.get_object()["/FontDescriptor"].get_object()
                yield any(f"/FontFile{kind}" in described for kind in ("", "2", "3"))


class Notify(BaseHTTPRequestHandler):
    """The three addresses that letters need. `letters` is what it holds, by its own id."""

    letters: dict[str, dict[str, Any]] = {}
    down_with = 0
    """Answer everything with this."""
    lose_answer = False
    """Take the next letter, and break off before saying so."""

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.down_with or self.path != "/v2/notifications/letter" or not self._may():
            self._say(self.down_with or 403, {"errors": []})
            return
        if sent["postage"] not in ("first", "second") or not sent["reference"]:
            self._say(400, {"errors": []})
            return
        found = list(faults(base64.b64decode(sent["content"])))
        number = f"id-{len(self.letters) + 1}"
        status = "validation-failed" if found else "pending-virus-check"
        self.letters[number] = {"id": number, "status": status, "faults": found, **sent}
        if type(self).lose_answer:
            type(self).lose_answer = False
            self.close_connection = True
            return
        self._say(201, {"id": number, "reference": sent["reference"], "postage": sent["postage"]})

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        asked = parse_qs(where.query)
        if self.down_with or not self._may():
            self._say(self.down_with or 403, {"errors": []})
        elif where.path == "/v2/notifications":
            assert asked["template_type"] == ["letter"]
            known = [each for each in self.letters.values() if each["reference"] == asked["reference"][0]]
            self._say(200, {"notifications": known[::-1], "links": {}})
        elif letter := self.letters.get(where.path.rpartition("/")[2]):
            self._say(200, letter)
        else:
            self._say(404, {"errors": []})

    def _may(self) -> bool:
        return self.headers["Authorization"].startswith("Bearer ey")

    def _say(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Say nothing."""
