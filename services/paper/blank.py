"""Empty forms, made once and then handed out as files."""

import hashlib
import json
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from services.definitions.models import FormVersion
from services.documents import Document as Pdf
from services.paper.models import PrintedForm
from services.paper.prints import Print
from services.paper.sender import sender, short_address
from services.paper.sheets import paper_form

# Whatever shapes the page: change one of these, and the next reader gets a new edition.
SHAPED_BY = (
    "templates/paper/**/*.*",
    "templates/kinds/*/paper.html",
    "services/paper/*.py",
    "services/documents/*.py",
    "services/definitions/sentences.py",
)


def blank_form(version: FormVersion, language: str, size: Print) -> PrintedForm:
    """Return the empty form, rendered now if nobody asked for it before. Three queries if it is there."""
    key = made_from(version, language, size)
    editions = PrintedForm.objects.filter(version=version, language=language, size=size)
    found = editions.filter(made_from=key).first()
    if found and store().exists(found.stored_as):
        return found
    before = editions.order_by("edition").last()
    edition = found.edition if found else before.edition + 1 if before else 1
    guesses = before.page_of() if before else None
    pdf = paper_form(version, language=language, size=size, copy=str(edition), page_guesses=guesses)
    stored_as = f"forms/{version.form.key}/{version.number}/{language}-{size}-{edition}.pdf"
    if found:  # the file was lost: the same one again
        store().save(stored_as, ContentFile(pdf.pdf))
        return found
    try:
        with transaction.atomic():
            printed = PrintedForm.objects.create(
                version=version,
                language=language,
                size=size,
                boxes=box_map(pdf),
                edition=edition,
                made_from=key,
                stored_as=stored_as,
            )
            store().save(stored_as, ContentFile(pdf.pdf))
    except IntegrityError:  # somebody asked at the same moment: theirs is the same
        return editions.get(made_from=key)
    return printed


def undrawn() -> dict[str, tuple[FormVersion, str, Print]]:
    """Return the empty forms that are not there yet, by what they are made from.

    Those of the newest versions in their own languages: in any other, a form waits for its first reader.
    """
    newest = FormVersion.objects.filter(form=OuterRef("form")).order_by("-number").values("pk")[:1]
    versions = FormVersion.objects.filter(pk=Subquery(newest)).select_related("form").defer("content")
    wanted = {
        made_from(version, language, size): (version, language, size)
        for version in versions.order_by("form__key")
        for language in version.document.languages
        for size in Print
    }
    drawn = set(PrintedForm.objects.filter(made_from__in=wanted).values_list("made_from", flat=True))
    return {key: form for key, form in wanted.items() if key not in drawn}


def store() -> Storage:
    """Return where printed forms are kept."""
    return storages["private"]


def box_map(pdf: Pdf) -> list[dict[str, list[float]]]:
    """Return the box map of a document as it is stored."""
    return [{name: list(rect) for name, rect in page.items()} for page in pdf.boxes]


def made_from(version: FormVersion, language: str, size: Print) -> str:
    """Return a mark of everything that shapes the empty form: another one means another edition."""
    council = repr(sender(language))
    own = short_address(version.form.key, language)
    parts = [repr(version.mark), language, size.value, council, settings.SITE_URL, own, _design(language)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def _design(language: str) -> str:
    """Return a hash of all that shapes paper but its words: read once per process."""
    base = Path(settings.BASE_DIR)
    files = sorted(path for pattern in SHAPED_BY for path in base.glob(pattern))
    files += sorted(base.glob(f"locale/{language}/LC_MESSAGES/*.mo"))
    digest = hashlib.sha256(installed("weasyprint").encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()
