"""The gazetteer of our own: loaded from a file, asked by postcode."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from services.gazetteer import looking
from services.gazetteer.errors import NotAPostcode
from services.gazetteer.loading import load
from services.gazetteer.models import KnownAddress

pytestmark = pytest.mark.django_db
HEAD = "uprn,line1,line2,town,postcode\n"


@pytest.fixture(autouse=True)
def _embedded(settings: Any) -> None:
    settings.ADDRESS_LOOKUP = "embedded"


def loaded(text: str) -> tuple[int, int]:
    made = load(io.StringIO(text))
    return made.kept, made.wrong


def test_addresses_come_as_people_count_them() -> None:
    lines = "".join(f"{number},{number} Gull Road,,Lantern Bay,zz23ab\n" for number in (10, 2, 1))
    assert loaded(HEAD + lines) == (3, 0)
    assert [each.lines for each in looking.find(" ZZ2 3AB ")] == [
        ("1 Gull Road",),
        ("2 Gull Road",),
        ("10 Gull Road",),
    ]


def test_loading_again_changes_what_changed_and_doubles_nothing() -> None:
    loaded(HEAD + "1,1 Gull Road,,Lantern Bay,ZZ2 3AB\n")
    loaded(HEAD + "1,1 Tern Road,,Lantern Bay,ZZ2 3AB\n1,1 Tern Road,,Lantern Bay,ZZ2 3AB\n")
    assert [row.line1 for row in KnownAddress.objects.all()] == ["1 Tern Road"]


def test_lines_that_are_no_address_are_counted_and_left_out() -> None:
    wrong = (
        "x,1 Gull Road,,Town,ZZ2 3AB\n2,,,Town,ZZ2 3AB\n3,3 Gull Road,,Town,nowhere\n4,"
        + "9" * 101
        + ",,Town,ZZ2 3AB\n"
    )
    assert loaded(HEAD + wrong + "5,5 Gull Road,,Town,ZZ2 3AB\n") == (1, 4)


def test_the_columns_of_addressbase_are_read_too() -> None:
    head = "UPRN,BUILDING_NUMBER,THOROUGHFARE,POST_TOWN,POSTCODE\n"
    assert loaded(head + "7,12,HARBOUR STREET,LANTERN BAY,ZZ1 4QH\n") == (1, 0)
    assert looking.find("ZZ1 4QH")[0].as_answer() == {
        "line1": "12 Harbour Street",
        "town": "Lantern Bay",
        "postcode": "ZZ1 4QH",
        "uprn": "7",
    }


@pytest.mark.parametrize(
    ("house", "uprns"), [("2", ["1", "3"]), ("flat 2", ["1"]), ("SEAVIEW", ["1", "2"]), ("٢", ["1", "3"])]
)
def test_a_number_or_name_narrows_it(house: str, uprns: list[str]) -> None:
    loaded(
        HEAD
        + '1,"Flat 2, Seaview",Gull Road,Town,ZZ2 3AB\n'
        + '2,"Flat 12, Seaview",Gull Road,Town,ZZ2 3AB\n'
        + "3,2 Gull Road,,Town,ZZ2 3AB\n"
    )
    assert sorted(each.uprn for each in looking.find("ZZ2 3AB", house)) == uprns


@pytest.mark.parametrize("text", ["", "ZZ2", "Lantern Bay", "ZZ2 3AB; DROP"])
def test_half_a_postcode_is_not_looked_up(text: str) -> None:
    with pytest.raises(NotAPostcode):
        looking.find(text)


def test_the_command_says_what_it_did(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "addresses.csv"
    file.write_text(HEAD + "1,1 Gull Road,,Town,ZZ2 3AB\n", encoding="utf-8-sig")
    call_command("load_addresses", file)
    assert capsys.readouterr().out == "Addresses loaded: 1. Lines left out: 0.\n"
    file.write_text("a,b\n")
    with pytest.raises(CommandError, match="no columns"):
        call_command("load_addresses", file)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_addresses", tmp_path / "none.csv")


def test_a_lookup_that_is_off_is_a_mistake_to_ask(settings: Any) -> None:
    settings.ADDRESS_LOOKUP = "none"
    assert not looking.is_on()
    with pytest.raises(ValueError, match="none"):
        looking.find("ZZ2 3AB")
