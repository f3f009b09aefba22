"""Publish the sample council's forms from their YAML documents."""

from pathlib import Path

from content.authoring.taking import take_over
from content.models import ServiceForm
from portal.sample.facts import load_facts
from portal.sample.reading import read_yaml
from services.definitions.document import Document
from services.definitions.exchange.exporting import as_content
from services.definitions.models import FormVersion
from services.definitions.publishing import publish
from services.identity.actors import SYSTEM

FOLDER = Path(__file__).parent / "forms"


def read_form(key: str) -> Document:
    """Return the sample form with this key. Raises pydantic's ValidationError if it is not a document."""
    return Document.model_validate(read_yaml(FOLDER / f"{key}.yaml"))


def form_keys() -> list[str]:
    """Return the key of every sample form, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def load_forms() -> list[FormVersion]:
    """Return the newest version of every sample form, published now if its content is new.

    Raises NotPublishable if a document has faults.
    """
    return [load_form(key) for key in form_keys()]


def load_form(key: str) -> FormVersion:
    """Return the newest version of one sample form, published now if its content is new."""
    load_facts()  # it may name them
    return publish(document=read_form(key), by=SYSTEM)


def load_editor() -> int:
    """Put the sample forms that the editor does not have yet into it. Returns how many."""
    known = set(ServiceForm.objects.values_list("key", flat=True))
    missing = [key for key in form_keys() if key not in known]
    for key in missing:
        take_over(as_content(read_form(key)), live=True)
    return len(missing)
