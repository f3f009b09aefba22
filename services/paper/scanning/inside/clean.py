"""The page as it was printed: what a picture of it is compared with."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Shades = NDArray[np.float32]
"""1 for white paper, 0 for black."""

PX_PER_MM = 8
"""Of the straightened page: 203 dots per inch, finer than a fax."""
COARSE = 2
"""Features are sought on a picture so many times smaller: half the time, and less noise."""
FEATURES = 2000
KEPT = 24
"""So many pages are kept ready: a batch has the same few over and over."""
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Clean:
    """A page without a pen's mark, in PX_PER_MM, with its features on the coarse picture."""

    grey: Grey
    coarse: Grey
    points: Shades
    """Where the features stand on the coarse picture, as x and y."""
    descriptors: Shades

    @property
    def shades(self) -> Shades:
        """Return its shades."""
        return self.grey.astype(np.float32) / np.float32(255)


def features(coarse: Grey) -> tuple[Shades, Shades]:
    """Return points and descriptors (SIFT: Lowe 2004), which do not mind turning, scale and shade."""
    points, descriptors = cv2.SIFT.create(nfeatures=FEATURES).detectAndCompute(coarse, None)
    if descriptors is None:
        return np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32)
    return np.array([each.pt for each in points], np.float32), np.asarray(descriptors, np.float32)


def drawn(pdf: bytes, page: int) -> Clean:
    """Return a page, from 1, of one of our own PDFs."""
    opened = pypdfium2.PdfDocument(pdf)
    drawing = opened[page - 1].render(scale=PX_PER_MM / POINTS_PER_MM, grayscale=True, may_draw_forms=False)
    grey = np.ascontiguousarray(drawing.to_numpy().reshape(drawing.height, drawing.width))
    return from_picture(grey)


def from_picture(grey: Grey) -> Clean:
    """Return a page of which there is a picture in PX_PER_MM already."""
    size = (grey.shape[1] // COARSE, grey.shape[0] // COARSE)
    coarse = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    return Clean(grey, coarse, *features(coarse))


class Shelf:
    """The pages drawn last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[bytes, int], Clean] = OrderedDict()

    def page(self, pdf: bytes, page: int) -> Clean:
        """Return a page, drawn now if it was not kept."""
        name = (hashlib.sha256(pdf).digest(), page)
        found = self._kept.pop(name, None) or drawn(pdf, page)
        self._kept[name] = found
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found
