"""Paper in the hands of people: a print filled in with a pen, and the file that the scanner makes of it."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from random import Random
from typing import Any

import cv2
from PIL import Image

from services.paper.blank import store
from services.paper.models import PrintedForm
from tests.scans import PX_PER_MM, Grey, Pen, printed, scanned

Boxes = list[dict[str, list[float]]]


def pdf_of(form: PrintedForm) -> bytes:
    """A blank form as it was handed out."""
    with store().open(form.stored_as) as stored:
        return bytes(stored.read())


def filled_in(
    pdf: bytes, boxes: Boxes, *, crosses: Iterable[str] = (), words: Mapping[str, str] | None = None
) -> list[Grey]:
    """The pages of a print with boxes crossed and words written, each by its name in the box map."""
    random, pages = Random(7), []
    for number, page in enumerate(boxes, start=1):
        pen = Pen(printed(pdf, number).copy(), random)
        for name in crosses:
            if name in page:
                pen.mark("cross", _rect(page[name]))
        for name, text in (words or {}).items():
            if name in page:
                left, _top, _right, bottom = page[name]
                at = round((left + 1) * PX_PER_MM), round((bottom - 1.5) * PX_PER_MM)
                cv2.putText(pen.paper, text, at, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 2, 40, 5, cv2.LINE_AA)
        pages.append(pen.paper)
    return pages


def batch_of(pages: Iterable[Grey], look: str = "flatbed") -> bytes:
    """One file of many scanned pages."""
    random = Random(11)
    pictures = [Image.open(BytesIO(scanned(page, look, random))) for page in pages]
    found = BytesIO()
    pictures[0].save(found, "PDF", save_all=True, append_images=pictures[1:], resolution=150)
    return found.getvalue()


def _rect(sides: Any) -> tuple[float, float, float, float]:
    left, top, right, bottom = sides
    return left, top, right, bottom
