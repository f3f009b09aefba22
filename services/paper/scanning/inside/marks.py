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
OUTLINE_MM = 0.6
"""So far outside of a box may the ink of a stroke begin that its outline hides."""
AROUND_MM = 4.0
"""So much around a box helps to find its exact place."""
REACH_MM = 1.0
BESIDE_MM = 3.0
"""A cross beside its box is this near."""
ALIKE_MIN = 0.5
"""A box whose surroundings look less like their print than this is not seen well."""
PRINTED_MIN = 0.04
"""A box of which this much is dark in the print was crossed by us."""
TRACE = 0.012
"""Less ink than this in a box is nothing, of the room in it."""
STRUCK_MIN = 0.03
"""Beside a printed cross there is little room for more: so much ink there may strike it out."""
MARKED_MIN, MARKED_MAX = 0.035, 0.6
"""So much of the room does a cross, tick or slash take."""
FILLED_MIN = 0.72
"""From here on a box is filled in."""
STROKE_MM = 1.8
"""A mark is at least this long one way."""
HOLE_MM = 0.35
"""In a box filled in by hand no larger white spot is left: half its width."""
BESIDE_STROKE_MM = 1.5
LARGEST = 3.5
"""A mark this many times as large as the box is a stain, or a line through more than one box."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A box where it really is, in dots: the room inside of its outline, and the whole."""

    room: tuple[slice, slice]
    whole: tuple[slice, slice]
    alike: float


@dataclass(frozen=True, slots=True)
class Whole:
    """All strokes and boxes of a page: what is one mark, although an outline runs through it."""

    joined: NDArray[np.int32]
    """For each dot of ink the number of its mark. What meets the same printed outline is one mark."""
    homes: Mapping[int, int]
    """For each mark that comes into a box: how many of its dots are in the box that has most."""
    sizes_mm: NDArray[np.float32]
    """How far each mark reaches, across or down."""


def marks(page: Aligned, clean: Clean, ink: Ink, spots: Mapping[str, Spot], whole: Whole) -> dict[str, Mark]:
    """Return what is in each box."""
    return {name: _mark(page, clean, ink, spot, whole) for name, spot in spots.items()}


def spots_of(page: Aligned, clean: Clean, ticks: Mapping[str, Rect]) -> dict[str, Spot]:
    """Return where each box is."""
    return {name: _spot(page.grey, clean, rect) for name, rect in ticks.items()}


def whole_of(ink: Ink, spots: Iterable[Spot]) -> Whole:
    """Return the marks on a page."""
    spots = list(spots)
    meets = ink.mask.astype(np.uint8)
    for spot in spots:
        room = meets[spot.room].copy()
        meets[wider(spot.whole, OUTLINE_MM)] = 1
        meets[spot.room] = room
    _count, labels, boxes, _middles = cv2.connectedComponentsWithStats(meets, connectivity=8)
    joined = np.where(ink.mask, labels, 0).astype(np.int32)
    homes: dict[int, int] = {}
    for spot in spots:
        for mark, count in _counted(joined[spot.room]):
            homes[mark] = max(homes.get(mark, 0), count)
    sizes = np.asarray(boxes, np.float32)[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    return Whole(joined, homes, sizes / np.float32(PX_PER_MM))


def _counted(labels: NDArray[np.int32]) -> list[tuple[int, int]]:
    """Return each label but 0 with how many dots have it."""
    found, dots = np.unique(labels, return_counts=True)
    return [(label, count) for label, count in zip(found.tolist(), dots.tolist(), strict=True) if label]


def slices(rect: Rect, *, wider_mm: float = 0.0, x_px: float = 0.0, y_px: float = 0.0) -> tuple[slice, slice]:
    """Return the dots of a place on the page, moved and widened."""
    left, top, right, bottom = rect
    rows = _slice((top - wider_mm) * PX_PER_MM + y_px, (bottom + wider_mm) * PX_PER_MM + y_px)
    return rows, _slice((left - wider_mm) * PX_PER_MM + x_px, (right + wider_mm) * PX_PER_MM + x_px)


def wider(place: tuple[slice, slice], by_mm: float) -> tuple[slice, slice]:
    """Return a place with so much more on each side."""
    rows, columns = place
    dots = round(by_mm * PX_PER_MM)
    return (
        slice(max(0, rows.start - dots), rows.stop + dots),
        slice(max(0, columns.start - dots), columns.stop + dots),
    )


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


def _mark(page: Aligned, clean: Clean, ink: Ink, spot: Spot, whole: Whole) -> Mark:
    if spot.alike < ALIKE_MIN or not page.there[spot.whole].all():
        return Mark.UNSURE
    solid = ink.solid(spot.room)
    if _filled(solid):
        return Mark.CANCELLED
    here = whole.joined[spot.room]
    inked = float((here > 0).mean())
    if (clean.grey[spot.room] < 128).mean() > PRINTED_MIN:
        changed = inked > TRACE or ink.new[spot.room].mean() > STRUCK_MIN
        return Mark.UNSURE if changed or _beside(ink, spot, whole) else Mark.MARKED
    if inked <= TRACE:
        return Mark.UNSURE if _beside(ink, spot, whole) else Mark.EMPTY
    if solid.mean() > MARKED_MAX:
        return Mark.UNSURE
    return Mark.MARKED if _is_mark(here, spot, whole) else Mark.UNSURE


def _is_mark(here: NDArray[np.int32], spot: Spot, whole: Whole) -> bool:
    """Tell whether the ink in a box looks like a cross, tick or slash made for this box."""
    rows, _columns = spot.whole
    largest_mm = LARGEST * (rows.stop - rows.start) / PX_PER_MM
    own = [
        mark
        for mark, count in _counted(here)
        if 2 * count >= whole.homes[mark] and whole.sizes_mm[mark] <= largest_mm
    ]
    mine = np.isin(here, own) if own else np.zeros(here.shape, bool)
    if mine.mean() < MARKED_MIN:
        return False
    at_rows, at_columns = np.nonzero(mine)
    return bool(max(np.ptp(at_rows), np.ptp(at_columns)) + 1 >= STROKE_MM * PX_PER_MM)


def _filled(dark: NDArray[np.bool_]) -> bool:
    """Tell whether nothing of the room is left white but small spots."""
    if dark.mean() >= FILLED_MIN:
        return True
    if dark.mean() < 0.5:
        return False
    framed = np.pad((~dark).astype(np.uint8), 1)
    return float(cv2.distanceTransform(framed, cv2.DIST_L2, 5).max()) < HOLE_MM * PX_PER_MM


def _beside(ink: Ink, spot: Spot, whole: Whole) -> bool:
    """Tell whether there is a stroke near the box that belongs into no box."""
    near = wider(spot.whole, BESIDE_MM)
    strokes = np.unique(ink.strokes[near][~np.isin(whole.joined[near], list(whole.homes))])
    sides = ink.boxes[strokes][:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    return bool((sides >= BESIDE_STROKE_MM * PX_PER_MM).any())
