"""The pages of a PDF, TIFF, JPEG, PNG or HEIC file as grey pictures, one at a time."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

Grey = NDArray[np.uint8]
PAGES_MAX = 300
"""Of one file. A batch of more is sent in two."""
PIXELS_MAX = 100_000_000
"""A3 at 600 dots per inch has 70 million; phones take 50 to 64."""
SIDE_PX = 3000
"""A4 at 256 dots per inch. From 150 all is read; more costs time and room."""
PDF_WITHIN_BYTES = 1024
"""Programs open a PDF that begins this late (ISO 32000-1, annex H)."""
FORMATS = ("JPEG", "PNG", "TIFF", "HEIF")
JPEG_QUALITY = 88
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, IndexError, KeyError, TypeError)
"""What decoders raise at damaged files."""

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a camera was held (Exif 2.32, 4.6.4)."""

register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """One page. Its longer side has at most SIDE_PX dots."""

    number: int
    grey: Grey
    bilevel: bool = False
    """Nothing but black and white, as a fax."""

    @property
    def media_type(self) -> str:
        """Return what encoded() makes of it."""
        return "image/png" if self.bilevel else "image/jpeg"


@dataclass(frozen=True, slots=True)
class Unopened:
    """What did not open: the codes of found.Fault."""

    code: str
    page: int = 0


def encoded(page: Opened) -> bytes:
    """Return the page as a file to keep."""
    made = BytesIO()
    drawn = Image.fromarray(page.grey)
    if page.bilevel:
        drawn.save(made, "PNG")
    else:
        drawn.save(made, "JPEG", quality=JPEG_QUALITY)
    return made.getvalue()


def pages(plain: bytes, *, first: int = 1) -> Iterator[Opened | Unopened]:
    """Yield the pages from the `first` on, and what is wrong where something is."""
    if b"%PDF-" in plain[:PDF_WITHIN_BYTES]:
        yield from _of_pdf(plain, first)
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes, which are checked here, and of odd metadata
            opened = Image.open(BytesIO(plain), formats=FORMATS)
    except UnidentifiedImageError:
        yield Unopened("scan_kind_unknown" if plain else "scan_empty")
    except (*DAMAGE, Image.DecompressionBombError):
        yield Unopened("scan_broken")
    else:
        yield from _of_pictures(opened, first)


def _of_pdf(plain: bytes, first: int) -> Iterator[Opened | Unopened]:
    try:
        opened = pypdfium2.PdfDocument(plain)
    except pypdfium2.PdfiumError as error:
        yield Unopened("scan_locked" if "assword" in str(error) else "scan_broken")
        return
    count = len(opened)
    if not count:
        yield Unopened("scan_empty")
    for number in range(first, min(count, PAGES_MAX) + 1):
        try:
            page = opened[number - 1]
            width, height = page.get_size()
            scale = SIDE_PX / max(width, height, 1)
            if min(width, height) * scale < 1:
                yield Unopened("page_broken", number)
                continue
            grey = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_numpy()
            yield Opened(number, _flat(grey))
            page.close()
        except (pypdfium2.PdfiumError, *DAMAGE):
            yield Unopened("page_broken", number)
        except MemoryError:
            yield Unopened("page_too_big", number)
    if count > PAGES_MAX:
        yield Unopened("scan_too_long")


def _flat(grey: Grey) -> Grey:
    """Return rows and columns: PDFium gives one channel as a third dimension."""
    return np.ascontiguousarray(grey.reshape(grey.shape[0], grey.shape[1]))


def _of_pictures(opened: Image.Image, first: int) -> Iterator[Opened | Unopened]:
    """Yield each picture of a TIFF; of other files the one that they show."""
    several = opened.format == "TIFF"
    for number in range(first, PAGES_MAX + 1 if several else 2):
        try:
            opened.seek(number - 1)
        except EOFError:
            return
        except DAMAGE:
            yield Unopened("page_broken", number)  # where the next ones begin stands in this one
            return
        yield _picture(opened, number)
    if several:
        try:
            opened.seek(PAGES_MAX)
        except (EOFError, *DAMAGE):
            return
        yield Unopened("scan_too_long")


def _picture(opened: Image.Image, number: int) -> Opened | Unopened:
    if opened.width * opened.height > PIXELS_MAX:
        return Unopened("page_too_big", number)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            bilevel = opened.mode == "1"
            opened.draft("L", (SIDE_PX, SIDE_PX))  # JPEG: draws a large one smaller at once
            drawn = _upright(_grey(opened), opened)
    except MemoryError:
        return Unopened("page_too_big", number)
    except (*DAMAGE, Image.DecompressionBombError):
        return Unopened("page_broken", number)
    larger = max(drawn.size) > SIDE_PX
    drawn.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.BOX)
    return Opened(number, np.asarray(drawn), bilevel and not larger)


def _grey(opened: Image.Image) -> Image.Image:
    """Return the picture in grey; what is see-through lies on white."""
    if opened.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(opened) >> 8).astype(np.uint8))
    if opened.mode in {"LA", "PA", "RGBA"} or "transparency" in opened.info:
        drawn = opened.convert("RGBA")
        paper = Image.new("RGBA", drawn.size, "white")
        return Image.alpha_composite(paper, drawn).convert("L")
    return opened.convert("L")


def _upright(drawn: Image.Image, opened: Image.Image) -> Image.Image:
    """Return the picture as its file says it is to be seen: turned, and with square dots.

    A fax has 204 dots an inch across and 98 or 196 down (ITU-T T.4).
    """
    across, down = (float(each) for each in opened.info.get("dpi", (1, 1)))
    if across > 0 and down > 0 and 1.1 < max(across / down, down / across) < 5:
        finest = max(across, down)
        size = (round(drawn.width * finest / across), round(drawn.height * finest / down))
        drawn = drawn.resize(size, Image.Resampling.BILINEAR)
    turn = TURNS.get(opened.getexif().get(ORIENTATION, 1))
    return drawn.transpose(turn) if turn is not None else drawn
