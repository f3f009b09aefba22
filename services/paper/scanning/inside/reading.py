"""Reads one page: lays it over its print, looks into its boxes, cuts its answers out."""

import cv2
import numpy as np
from numpy.typing import NDArray

from services.paper.scanning.found import Cut, PageReading, Rect, Template
from services.paper.scanning.inside.aligning import aligned
from services.paper.scanning.inside.clean import PX_PER_MM, Clean, Grey, Shelf
from services.paper.scanning.inside.ink import Ink, ink_on
from services.paper.scanning.inside.marks import marks, slices, spots_of, whole_of

PRINT_THERE_MIN = 0.7
"""A page shows 0.94 to 0.99 of its print; one with a corner off somewhat less."""
CUT_MARGIN_MM = 2.5
WRITTEN_MM = 1.5
"""A stroke this long is handwriting; dots and dirt are not."""
WRITTEN_MM2 = 0.4
"""So much ink in all."""
OUTSIDE_MM = 3.0
EDGE_MM = 8
"""Nearer to the edge of the sheet are shadows and the scanner's lid."""
JPEG_QUALITY = 80


def read_page(picture: bytes | Grey, template: Template, shelf: Shelf) -> PageReading:
    """Return what is on a page: a picture as opened() gives it, or its dots in grey."""
    grey = picture if isinstance(picture, np.ndarray) else _decoded(picture)
    if grey is None:
        return PageReading(problem="page_broken")
    clean = shelf.page(template.pdf, template.page)
    page = aligned(grey, clean)
    if page is None:
        return PageReading(problem="page_not_aligned")
    ink = ink_on(page, clean)
    if ink.print_there(page, clean) < PRINT_THERE_MIN:
        return PageReading(problem="page_not_aligned")
    spots = spots_of(page, clean, template.ticks)
    whole = whole_of(ink, spots.values())
    crossed = np.isin(whole.joined, list(whole.homes))
    return PageReading(
        turned_degrees=page.turned_degrees,
        straight=_jpeg(page.grey),
        ticks=marks(page, clean, ink, spots, whole),
        answers={
            name: Cut(_cut(page.grey, rect), _written(ink, rect, crossed))
            for name, rect in template.areas.items()
        },
        elsewhere=_elsewhere(ink, clean, template),
    )


def _decoded(picture: bytes) -> Grey | None:
    try:
        found = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error:
        return None
    return None if found is None else np.asarray(found, np.uint8)


def _cut(grey: Grey, rect: Rect) -> bytes:
    ok, png = cv2.imencode(".png", grey[slices(rect, wider_mm=CUT_MARGIN_MM)])
    return png.tobytes() if ok else b""


def _jpeg(grey: Grey) -> bytes:
    ok, jpeg = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return jpeg.tobytes() if ok else b""


def _written(ink: Ink, rect: Rect, crossed: NDArray[np.bool_]) -> bool:
    """Tell whether anything is written in an answer that is not a mark in one of its boxes to cross."""
    where = slices(rect)
    strokes = np.where(crossed[where], 0, ink.strokes[where])
    long = [stroke for stroke in np.unique(strokes).tolist() if _is_long(ink, stroke, WRITTEN_MM)]
    return bool(long) and int(np.isin(strokes, long).sum()) >= WRITTEN_MM2 * PX_PER_MM**2


def _elsewhere(ink: Ink, clean: Clean, template: Template) -> bool:
    """Tell whether anything is written where nothing is asked."""
    free = np.zeros(clean.grey.shape, bool)
    edge = EDGE_MM * PX_PER_MM
    free[edge:-edge, edge:-edge] = True
    for rect in (*template.areas.values(), *template.ticks.values()):
        free[slices(rect, wider_mm=OUTSIDE_MM)] = False
    strokes = np.unique(ink.strokes[free]).tolist()
    return any(stroke and _is_long(ink, stroke, OUTSIDE_MM) for stroke in strokes)


def _is_long(ink: Ink, stroke: int, least_mm: float) -> bool:
    _left, _top, width, height, _dots = ink.boxes[stroke].tolist()
    return bool(max(width, height) >= least_mm * PX_PER_MM)
