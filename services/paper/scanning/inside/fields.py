"""What somebody typed into the fields of a PDF, if it has any."""

from io import BytesIO

import pikepdf

from services.documents.fields import values


def typed(plain: bytes) -> dict[str, str | bool]:
    """Return what is in each field by its name; nothing for a file without fields, or that does not open."""
    try:
        with pikepdf.open(BytesIO(plain)) as document:
            return dict(values(document))
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError):
        return {}
