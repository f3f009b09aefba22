"""Small files of each sort, made on the spot: what people send, and what they should not."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin
from pillow_heif import from_pillow

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless string that every scanner finds (eicar.org). In two parts, so that none finds it here."""


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it with a form."""
    return SimpleUploadedFile(name, content, "application/octet-stream")


def pdf(*, pages: int = 1, more: bytes = b"") -> bytes:
    """A PDF with empty pages; `more` follows its end, where readers do not look."""
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page()
    return saved(made) + more


def saved(made: pikepdf.Pdf, **how: object) -> bytes:
    out = BytesIO()
    made.save(out, static_id=True, **how)
    return out.getvalue()


def drawn(width: int = 60, height: int = 30) -> Image.Image:
    """A picture whose left half is red, so that turning it shows."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height))
    return picture


def jpeg(*, turned: bool = False) -> bytes:
    """A photograph with its place and camera in it; `turned`: held upright, as phones note it."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "Zanzibar camera"
    exif[0x0112] = 6 if turned else 1
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    drawn().save(out, "JPEG", exif=exif, comment=b"Zanzibar comment", quality=95)
    return out.getvalue()


def png() -> bytes:
    out, words = BytesIO(), PngImagePlugin.PngInfo()
    words.add_text("Author", "Zanzibar author")
    drawn().save(out, "PNG", pnginfo=words)
    return out.getvalue()


def heic() -> bytes:
    out = BytesIO()
    from_pillow(drawn(64, 64)).save(out, format="HEIF")
    return out.getvalue()


def word(**parts: bytes) -> bytes:
    """A Word document; parts by name, with __ for a slash."""
    listing = f'<Types><Override PartName="/word/document.xml" ContentType="{WORD}.main+xml"/></Types>'
    return zipped({"[Content_Types].xml": listing.encode(), "word/document.xml": b"<document/>"} | parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()
