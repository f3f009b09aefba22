"""Sets the sample council's fees, fines and limits, which its pages and forms name."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.sample.reading import read_yaml
from services.facts.actions import define, set_value
from services.facts.history import Kind
from services.facts.models import Fact
from services.identity.actors import SYSTEM

FILE = Path(__file__).parent / "facts.yaml"


def fact_keys() -> set[str]:
    """Return the key of every sample fact."""
    return {entry["key"] for entry in read_yaml(FILE)}


@transaction.atomic
def load_facts() -> int:
    """Add the facts that are missing, with their values; change none that is there. Returns how many."""
    known = set(Fact.objects.values_list("key", flat=True))
    entries: list[dict[str, Any]] = read_yaml(FILE)
    missing = [entry for entry in entries if entry["key"] not in known]
    for entry in missing:
        fact = define(key=entry["key"], label=entry["label"], kind=Kind(entry["kind"]))
        for value in entry["values"]:
            set_value(
                fact=fact,
                content=Decimal(value["amount"]),
                effective_from=value["from"],
                by=SYSTEM,
                source=value["source"],
            )
    return len(missing)
