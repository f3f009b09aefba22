"""Lays the picture of a page over its print, to within a fifth of a millimetre.

First as a whole: features of both are matched, and a homography (what a camera does to a flat sheet)
is fitted with MAGSAC. Then piece by piece: paper is bent and scanners pull it, so each piece with print
on it is looked for near its place, and the page is stretched by what was found.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from services.paper.scanning.inside.clean import COARSE, PX_PER_MM, Clean, Grey, Shades, features

Matrix = NDArray[np.float64]

INLIERS_MIN = 40
"""Fewer features in their places are no page."""
NEAREST = 0.8
"""A match counts if the next best is this much worse (Lowe 2004, 7.1)."""
OFF_PX = 3.0
LOOKED_AT_PX = 1200
"""The longer side of the picture on which features are sought."""
SPREAD_MIN = 0.15
"""Of the page, between its outermost features: a strip of it alone is no page."""
TILE_PX, TILE_STEP_PX, TILE_REACH_PX = 64, 32, 8
AWAY = np.arange(-TILE_REACH_PX, TILE_REACH_PX + 1, dtype=np.float32) ** 2
FAR: Shades = (np.float32(0.001) * (AWAY[:, np.newaxis] + AWAY)).astype(np.float32)
"""Of places that look the same, the nearest."""
PLAIN_PX, ASTRAY_PX = 3, 2.5
SPREAD_TILES = 1.4
TILE_CONTRAST_MIN = 10.0
TILE_ALIKE_MIN = 0.45
ALIKE_MIN = 0.4
"""Of the pieces with print, so many have to look like their print: else it is another page."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """The straightened page, in the size of its print."""

    grey: Grey
    there: Grey
    """255 where the picture had anything to show, 0 beyond its edges."""
    turned_degrees: int
    """How the picture has to be turned clockwise to stand upright, in quarters."""
    inliers: int


def aligned(picture: Grey, clean: Clean) -> Aligned | None:
    """Return the page laid over its print; None if it is not that page, or cannot be seen well enough."""
    if (fitted := _fitted(picture, clean)) is None:
        return None
    to_picture, inliers = fitted
    height, width = clean.coarse.shape
    rough = cv2.warpPerspective(
        picture,
        to_picture @ np.diag([COARSE, COARSE, 1.0]),
        (width, height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if (shift := _bent(np.asarray(rough, np.uint8), clean.coarse)) is None:
        return None
    x, y = _map(clean.grey.shape, shift, to_picture)
    grey = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside = (x >= 0) & (y >= 0) & (x <= picture.shape[1] - 1) & (y <= picture.shape[0] - 1)
    there = inside.astype(np.uint8) * np.uint8(255)
    return Aligned(np.asarray(grey, np.uint8), there, _quarter(to_picture, clean.grey.shape), inliers)


def _fitted(picture: Grey, clean: Clean) -> tuple[Matrix, int] | None:
    """Return what leads from the print to the picture, and how many features agree."""
    scale = min(1.0, LOOKED_AT_PX / max(picture.shape))
    smaller = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    points, descriptors = features(np.asarray(smaller, np.uint8))
    if len(points) < INLIERS_MIN or len(clean.points) < INLIERS_MIN:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(clean.descriptors, descriptors, k=2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < NEAREST * pair[1].distance]
    if len(good) < INLIERS_MIN:
        return None
    ours = clean.points[[each.queryIdx for each in good]] * COARSE
    theirs = points[[each.trainIdx for each in good]] / np.float32(scale)
    cv2.setRNGSeed(7)  # the same picture is read the same way every time
    found, agreeing = cv2.findHomography(
        ours, theirs, cv2.USAC_MAGSAC, OFF_PX / scale, maxIters=5000, confidence=0.9999
    )
    if found is None or agreeing is None:
        return None
    kept = agreeing.ravel().astype(bool)
    if kept.sum() < INLIERS_MIN or not _plausible(np.asarray(found), ours[kept], clean.grey.shape):
        return None
    return np.asarray(found, np.float64), int(kept.sum())


def _plausible(to_picture: Matrix, places: Shades, shape: tuple[int, ...]) -> bool:
    """Tell whether it is a sheet seen from its front, with features over more than a strip of it."""
    height, width = shape
    corners = np.array([[[0, 0]], [[width, 0]], [[width, height]], [[0, height]]], np.float64)
    if np.any((np.c_[corners.reshape(4, 2), np.ones(4)] @ to_picture.T)[:, 2] <= 0):
        return False
    seen = cv2.perspectiveTransform(corners, to_picture).astype(np.float32)
    hull = cv2.contourArea(cv2.convexHull(places.reshape(-1, 1, 2)))
    return (
        bool(cv2.isContourConvex(seen))
        and cv2.contourArea(seen, oriented=True) > 0
        and hull > SPREAD_MIN * height * width
    )


def _bent(rough: Grey, coarse: Grey) -> Shades | None:
    """Return how far each piece of the page lies from its place, in coarse dots; None if few are there."""
    height, width = coarse.shape
    tops = range(0, height - TILE_PX + 1, TILE_STEP_PX)
    lefts = range(0, width - TILE_PX + 1, TILE_STEP_PX)
    around = np.pad(rough, TILE_REACH_PX, mode="edge")
    moved = np.zeros((len(tops), len(lefts), 2), np.float32)
    sure = np.zeros((len(tops), len(lefts), 2), np.float32)
    reach = TILE_PX + 2 * TILE_REACH_PX
    printed = found = 0
    for row, top in enumerate(tops):
        for column, left in enumerate(lefts):
            tile = coarse[top : top + TILE_PX, left : left + TILE_PX]
            if tile.std() < TILE_CONTRAST_MIN:
                continue
            printed += 1
            where = around[top : top + reach, left : left + reach]
            alike = np.asarray(cv2.matchTemplate(where, tile, cv2.TM_CCOEFF_NORMED), np.float32)
            x, y, best = peak(np.asarray(alike - FAR, np.float32))
            if best >= TILE_ALIKE_MIN:
                found += 1
                moved[row, column] = x - TILE_REACH_PX, y - TILE_REACH_PX
                sure[row, column] = _sharpness(alike, round(x), round(y))
    return _smooth(moved, sure) if printed and found >= ALIKE_MIN * printed else None


def _sharpness(alike: Shades, x: int, y: int) -> tuple[float, float]:
    """Return how plain the place is across and down: along a ruled line, every place looks the same."""
    best, last = alike[y, x], len(alike) - 1
    across = max(alike[y, max(0, x - PLAIN_PX)], alike[y, min(last, x + PLAIN_PX)])
    down = max(alike[max(0, y - PLAIN_PX), x], alike[min(last, y + PLAIN_PX), x])
    return max(0.0, float(best - across)), max(0.0, float(best - down))


def peak(alike: Shades) -> tuple[float, float, float]:
    """Return where a map is highest, between its dots, and how high."""
    _low, best, _where, (x, y) = cv2.minMaxLoc(alike)
    return x + _between(alike[y], x), y + _between(alike[:, x], y), float(best)


def _between(line: Shades, place: int) -> float:
    """Return how far the top of the parabola through three values lies from the middle one."""
    if not 0 < place < len(line) - 1:
        return 0.0
    before, at, after = (float(each) for each in line[place - 1 : place + 2])
    bend = before - 2 * at + after
    return 0.5 * (before - after) / bend if bend < 0 else 0.0


def _smooth(moved: Shades, sure: Shades) -> Shades:
    """Return the field without what does not go with its neighbours, and filled where nothing was found."""
    for _ in range(2):
        filled = _blurred(moved * sure) / (_blurred(sure) + np.float32(1e-6))
        astray = np.linalg.norm(moved - filled, axis=-1, keepdims=True) > ASTRAY_PX
        sure = np.where(astray, np.float32(0), sure)
    return np.asarray(_blurred(moved * sure) / (_blurred(sure) + np.float32(1e-6)), np.float32)


def _blurred(field: Shades) -> Shades:
    return np.asarray(
        cv2.GaussianBlur(field, (0, 0), SPREAD_TILES, borderType=cv2.BORDER_CONSTANT), np.float32
    )


def _map(shape: tuple[int, ...], shift: Shades, to_picture: Matrix) -> tuple[Shades, Shades]:
    """Return for each dot of the page where in the picture it is."""
    height, width = shape
    step = TILE_STEP_PX * COARSE
    rows, columns = shift.shape[:2]
    half = TILE_PX * COARSE / 2
    # The middle of each piece stands at half + place * step; between them the shift changes evenly.
    fine = PX_PER_MM
    x = np.arange(0, width + fine, fine, dtype=np.float32)
    y = np.arange(0, height + fine, fine, dtype=np.float32)
    at_x = np.clip((x - half) / step, 0, columns - 1)
    at_y = np.clip((y - half) / step, 0, rows - 1)
    grid_x, grid_y = np.meshgrid(at_x, at_y)
    bent = cv2.remap(shift, grid_x, grid_y, cv2.INTER_LINEAR) * np.float32(COARSE)
    places = np.stack(np.meshgrid(x, y), axis=-1) + bent
    seen = cv2.perspectiveTransform(places.astype(np.float64).reshape(-1, 1, 2), to_picture)
    seen = seen.reshape(len(y), len(x), 2).astype(np.float32)
    dots_x, dots_y = np.meshgrid(
        np.arange(width, dtype=np.float32) / fine, np.arange(height, dtype=np.float32) / fine
    )
    exact = cv2.remap(seen, dots_x, dots_y, cv2.INTER_LINEAR)
    return np.ascontiguousarray(exact[..., 0]), np.ascontiguousarray(exact[..., 1])


def _quarter(to_picture: Matrix, shape: tuple[int, ...]) -> int:
    """Return by how many quarters, in degrees clockwise, the picture has to be turned."""
    height, width = shape
    middle = np.array([[[width / 2, height / 2]], [[width / 2, 0]]], np.float64)
    (x, y), (up_x, up_y) = cv2.perspectiveTransform(middle, to_picture).reshape(2, 2)
    leans = np.degrees(np.arctan2(up_x - x, y - up_y))  # clockwise from upright
    return round(-float(leans) / 90) % 4 * 90
