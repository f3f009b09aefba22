"""Forms and their published versions. A version is appended once and never changes."""

from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import connection, models

from services.definitions.document import Document
from services.definitions.saying_facts import Chosen, as_read, chosen
from services.definitions.versions.fates import Fate, OpenDrafts

DOCUMENTS_KEPT = 256
_documents: dict[str, Document] = {}  # by checksum: the content decides, so it is never stale
_versions: "dict[int, FormVersion]" = {}


class Form(models.Model):
    """Something people can apply for, known by its key."""

    key = models.SlugField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.key

    @property
    def current(self) -> "FormVersion | None":
        """The newest version: what a new application starts with."""
        return self.versions.order_by("-number").first()


class VersionQuerySet(models.QuerySet["FormVersion"]):
    """Versions can be read and added, nothing else."""

    def update(self, **fields: Any) -> NoReturn:
        raise ValueError("a published form version never changes: publish a new one")

    def delete(self) -> NoReturn:
        raise ValueError("a published form version is never deleted: applications stand on it")


class FormVersion(models.Model):
    """One published definition. Everything anyone answers names the version it was asked under."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    checksum = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    fate = models.CharField(max_length=5, choices=[(fate.value, fate.value) for fate in Fate], default="keep")
    """What its author chose for applications that were open when it was published."""
    kept_until = models.DateField(null=True)

    objects: ClassVar[models.Manager["FormVersion"]] = VersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["form", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number_once"),
            models.CheckConstraint(
                name="form_version_keeps_until",
                condition=models.Q(kept_until__isnull=True) | models.Q(fate=Fate.KEEP.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form.key} version {self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        """Insert the version. Raises ValueError on any later save."""
        if not self._state.adding:
            raise ValueError(f"{self} is published: it never changes")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Raise ValueError: applications stand on it."""
        raise ValueError(f"{self} is published: it is never deleted")

    @property
    def open_drafts(self) -> OpenDrafts:
        """What its author chose for applications that were open when it was published."""
        return OpenDrafts(Fate(self.fate), self.kept_until)

    @property
    def definition(self) -> Document:
        """The definition as it was written. Read from the database once per process: it cannot change."""
        return _read(self)

    @property
    def document(self) -> Document:
        """The definition as it is asked today: facts that it names stand in its texts."""
        return self.document_at(None)

    def document_at(self, moment: datetime | None) -> Document:
        """Return the definition as people read it at a moment (None: now)."""
        definition = _read(self)
        return as_read(self.checksum, definition, chosen(self.checksum, definition, moment))

    @property
    def mark(self) -> tuple[str, Chosen]:
        """Stands for exactly the words that it has today."""
        return self.checksum, chosen(self.checksum, _read(self))


def version_of(pk: int) -> FormVersion:
    """Return a published version with its form. Read once per process: neither ever changes."""
    found = _versions.get(pk)
    if found is None:
        found = FormVersion.objects.select_related("form").defer("content").get(pk=pk)
        if not connection.in_atomic_block:  # what is only being published may yet be taken back
            if len(_versions) >= DOCUMENTS_KEPT:
                _versions.pop(next(iter(_versions)), None)
            _versions[pk] = found
    return found


def forget_versions() -> None:
    """Forget what was read: for a process whose database was put in another's place, as tests do."""
    _versions.clear()


class FormDraft(models.Model):
    """What is being written of a form. It may have faults: it serves nobody until it is published."""

    key = models.SlugField(max_length=60, unique=True)
    content = models.JSONField()
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    report = models.JSONField(null=True)
    """What an importer carried over from another format, and what it could not."""

    def __str__(self) -> str:
        return f"draft of {self.key}"


def _read(version: FormVersion) -> Document:
    found = _documents.get(version.checksum)
    if found is None:
        # Not through the instance: one that is kept for the process need not carry the text as well.
        content = FormVersion.objects.values_list("content", flat=True).get(pk=version.pk)
        if len(_documents) >= DOCUMENTS_KEPT:
            _documents.pop(next(iter(_documents)), None)
        found = _documents[version.checksum] = Document.model_validate(content)
    return found
