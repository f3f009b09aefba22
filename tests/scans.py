"""Filled-in pages as they come back: a pen's marks on our prints, then a scanner, a fax or a telephone.

Everything is drawn from a seed, so that the same page comes out every time.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from random import Random

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Rect = tuple[float, float, float, float]
DPI = 300
PX_PER_MM = DPI / 25.4

ORDINARY = ("cross", "tick", "slash", "pencil")
"""Marks as most people make them."""
ODD = ("scribble", "cancelled", "beside", "dot")
LOOKS = ("flatbed", "feeder", "fax", "phone", "upside_down", "damaged")


@cache
def printed(pdf: bytes, page: int) -> Grey:
    """A page of a print, from 1, at DPI."""
    drawn = pypdfium2.PdfDocument(pdf)[page - 1].render(scale=DPI / 72, grayscale=True)
    return np.ascontiguousarray(drawn.to_numpy().reshape(drawn.height, drawn.width))


class Pen:
    """A hand with a pen: its lines are never quite straight and never quite the same."""

    def __init__(self, paper: Grey, random: Random) -> None:
        self.paper, self.random = paper, random
        self.shade = random.randint(10, 90)  # black or blue ink in grey
        self.width_mm = random.uniform(0.35, 0.75)

    def line(self, points: list[tuple[float, float]], *, shake_mm: float = 0.12) -> None:
        """A stroke through points given in millimetres."""
        path = []
        for (x1, y1), (x2, y2) in pairwise(points):
            steps = max(2, int(math.hypot(x2 - x1, y2 - y1) / 0.8))
            path += [(x1 + (x2 - x1) * k / steps, y1 + (y2 - y1) * k / steps) for k in range(steps)]
        path.append(points[-1])
        shaken = [
            (
                round((x + self.random.gauss(0, shake_mm)) * PX_PER_MM * 16),
                round((y + self.random.gauss(0, shake_mm)) * PX_PER_MM * 16),
            )
            for x, y in path
        ]
        width = max(1, round(self.width_mm * PX_PER_MM))
        stroke = np.array(shaken, np.int32)
        left, top = np.maximum(stroke.min(axis=0) // 16 - width, 0)
        right, bottom = stroke.max(axis=0) // 16 + width + 2
        paper = self.paper[top:bottom, left:right]
        ink = np.full_like(paper, 255)
        corner = np.array([left * 16, top * 16], np.int32)
        cv2.polylines(ink, [stroke - corner], False, self.shade, width, cv2.LINE_AA, 4)
        np.minimum(paper, ink, out=paper)

    def mark(self, kind: str, rect: Rect) -> None:
        """A mark of one of the kinds above in a box, or beside it."""
        getattr(self, f"_{kind}")(rect)

    def _corners(self, rect: Rect, reach: float) -> tuple[float, float, float, float]:
        left, top, right, bottom = rect
        size = right - left
        x = (left + right) / 2 + self.random.uniform(-0.08, 0.08) * size
        y = (top + bottom) / 2 + self.random.uniform(-0.08, 0.08) * size
        half = size * reach / 2
        return x - half, y - half, x + half, y + half

    def _cross(self, rect: Rect) -> None:
        left, top, right, bottom = self._corners(rect, self.random.uniform(0.6, 1.2))
        self.line([(left, top), (right, bottom)])
        self.line([(right, top), (left, bottom)])

    def _tick(self, rect: Rect) -> None:
        left, top, right, bottom = self._corners(rect, self.random.uniform(0.7, 1.1))
        width, height = right - left, bottom - top
        end = right + self.random.uniform(0, 0.5) * width, top - self.random.uniform(0, 0.4) * height
        self.line([(left, top + height * 0.5), (left + width * 0.38, bottom - height * 0.1), end])

    def _slash(self, rect: Rect) -> None:
        left, top, right, bottom = self._corners(rect, self.random.uniform(0.7, 1.1))
        ends = (
            [(left, bottom), (right, top)] if self.random.random() < 0.7 else [(left, top), (right, bottom)]
        )
        self.line(ends)

    def _pencil(self, rect: Rect) -> None:
        shade, width = self.shade, self.width_mm
        self.shade, self.width_mm = self.random.randint(120, 170), self.random.uniform(0.4, 0.6)
        self.random.choice((self._cross, self._tick))(rect)
        self.shade, self.width_mm = shade, width

    def _scribble(self, rect: Rect) -> None:
        left, top, right, bottom = self._corners(rect, 0.8)
        turns = self.random.randint(3, 5)
        points = [(left + (right - left) * k / turns, top if k % 2 else bottom) for k in range(turns + 1)]
        self.line(points, shake_mm=0.2)

    def _cancelled(self, rect: Rect) -> None:
        self._cross(rect)
        left, top, right, bottom = rect
        width, self.width_mm = self.width_mm, 0.9
        rows = int((bottom - top) / 0.6)
        points = []
        for row in range(rows + 1):
            y = top + 0.2 + (bottom - top - 0.4) * row / rows
            ends = [(left + 0.2, y), (right - 0.2, y)]
            points += ends if row % 2 else ends[::-1]
        self.line(points, shake_mm=0.08)
        self.width_mm = width

    def _beside(self, rect: Rect) -> None:
        left, top, right, bottom = rect
        size = right - left
        away = size * self.random.uniform(0.95, 1.1) * self.random.choice((-1, 1))
        self._tick((left + away, top, right + away, bottom))

    def _dot(self, rect: Rect) -> None:
        left, top, right, bottom = self._corners(rect, 0.1)
        self.line([(left, top), (right, bottom)], shake_mm=0.02)

    def write(self, rect: Rect) -> None:
        """Something like handwriting, in a box to write in."""
        left, top, right, bottom = rect
        height = min(bottom - top, 8)
        x, middle = left + 3, top + height * 0.6
        end = left + (right - left) * self.random.uniform(0.3, 0.9)
        points = []
        while x < end:
            points.append((x, middle + self.random.uniform(-0.3, 0.15) * height))
            x += self.random.uniform(0.7, 1.8)
            if self.random.random() < 0.12 and len(points) > 2:
                self.line(points, shake_mm=0.1)
                points = []
                x += 1.5
        if len(points) > 1:
            self.line(points, shake_mm=0.1)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled-in page before it is scanned, and what was done to each box."""

    paper: Grey
    marks: Mapping[str, str]
    """For each box to cross the kind of mark, "" for none."""
    written: Mapping[str, bool]


def filled(
    pdf: bytes,
    page: int,
    ticks: Mapping[str, Rect],
    lines: Mapping[str, Rect],
    random: Random,
    *,
    odd: float = 0.1,
) -> Filled:
    """A page filled in by chance. `lines` are boxes to write in; `odd` is the share of odd marks."""
    pen = Pen(printed(pdf, page).copy(), random)
    marks = {}
    for name, rect in ticks.items():
        kind = ""
        if random.random() < 0.4:
            kind = random.choice(ODD if random.random() < odd else ORDINARY)
            pen.mark(kind, rect)
        marks[name] = kind
    written = {}
    for name, rect in lines.items():
        written[name] = random.random() < 0.5
        if written[name]:
            pen.write(rect)
    return Filled(pen.paper, marks, written)


def scanned(paper: Grey, look: str, random: Random) -> bytes:
    """The file that comes back: JPEG, for a fax PNG."""
    return _LOOKS[look](paper, random)


def _turned(paper: Grey, random: Random, degrees: float, dpi: int) -> Grey:
    """The sheet lying askew on a scanner."""
    height, width = paper.shape
    scale = dpi / DPI
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), random.uniform(-degrees, degrees), scale)
    out = round(width * scale), round(height * scale)
    turn[:, 2] += np.array(out) / 2 - np.array([width, height]) / 2
    turn[:, 2] += [random.uniform(-8, 8), random.uniform(-8, 8)]
    blurred = cv2.GaussianBlur(paper, (0, 0), 0.5 / scale)
    return cv2.warpAffine(blurred, turn, out, flags=cv2.INTER_LINEAR, borderValue=235)


def _noisy(picture: Grey, random: Random, sigma: float) -> Grey:
    noise = np.random.default_rng(random.getrandbits(32)).normal(0, sigma, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def _toned(picture: Grey, black: int, white: int) -> Grey:
    return (black + picture.astype(np.float32) * (white - black) / 255).astype(np.uint8)


def _jpeg(picture: Grey, quality: int) -> bytes:
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def _flatbed(paper: Grey, random: Random) -> bytes:
    picture = _toned(_turned(paper, random, 2, 200), random.randint(10, 40), random.randint(235, 252))
    return _jpeg(_noisy(picture, random, 3), 75)


def _feeder(paper: Grey, random: Random) -> bytes:
    picture = _turned(paper, random, 3.5, 150)
    height, width = picture.shape
    wave = np.arange(height, dtype=np.float32)
    wave += np.float32(3.0) * np.sin(wave / height * np.float32(random.uniform(3, 8)))  # it slips on the way
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), wave)
    picture = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    picture = _toned(picture, random.randint(20, 50), random.randint(225, 250))
    return _jpeg(_noisy(picture, random, 5), 60)


def _upside_down(paper: Grey, random: Random) -> bytes:
    turned = _turned(paper, random, 3, 150)
    quarter = random.choice((cv2.ROTATE_180, cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE))
    return _jpeg(_noisy(_toned(cv2.rotate(turned, quarter), 20, 245), random, 4), 70)


def _fax(paper: Grey, random: Random) -> bytes:
    picture = _noisy(_turned(paper, random, 2, 200), random, 14)
    bilevel = np.where(picture > random.randint(150, 185), 255, 0).astype(np.uint8)
    specks = np.random.default_rng(random.getrandbits(32)).random(picture.shape)
    bilevel[specks < 0.0004] = 0
    return cv2.imencode(".png", bilevel)[1].tobytes()


def _phone(paper: Grey, random: Random) -> bytes:
    height, width = paper.shape
    out_height, out_width = 3400, 2600
    margin = 0.08
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    seen = np.float32(
        [
            [
                (x + (1 if not x else -1) * random.uniform(0, margin)) * out_width,
                (y + (1 if not y else -1) * random.uniform(0, margin)) * out_height,
            ]
            for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))
        ]
    )
    shape = cv2.getPerspectiveTransform(corners, seen)
    table = np.full((out_height, out_width), random.randint(60, 140), np.uint8)
    picture = cv2.warpPerspective(
        paper, shape, (out_width, out_height), dst=table, borderMode=cv2.BORDER_TRANSPARENT
    )
    x, y = np.meshgrid(np.linspace(-1, 1, out_width), np.linspace(-1, 1, out_height))
    angle = random.uniform(0, 2 * math.pi)
    shade = 0.8 + 0.17 * (x * math.cos(angle) + y * math.sin(angle)) - 0.06 * (x**2 + y**2)
    shadow = 1 - 0.25 / (1 + np.exp(-12 * (x * math.sin(angle) + y * math.cos(angle) - 0.4)))
    picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.8, 1.9))
    picture = np.clip(picture * shade * shadow, 0, 255).astype(np.uint8)
    picture = _noisy(picture, random, 5)
    if random.random() < 0.3:
        picture = cv2.rotate(picture, random.choice((cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180)))
    return _jpeg(picture, 70)


def _damaged(paper: Grey, random: Random) -> bytes:
    """A corner is off, and a cup stood on it."""
    picture = paper.copy()
    height, width = picture.shape
    size = random.uniform(0.08, 0.22) * width
    x, y = random.choice(((0, 0), (0, height), (width, height)))  # not the one with the code
    corner = [(x, y), (abs(x - size), y), (x, abs(y - size))]
    cv2.fillPoly(picture, [np.array(corner, np.int32)], 120)
    ring = np.full(picture.shape, 255, np.uint8)
    middle = round(random.uniform(0.2, 0.8) * width), round(random.uniform(0.2, 0.8) * height)
    cv2.circle(ring, middle, round(38 * PX_PER_MM), random.randint(120, 170), round(3.5 * PX_PER_MM))
    ring = cv2.GaussianBlur(ring, (0, 0), 8)
    picture = (picture.astype(np.uint16) * ring // 255).astype(np.uint8)
    return _flatbed(picture, random)


_LOOKS: Mapping[str, Callable[[Grey, Random], bytes]] = {
    "flatbed": _flatbed,
    "feeder": _feeder,
    "fax": _fax,
    "phone": _phone,
    "upside_down": _upside_down,
    "damaged": _damaged,
}
