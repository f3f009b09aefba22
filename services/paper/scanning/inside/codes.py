"""The QR codes on a picture, whichever way it lies."""

from collections.abc import Iterator

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]
TEXT_MAX = 200
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def seen(grey: Grey) -> list[str]:
    """Return what the QR codes say, at the first try that sees one.

    zxing turns and shrinks by itself; what it does not do is to smooth a fax or to enlarge what is small.
    """
    for picture in _tries(grey):
        found = zxingcpp.read_barcodes(picture, formats=QR)
        if texts := sorted({each.text[:TEXT_MAX] for each in found if each.valid}):
            return texts
    return []


def _tries(grey: Grey) -> Iterator[Grey]:
    yield grey
    height, width = grey.shape
    drawn = Image.fromarray(grey)
    yield np.asarray(drawn.filter(ImageFilter.GaussianBlur(1.2)))
    if max(height, width) <= 3500:
        larger = drawn.resize((width * 2, height * 2), Image.Resampling.BICUBIC)
        yield np.asarray(larger)
        yield np.asarray(larger.filter(ImageFilter.UnsharpMask(4, 200)))
    yield np.asarray(drawn.filter(ImageFilter.UnsharpMask(3, 300, 0)))
    yield np.asarray(drawn.resize((width * 2 // 3, height * 2 // 3), Image.Resampling.BOX))
