"""PDFs: how many pages, whether they open, and nothing in them that acts by itself."""

from io import BytesIO

import pikepdf

from services.applications.inspection.found import Found, Unfit

PAGES_MAX = 100
"""Of one file. Whoever looks at it reads them all."""
OBJECTS_MAX = 200_000
ACTS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition", "/Movie"}
    | {"/RichMediaExecute", "/Sound", "/GoTo3DView"}
)
"""Actions that do more than lead to a place or a web address (ISO 32000-1, 12.6.4)."""
HOLDS = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
"""Annotations that hold files or players (ISO 32000-1, 12.5.6)."""


def examined(plain: bytes) -> Found:
    """Return the PDF: as it came if nothing in it acts, so that a signature in it stays valid.

    Otherwise scripts, actions and embedded files are taken out (forms that people download, and
    electronic invoices, have them, so that refusing these files would keep out honest people).
    Raises Unfit: damaged, locked, too many pages, or a form that only a program can draw (XFA).
    """
    try:
        with pikepdf.open(BytesIO(plain)) as opened:
            return _examined(opened, plain)
    except pikepdf.PasswordError:
        raise Unfit("file_locked") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, MemoryError):
        raise Unfit("file_broken") from None  # what qpdf raises at damaged files


def _examined(opened: pikepdf.Pdf, plain: bytes) -> Found:
    if len(opened.objects) > OBJECTS_MAX:
        raise Unfit("file_too_big_inside")
    pages = len(opened.pages)
    if not pages:
        raise Unfit("file_broken")
    if pages > PAGES_MAX:
        raise Unfit("file_too_long", pages=PAGES_MAX)
    if "/XFA" in opened.Root.get("/AcroForm", pikepdf.Dictionary()):
        raise Unfit("file_active")
    if not _without_actions(opened) and plain.startswith(b"%PDF-"):  # or something stands in front of it
        return Found("application/pdf")
    made = BytesIO()
    opened.save(made)
    return Found("application/pdf", made.getvalue())


def _without_actions(opened: pikepdf.Pdf) -> bool:
    """Take out what acts and what is embedded. Return whether anything was there."""
    found = [_drop(opened.Root, "/OpenAction", "/AA", "/Collection", "/AF")]
    if "/Names" in opened.Root:
        found.append(_drop(opened.Root.Names, "/JavaScript", "/EmbeddedFiles"))
    found += [_quiet(each) for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
    found += [_quiet_page(page) for page in opened.pages]
    return any(found)


def _quiet_page(page: pikepdf.Page) -> bool:
    """Annotations that stand inside the page itself are no objects of their own."""
    listed = page.obj.get("/Annots")
    if not isinstance(listed, pikepdf.Array):
        return False
    notes = [note for note in listed if isinstance(note, pikepdf.Dictionary)]
    kept = [note for note in notes if str(note.get("/Subtype", "")) not in HOLDS]
    changed = [_quiet(note) for note in kept]
    if len(kept) < len(notes):
        page.obj["/Annots"] = pikepdf.Array(kept)
        return True
    return any(changed)


def _quiet(each: pikepdf.Object) -> bool:
    found = _drop(each, "/AA")
    for key in ("/A", "/Next", "/PA"):
        action = each.get(key)
        if isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in ACTS:
            del each[key]
            found = True
    if str(each.get("/S", "")) in ACTS:
        each["/S"] = pikepdf.Name("/None")
        found = _drop(each, "/JS", "/F", "/Win") or found
    if "/EF" in each:
        found = _drop(each, "/EF") or found
    return found


def _drop(holder: pikepdf.Object, *keys: str) -> bool:
    there = [key for key in keys if key in holder]
    for key in there:
        del holder[key]
    return bool(there)
