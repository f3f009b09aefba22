"""The lines of a delivery point address: Royal Mail PAF Programmers' Guide, "Formatting a UK address"."""

import re
from collections.abc import Mapping

from services.gazetteer.found import Found, spoken_case, two_lines

# Exceptions I, II and III: such a name is read like a number, on the line of the street.
LIKE_A_NUMBER = re.compile(r"^(\d(.*\d)?|\d(.*\d)?[A-Z]|[A-Z])$")
# Exception IV: a name that ends so is split, unless one of these words comes before.
ENDS_LIKE_A_NUMBER = re.compile(r"^(?P<name>.+) (?P<number>\d[\d/-]*[A-Z]?)$")
NOT_SPLIT = re.compile(
    r"\b(BACK OF|BLOCKS?|BUILDING|FLATS?|MAISONETTES?|ROOM|SHOPS?|STALLS?|SUITES?|UNITS?)$", re.IGNORECASE
)

Fields = Mapping[str, object]


def delivery_point(fields: Fields) -> Found | None:
    """Return the address of a delivery point, in the fields of OS Places' DPA and AddressBase Plus.

    None if it has no street, building or town to write to.
    """

    def text(*names: str) -> str:
        return next((spoken_case(str(fields[name]).strip()) for name in names if fields.get(name)), "")

    organisation = [text("ORGANISATION_NAME"), text("DEPARTMENT_NAME")]
    box = text("PO_BOX_NUMBER")
    if box:
        organisation.append(f"PO Box {box.removeprefix('PO Box ')}")
    streets = [
        text("DEPENDENT_THOROUGHFARE_NAME", "DEPENDENT_THOROUGHFARE"),
        text("THOROUGHFARE_NAME", "THOROUGHFARE"),
    ]
    building = _building(text("SUB_BUILDING_NAME"), text("BUILDING_NAME"), text("BUILDING_NUMBER"))
    localities = [text("DOUBLE_DEPENDENT_LOCALITY"), text("DEPENDENT_LOCALITY")]
    premises = [
        *(line for line in organisation if line),
        *_premises(building, [street for street in streets if street]),
    ]
    town, lines = text("POST_TOWN"), [line for line in localities if line]
    if not town or not (premises or lines):
        return None
    found = two_lines(premises, lines) if premises else tuple(lines[:2])
    return Found(found, town, str(fields.get("POSTCODE", "")).strip(), str(fields.get("UPRN", "")).strip())


def _building(sub_building: str, name: str, number: str) -> tuple[list[str], str]:
    """Return the lines of a building, and what stands before its street like a number."""
    if not number and (split := ENDS_LIKE_A_NUMBER.match(name)) and not NOT_SPLIT.search(split["name"]):
        name, number = split["name"], split["number"]
    if not number and LIKE_A_NUMBER.match(name):
        name, number = "", name
    if sub_building and LIKE_A_NUMBER.match(sub_building) and (name or not number):
        # "A, Seaview House" and, with a street alone, "2B Harbour Street"
        if name:
            return [f"{sub_building}, {name}" if sub_building.isalpha() else f"{sub_building} {name}"], number
        return [], sub_building
    return [line for line in (sub_building, name) if line], number


def _premises(building: tuple[list[str], str], streets: list[str]) -> list[str]:
    lines, number = building
    if not number:
        return [*lines, *streets]
    if not streets:
        return [*lines, number]
    return [*lines, f"{number} {streets[0]}", *streets[1:]]
