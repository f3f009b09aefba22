"""The files of printed copies: sealed like the answers in them, and erased with them."""

from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from services.applications.models import Application
from services.paper.models import PrintedCopy
from services.vault import Unreadable

FOLDER = "copies"


def keep_copy(copy: PrintedCopy, pdf: bytes) -> None:
    """Keep a copy as it went out: its pages are read with it when they come back."""
    sealed = copy.application.box.seal(pdf, context=f"copy:{copy.code}")
    copy.stored_as = storages["private"].save(f"{FOLDER}/{copy.code}", ContentFile(sealed))


def read_copy(copy: PrintedCopy) -> bytes:
    """Return a copy as it went out. Raises FileNotFoundError if it is lost, or erased."""
    try:
        with storages["private"].open(copy.stored_as) as stored:
            return copy.application.box.open(stored.read(), context=f"copy:{copy.code}")
    except Unreadable as erased:
        raise FileNotFoundError(copy.stored_as) from erased


def forget_copies(application: Application) -> None:
    """Delete the files of an application's copies: for settings.ERASED_WITH_AN_APPLICATION."""
    for copy in PrintedCopy.objects.filter(application=application).exclude(stored_as=""):
        transaction.on_commit(partial(storages["private"].delete, copy.stored_as))
        copy.stored_as = ""
        copy.save(update_fields=["stored_as"])
