"""What a pen left on a page: dark where neither the paper nor the print is."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from services.paper.scanning.inside.aligning import Aligned
from services.paper.scanning.inside.clean import PX_PER_MM, Clean, Grey, Shades

PAPER_MM = 25
"""What is darker than its surroundings over less than this is no shade on the paper."""
PRINT_OFF_PX = 3
"""Print may lie this far from its place or be this much bolder, and is no ink."""
PRINT_NEAR_PX, AWAY_DOTS = 6, 4
"""What nowhere gets farther from print than this, but for a few dots, is print that is out of place."""
BLACK, GREY, CORE = 0.6, 0.75, 90
BAND_PX = 8
DARKER_MIN, DARKER_MAX = 0.1, 0.3
"""How much darker than its surroundings ink is, at least: between these, by how restless the picture is."""
SIGMAS = 5
DEEP_PERCENT = 97
SPECK_MM = 0.5
"""What is smaller each way is dirt or noise."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The strokes on a page. In PX_PER_MM."""

    shades: Shades
    """The page with its paper made even: 1 is paper."""
    darker: float
    """From how much darker on something is ink."""
    new: NDArray[np.bool_]
    """Whatever is darker than the print near it, dirt and all."""
    strokes: NDArray[np.int32]
    """For each dot the number of its stroke, 0 for none."""
    boxes: NDArray[np.int32]
    """For each stroke: left, top, width, height, dots. That of 0 has no dots."""

    def print_there(self, page: Aligned, clean: Clean) -> float:
        """Return how much of the print is seen where it should be: less on another page."""
        dark = (clean.grey < CORE).astype(np.uint8)
        bands = cv2.morphologyEx(dark, cv2.MORPH_OPEN, _square(BAND_PX))  # which every page has
        core = (dark > bands) & (page.there > 0)
        return float((self.shades[core] < GREY).mean()) if core.any() else 0.0

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Return where ink is."""
        return self.strokes > 0

    def solid(self, where: tuple[slice, slice]) -> NDArray[np.bool_]:
        """Return where it is dark, print or ink, without the soft edges that a blurred picture gives it."""
        darkness = 1 - self.shades[where]
        deepest = float(np.percentile(darkness, DEEP_PERCENT))
        return np.asarray(darkness > max(self.darker, deepest / 2))


def ink_on(page: Aligned, clean: Clean) -> Ink:
    """Return the ink on a straightened page."""
    shades = _even(page.grey)
    bold = np.where(clean.shades < BLACK, np.float32(0), clean.shades)  # a fax makes grey print black
    printed = cv2.erode(bold, _square(PRINT_OFF_PX))
    darker = _threshold(shades, np.asarray(printed, np.float32))
    new = ((printed - shades) > darker).astype(np.uint8)
    closed = cv2.morphologyEx(new, cv2.MORPH_CLOSE, _square(1))
    _count, strokes, boxes, _middles = cv2.connectedComponentsWithStats(closed, connectivity=8)
    boxes = boxes.astype(np.int32)
    small = np.maximum(boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]) < SPECK_MM * PX_PER_MM
    away = np.where(cv2.erode(bold, _square(PRINT_NEAR_PX)) > BLACK, strokes, 0)
    small |= np.bincount(away.ravel(), minlength=len(boxes)) < AWAY_DOTS
    small[0] = True
    kept = np.where(small, 0, np.arange(len(boxes), dtype=np.int32))
    boxes[small] = 0
    return Ink(shades, darker, new > 0, kept[strokes], np.asarray(boxes, np.int32))


def _square(reach: int) -> Grey:
    return np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)


def _even(grey: Grey) -> Shades:
    """Return the picture divided by its paper, so that shade and yellow paper are white."""
    size = (grey.shape[1] // PX_PER_MM, grey.shape[0] // PX_PER_MM)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    small = cv2.medianBlur(np.asarray(small, np.uint8), 3)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (PAPER_MM, PAPER_MM))
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    paper = cv2.GaussianBlur(paper, (0, 0), 5)
    large = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    calm = cv2.GaussianBlur(grey, (3, 3), 0)
    even = calm.astype(np.float32) / np.maximum(large, 1).astype(np.float32)
    return np.asarray(np.minimum(even, np.float32(1.2)), np.float32)


def _threshold(shades: Shades, printed: Shades) -> float:
    """Return how much darker ink is than a restless picture's paper."""
    paper = shades[::3, ::3][printed[::3, ::3] > 0.99]  # some are enough
    if not paper.size:
        return DARKER_MAX
    middle = float(np.median(paper))
    restless = 1.4826 * float(np.median(np.abs(paper - middle)))
    return float(np.clip((1 - middle) + SIGMAS * restless, DARKER_MIN, DARKER_MAX))
