"""Tells what a file is from its first bytes, never from its name, and looks into it."""

from services.applications.inspection import office, pdfs, pictures
from services.applications.inspection.found import Found, Unfit

PDF_WITHIN_BYTES = 1024
"""Programs open a PDF that begins this late (ISO 32000-1, annex H)."""
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Word and Excel until 2003, which hold macros out of sight, and newer ones with a password."""


def examined(plain: bytes) -> Found:
    """Return what a file is and what to keep of it. Raises Unfit with the reason."""
    if plain.startswith(b"\xff\xd8\xff"):
        return pictures.redrawn(plain, "image/jpeg")
    if plain.startswith(b"\x89PNG\r\n\x1a\n"):
        return pictures.redrawn(plain, "image/png")
    if plain[4:8] == b"ftyp" and plain[8:12] in HEIF_BRANDS:
        return pictures.redrawn(plain, pictures.HEIF)
    if plain.startswith(b"PK\x03\x04"):
        return office.examined(plain)
    if b"%PDF-" in plain[:PDF_WITHIN_BYTES] and not plain.startswith(
        (b"MZ", b"\x7fELF", b"<", b"GIF8", b"#!")
    ):
        return pdfs.examined(plain)
    if plain.startswith(OLD_OFFICE):
        raise Unfit("file_old_office")
    raise Unfit("file_kind_unknown")
