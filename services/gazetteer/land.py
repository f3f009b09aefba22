"""The lines of a land and property address: BS 7666-2:2006, as OS Places' LPI gives it."""

from collections.abc import Mapping

from services.gazetteer.found import Found, spoken_case, two_lines

APPROVED = "1"
"""Logical status of an address in use; others are provisional or history (AddressBase, LOGICAL_STATUS)."""
NO_POST = "N"


def land_and_property(fields: Mapping[str, object]) -> Found | None:
    """Return the address of a property; None if nobody lives or works there, or no longer."""

    def text(name: str) -> str:
        return spoken_case(str(fields.get(name) or "").strip())

    if text("LPI_LOGICAL_STATUS_CODE") not in ("", APPROVED) or text("POSTAL_ADDRESS_CODE") == NO_POST:
        return None

    def numbered(which: str) -> str:
        first = text(f"{which}_START_NUMBER") + text(f"{which}_START_SUFFIX")
        last = text(f"{which}_END_NUMBER") + text(f"{which}_END_SUFFIX")
        return f"{first}-{last}" if last else first

    street, flat, house = text("STREET_DESCRIPTION"), numbered("SAO"), numbered("PAO")
    premises = [text("ORGANISATION"), text("SAO_TEXT"), text("PAO_TEXT")]
    if flat and text("PAO_TEXT"):
        premises[2] = f"{flat} {premises[2]}"
    elif flat:
        house = f"{flat}, {house}" if house else flat
    premises.append(f"{house} {street}".strip())
    lines, town = [line for line in premises if line], text("TOWN_NAME")
    postcode = str(fields.get("POSTCODE_LOCATOR") or "").strip()
    if not (lines and town and postcode):
        return None
    locality = text("LOCALITY_NAME")
    localities = [locality] if locality and locality != town else []
    return Found(two_lines(lines, localities), town, postcode, str(fields.get("UPRN") or "").strip())
