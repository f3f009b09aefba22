"""Office documents are zip files: what is inside says what they are and whether they run programs."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from services.applications.inspection.found import Found, Unfit

UNPACKED_MAX_BYTES = 100 * 1024 * 1024
PARTS_MAX = 2000
RATIO_MAX = 200
"""Text shrinks to a twentieth, a bomb to a thousandth."""
LISTING_MAX_BYTES = 1024 * 1024
OPEN_XML = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = ("wordprocessingml.document", "spreadsheetml.sheet")
"""What the main part is called (ECMA-376). Templates and documents with macros have other names."""
OPEN_DOCUMENT = {  # ODF 1.3 part 2, 3.3: the first part names it
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.spreadsheet",
}
RUNS = re.compile(
    r"vbaproject|vbadata|activex|/embeddings/|\.bin$|macrosheets|^basic/|^scripts/|^object |customui",
    re.IGNORECASE,
)
"""Parts with programs, or with other documents that may hold some. Printer settings are harmless."""
HARMLESS = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
LINK = re.compile(rb"/relationships/hyperlink[\"']", re.IGNORECASE)


def examined(plain: bytes) -> Found:
    """Return what document it is. Raises Unfit: another zip, damaged, locked, a bomb, or with programs."""
    try:
        with ZipFile(BytesIO(plain)) as opened:
            _check_size(opened.infolist())
            media_type = _media_type(opened)
            _check_programs(opened)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise Unfit("file_broken") from None  # what zipfile and zlib raise at damaged files
    return Found(media_type)


def _check_size(parts: list[ZipInfo]) -> None:
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > PARTS_MAX or unpacked > UNPACKED_MAX_BYTES or unpacked > RATIO_MAX * max(packed, 1024):
        raise Unfit("file_too_big_inside")
    if any(part.flag_bits & 1 for part in parts):
        raise Unfit("file_locked")


def _media_type(opened: ZipFile) -> str:
    names = opened.namelist()
    if "[Content_Types].xml" in names:
        listing = _read(opened, "[Content_Types].xml")
        if b"macroenabled" in listing.lower():
            raise Unfit("file_active")
        for part in MAIN_PARTS:
            if f'"{OPEN_XML}{part}.main+xml"'.encode() in listing:
                return OPEN_XML + part
    elif "mimetype" in names:
        named = _read(opened, "mimetype").strip()
        if named in OPEN_DOCUMENT:
            if b"encryption-data" in _read(opened, "META-INF/manifest.xml"):
                raise Unfit("file_locked")
            return named.decode()
    raise Unfit("file_kind_unknown")


def _check_programs(opened: ZipFile) -> None:
    for name in opened.namelist():
        if RUNS.search(name) and not HARMLESS.search(name):
            raise Unfit("file_active")
        if name.lower().endswith(".rels") and any(
            not LINK.search(found) for found in OUTSIDE.findall(_read(opened, name))
        ):
            raise Unfit("file_active")  # fetches a template or a picture from elsewhere when opened


def _read(opened: ZipFile, name: str) -> bytes:
    try:
        if opened.getinfo(name).file_size > LISTING_MAX_BYTES:
            raise Unfit("file_too_big_inside")
        with opened.open(name) as part:
            return part.read(LISTING_MAX_BYTES)
    except KeyError:
        raise Unfit("file_broken") from None
