"""The sample council's offices, appointment types, advisers and hours."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction

from portal.sample.reading import read_yaml
from services.booking.models import AppointmentType, AvailabilityRule, Office, Resource

FILE = Path(__file__).with_suffix(".yaml")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SINCE = date(2026, 1, 5)
Row = TypeVar("Row", Office, AppointmentType)


@transaction.atomic
def load_offices() -> list[Office]:
    """Return the sample offices, with what can be booked there. What is there already stays as it is.

    Raises ValidationError if the file holds what the models refuse.
    """
    content = read_yaml(FILE)
    offices = {row["key"]: _made(Office, row) for row in content["offices"]}
    types = {row["key"]: _made(AppointmentType, row) for row in content["types"]}
    for row in content["resources"]:
        _add_resource(row, offices, types)
    return list(offices.values())


def _made(model: type[Row], row: dict[str, Any]) -> Row:
    found = model.objects.filter(key=row["key"]).first()
    if found is None:
        found = model(**row)
        found.full_clean()
        found.save()
    return found


def _add_resource(row: dict[str, Any], offices: dict[str, Office], types: dict[str, AppointmentType]) -> None:
    resource, is_new = Resource.objects.get_or_create(
        key=row["key"],
        defaults={
            "office": offices[row["office"]] if "office" in row else None,
            "kind": row["kind"],
            "name": row["name"],
            "languages": row.get("languages", []),
        },
    )
    if is_new:
        for shift in row.get("shifts", [row]):
            for weekday, opens, closes in _stretches(shift["hours"]):
                rule = AvailabilityRule.objects.create(
                    resource=resource, weekday=weekday, opens=opens, closes=closes, valid_from=SINCE
                )
                rule.appointment_types.set(types[key] for key in shift["types"])


def _stretches(hours: dict[str, list[str]]) -> Iterator[tuple[int, time, time]]:
    for days, stretches in hours.items():
        for day in days.split():
            for stretch in stretches:
                opens, closes = (time.fromisoformat(clock) for clock in stretch.split("-"))
                yield WEEKDAYS.index(day), opens, closes
