"""What is in a box to cross. Where it is not plain to see, a person has to look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from services.paper.scanning.found import Mark, Rect
from services.paper.scanning.inside.aligning import Aligned, peak
from services.paper.scanning.inside.clean import PX_PER_MM, Clean, Grey
from services.paper.scanning.inside.ink import Ink

BORDER_MM = 0.85
"""The printed outline with what it may be off: what is written on it alone is not in the box."""
AROUND_MM = 4.0
"""So much around a box helps to find its exact place."""
REACH_MM = 1.0
BESIDE_MM = 3.0
"""A cross beside its box is this near."""
ALIKE_MIN = 0.5
"""A box whose surroundings look less like their print than this is not seen well."""
PRINTED_MIN = 0.04
"""A box of which this much is dark in the print was crossed by us."""
TRACE = 0.006
"""Less ink than this in a box is nothing, of the room in it."""
MARKED_MIN, MARKED_MAX = 0.035, 0.6
"""So much of the room does a cross, tick or slash take."""
FILLED_MIN = 0.72
"""From here on a box is filled in."""
STROKE_MM = 1.3
"""A mark is at least this long one way."""
HOLE_MM = 0.35
"""In a box filled in by hand no larger white spot is left: half its width."""
BESIDE_STROKE_MM = 1.5


@dataclass(frozen=True, slots=True)
class Spot:
    """A box where it really is, in dots: the room inside of its outline, and the whole."""

    room: tuple[slice, slice]
    whole: tuple[slice, slice]
    alike: float


def marks(page: Aligned, clean: Clean, ink: Ink, ticks: Mapping[str, Rect]) -> dict[str, Mark]:
    """Return what is in each box."""
    spots = {name: _spot(page.grey, clean, rect) for name, rect in ticks.items()}
    homes = _homes(ink, spots.values())
    return {name: _mark(page, clean, ink, spot, homes) for name, spot in spots.items()}


def touching(ink: Ink, where: tuple[slice, slice]) -> NDArray[np.int32]:
    """Return the strokes that come into a place."""
    found = np.unique(ink.strokes[where])
    return np.asarray(found[found > 0], np.int32)


def slices(rect: Rect, *, wider_mm: float = 0.0, x_px: float = 0.0, y_px: float = 0.0) -> tuple[slice, slice]:
    """Return the dots of a place on the page, moved and widened."""
    left, top, right, bottom = rect
    rows = _slice((top - wider_mm) * PX_PER_MM + y_px, (bottom + wider_mm) * PX_PER_MM + y_px)
    return rows, _slice((left - wider_mm) * PX_PER_MM + x_px, (right + wider_mm) * PX_PER_MM + x_px)


def _slice(start: float, end: float) -> slice:
    return slice(max(0, round(start)), max(0, round(end)))


def _spot(grey: Grey, clean: Clean, rect: Rect) -> Spot:
    """Return where a box is: looked for within REACH_MM by its outline and the print around it."""
    rows, columns = slices(rect, wider_mm=AROUND_MM)
    reach = round(REACH_MM * PX_PER_MM)
    height, width = clean.grey.shape
    rows = slice(max(rows.start, reach), min(rows.stop, height - reach))
    columns = slice(max(columns.start, reach), min(columns.stop, width - reach))
    print_ = clean.grey[rows, columns]
    mask = np.full(print_.shape, 1, np.float32)
    room_rows, room_columns = slices(rect, wider_mm=-BORDER_MM)
    mask[
        room_rows.start - rows.start : room_rows.stop - rows.start,
        room_columns.start - columns.start : room_columns.stop - columns.start,
    ] = 0  # what a pen did there must not move the box
    where = grey[rows.start - reach : rows.stop + reach, columns.start - reach : columns.stop + reach]
    alike = cv2.matchTemplate(
        where.astype(np.float32), print_.astype(np.float32), cv2.TM_CCOEFF_NORMED, mask=mask
    )
    x, y, best = peak(np.nan_to_num(np.asarray(alike, np.float32), posinf=0, neginf=0))
    x_px, y_px = (x - reach, y - reach) if best >= ALIKE_MIN else (0.0, 0.0)
    return Spot(
        slices(rect, wider_mm=-BORDER_MM, x_px=x_px, y_px=y_px), slices(rect, x_px=x_px, y_px=y_px), best
    )


def _homes(ink: Ink, spots: Iterable[Spot]) -> dict[int, float]:
    """Return for each stroke that comes into a box how many of its dots are in the box that has most."""
    homes: dict[int, float] = {}
    for spot in spots:
        strokes, dots = np.unique(ink.strokes[spot.room], return_counts=True)
        for stroke, count in zip(strokes.tolist(), dots.tolist(), strict=True):
            if stroke:
                homes[stroke] = max(homes.get(stroke, 0), count)
    return homes


def _mark(page: Aligned, clean: Clean, ink: Ink, spot: Spot, homes: Mapping[int, float]) -> Mark:
    if spot.alike < ALIKE_MIN or not page.there[spot.whole].all():
        return Mark.UNSURE
    dark = ink.dark[spot.room]
    if _filled(dark):
        return Mark.CANCELLED
    within = _strokes(ink, spot, homes)
    share = float(np.isin(ink.strokes[spot.room], within).mean()) if within.size else 0.0
    if (clean.grey[spot.room] < 128).mean() > PRINTED_MIN:
        return Mark.UNSURE if share > TRACE or _beside(ink, spot, homes) else Mark.MARKED
    if share <= TRACE:
        return Mark.UNSURE if _beside(ink, spot, homes) else Mark.EMPTY
    if share < MARKED_MIN or share > MARKED_MAX or _length_mm(ink, within, spot) < STROKE_MM:
        return Mark.UNSURE
    return Mark.MARKED


def _filled(dark: NDArray[np.bool_]) -> bool:
    """Tell whether nothing of the room is left white but small spots."""
    if dark.mean() >= FILLED_MIN:
        return True
    if dark.mean() < 0.5:
        return False
    framed = np.pad((~dark).astype(np.uint8), 1)
    return float(cv2.distanceTransform(framed, cv2.DIST_L2, 5).max()) < HOLE_MM * PX_PER_MM


def _strokes(ink: Ink, spot: Spot, homes: Mapping[int, float]) -> NDArray[np.int32]:
    """Return the strokes in the box that are not the tail of a mark in another."""
    strokes, dots = np.unique(ink.strokes[spot.room], return_counts=True)
    own = [
        stroke
        for stroke, count in zip(strokes.tolist(), dots.tolist(), strict=True)
        if stroke and count >= 0.25 * homes[stroke]
    ]
    return np.array(own, np.int32)


def _length_mm(ink: Ink, strokes: NDArray[np.int32], spot: Spot) -> float:
    """Return how far the ink in the room reaches, across or down."""
    rows, columns = np.nonzero(np.isin(ink.strokes[spot.room], strokes))
    return float(max(np.ptp(rows), np.ptp(columns)) + 1) / PX_PER_MM


def _beside(ink: Ink, spot: Spot, homes: Mapping[int, float]) -> bool:
    """Tell whether there is a stroke near the box that belongs into no box."""
    rows, columns = spot.whole
    wider = round(BESIDE_MM * PX_PER_MM)
    near = (
        slice(max(0, rows.start - wider), rows.stop + wider),
        slice(max(0, columns.start - wider), columns.stop + wider),
    )
    for stroke in touching(ink, near).tolist():
        _left, _top, width, height, _dots = ink.boxes[stroke].tolist()
        if stroke not in homes and max(width, height) >= BESIDE_STROKE_MM * PX_PER_MM:
            return True
    return False
