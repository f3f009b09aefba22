"""Pictures are drawn anew: what remains is what one sees. Place, camera and whatever was hidden are gone."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from services.applications.inspection.found import Found, Unfit

PIXELS_MAX = 64_000_000
"""More than phones take (50 megapixels). Drawn, this is 200 MB of memory."""
SIDE_MAX_PX = 4000
"""Enough for A4 at 300 dots per inch (3,508), the usual for scanned papers."""
JPEG_QUALITY = 88
HEIF = "image/heic"
OPENED_AS = {"image/jpeg": ("JPEG", "MPO"), "image/png": ("PNG",), HEIF: ("HEIF",)}

register_heif_opener(thumbnails=False)


def redrawn(plain: bytes, media_type: str) -> Found:
    """Return the picture, upright, without anything but its dots. PNG stays PNG; others become JPEG.

    Raises Unfit if it does not open, or is larger than PIXELS_MAX.
    """
    try:
        return _encoded(_drawn(plain, media_type), media_type)
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        RuntimeError,
        IndexError,
        Image.DecompressionBombError,
    ):
        raise Unfit("file_broken") from None  # what Pillow's decoders raise at damaged files


def _drawn(plain: bytes, media_type: str) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes: checked here; of odd metadata: thrown away
        opened = Image.open(BytesIO(plain), formats=OPENED_AS[media_type])
        if opened.width * opened.height > PIXELS_MAX:
            raise Unfit("file_too_big_inside")
        opened.draft("RGB", (SIDE_MAX_PX, SIDE_MAX_PX))  # JPEG: draws a large one smaller at once
        upright = ImageOps.exif_transpose(opened)
    if media_type == "image/png" and ("transparency" in upright.info or upright.mode in {"LA", "PA", "RGBA"}):
        plain_mode = "RGBA"
    else:
        plain_mode = "L" if upright.mode in {"1", "L", "I;16"} else "RGB"
    drawn = upright.convert(plain_mode)
    drawn.thumbnail((SIDE_MAX_PX, SIDE_MAX_PX))
    drawn.info = {}  # comments, profiles and metadata, which Pillow would write again
    return drawn


def _encoded(drawn: Image.Image, media_type: str) -> Found:
    made = BytesIO()
    if media_type == "image/png":
        drawn.save(made, "PNG")
        return Found(media_type, made.getvalue())
    drawn.save(made, "JPEG", quality=JPEG_QUALITY)
    return Found("image/jpeg", made.getvalue())
