"""The lines that make an address, by the rules of Royal Mail and BS 7666."""

import pytest

from services.gazetteer.found import spoken_case
from services.gazetteer.land import land_and_property
from services.gazetteer.royal_mail import delivery_point
from tests.gazetteer.ordnance_survey import dpa, lpi

STREET = {"THOROUGHFARE_NAME": "HARBOUR STREET"}


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"BUILDING_NUMBER": "12", **STREET}, ("12 Harbour Street",)),
        ({"BUILDING_NAME": "12A", **STREET}, ("12A Harbour Street",)),
        ({"BUILDING_NAME": "12-14", **STREET}, ("12-14 Harbour Street",)),
        ({"BUILDING_NAME": "E", **STREET}, ("E Harbour Street",)),
        ({"BUILDING_NAME": "VICTORIA HOUSE", **STREET}, ("Victoria House", "Harbour Street")),
        ({"BUILDING_NAME": "VICTORIA HOUSE 12A", **STREET}, ("Victoria House", "12A Harbour Street")),
        ({"BUILDING_NAME": "UNIT 4", **STREET}, ("Unit 4", "Harbour Street")),
        (
            {"SUB_BUILDING_NAME": "FLAT 2", "BUILDING_NUMBER": "12", **STREET},
            ("Flat 2", "12 Harbour Street"),
        ),
        (
            {"SUB_BUILDING_NAME": "A", "BUILDING_NAME": "SEAVIEW", "BUILDING_NUMBER": "12", **STREET},
            ("A, Seaview", "12 Harbour Street"),
        ),
        ({"SUB_BUILDING_NAME": "2B", **STREET}, ("2B Harbour Street",)),
        (
            {"SUB_BUILDING_NAME": "FLAT 2", "BUILDING_NAME": "SEAVIEW", "BUILDING_NUMBER": "12", **STREET},
            ("Flat 2, Seaview", "12 Harbour Street"),
        ),
        (
            {
                "ORGANISATION_NAME": "BAY LIBRARY",
                "DEPARTMENT_NAME": "LOANS",
                "BUILDING_NUMBER": "4",
                **STREET,
            },
            ("Bay Library, Loans", "4 Harbour Street"),
        ),
        (
            {"DEPENDENT_THOROUGHFARE_NAME": "LAMP MEWS", "BUILDING_NUMBER": "4", **STREET},
            ("4 Lamp Mews", "Harbour Street"),
        ),
        (
            {
                "BUILDING_NUMBER": "4",
                "DOUBLE_DEPENDENT_LOCALITY": "OLD QUAY",
                "DEPENDENT_LOCALITY": "NORTHCLIFF",
                **STREET,
            },
            ("4 Harbour Street", "Old Quay, Northcliff"),
        ),
        (
            {"BUILDING_NAME": "THE LIGHTHOUSE", "DEPENDENT_LOCALITY": "NORTHCLIFF"},
            ("The Lighthouse", "Northcliff"),
        ),
        ({"BUILDING_NUMBER": "4", "DEPENDENT_LOCALITY": "NORTHCLIFF"}, ("4", "Northcliff")),
        ({"DEPENDENT_LOCALITY": "NORTHCLIFF"}, ("Northcliff",)),
        ({"PO_BOX_NUMBER": "61"}, ("PO Box 61",)),
    ],
)
def test_a_delivery_point_reads_as_on_an_envelope(fields: dict[str, str], lines: tuple[str, ...]) -> None:
    found = delivery_point(dpa("1", **fields)["DPA"])
    assert found is not None
    assert found.lines == lines


def test_without_anything_to_write_to_there_is_no_address() -> None:
    assert delivery_point({"UPRN": "1", "POST_TOWN": "LANTERN BAY", "POSTCODE": "ZZ1 4QH"}) is None
    assert delivery_point({"UPRN": "1", "BUILDING_NUMBER": "1", **STREET}) is None


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"PAO_START_NUMBER": "12", "PAO_START_SUFFIX": "A"}, ("12A Harbour Street",)),
        ({"PAO_START_NUMBER": "12", "PAO_END_NUMBER": "14"}, ("12-14 Harbour Street",)),
        ({"PAO_TEXT": "SEAVIEW", "SAO_START_NUMBER": "2"}, ("2 Seaview", "Harbour Street")),
        ({"SAO_TEXT": "FLAT 2", "PAO_START_NUMBER": "12"}, ("Flat 2", "12 Harbour Street")),
        ({"SAO_START_NUMBER": "2", "PAO_START_NUMBER": "12"}, ("2, 12 Harbour Street",)),
        (
            {"ORGANISATION": "BAY LIBRARY", "PAO_START_NUMBER": "4", "LOCALITY_NAME": "OLD QUAY"},
            ("Bay Library", "4 Harbour Street, Old Quay"),
        ),
    ],
)
def test_a_property_reads_by_its_two_objects(fields: dict[str, str], lines: tuple[str, ...]) -> None:
    found = land_and_property(lpi("1", **fields)["LPI"])
    assert found is not None
    assert found.lines == lines


@pytest.mark.parametrize(
    "fields",
    [
        {"LPI_LOGICAL_STATUS_CODE": "8"},
        {"POSTAL_ADDRESS_CODE": "N"},
        {"TOWN_NAME": ""},
        {"POSTCODE_LOCATOR": ""},
    ],
)
def test_history_and_places_without_post_are_left_out(fields: dict[str, str]) -> None:
    assert land_and_property(lpi("1", PAO_START_NUMBER="12", **fields)["LPI"]) is None


@pytest.mark.parametrize(
    ("capitals", "spoken"),
    [
        ("STOKE-ON-TRENT", "Stoke-on-Trent"),
        ("NEWCASTLE UPON TYNE", "Newcastle upon Tyne"),
        ("ST MARY'S ROAD", "St Mary's Road"),
        ("O'CONNELL STREET", "O'Connell Street"),
        ("THE OLD RAF CLUB", "The Old RAF Club"),
        ("12A", "12A"),
        ("Already Spoken", "Already Spoken"),
    ],
)
def test_capitals_become_what_people_write(capitals: str, spoken: str) -> None:
    assert spoken_case(capitals) == spoken
