"""Each kind gives its answer room on paper, and shows an answer that is there already."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from services.definitions.kinds import AnyQuestion
from services.definitions.rules import Value
from services.paper.areas import Area
from services.paper.drawing import area

QUESTION = TypeAdapter(AnyQuestion)


def drawn(kind: str, value: Value = None, **more: Any) -> Area:
    question = QUESTION.validate_python({"kind": kind, "key": "it", "label": {"en": "It"}, **more})
    return area(question, value, "en")


def letters(found: Area) -> list[str]:
    return ["".join(cell.letter or "_" for cell in comb.cells) for comb in found.combs]


def test_a_date_has_two_two_and_four_boxes_and_is_filled_with_leading_noughts() -> None:
    assert letters(drawn("date")) == ["__", "__", "____"]
    assert letters(drawn("date", "1980-02-01")) == ["01", "02", "1980"]


def test_a_postcode_keeps_its_two_halves_apart() -> None:
    value = {"line1": "1 Quay Street", "town": "Lantern Bay", "postcode": "ZZ1 1AA"}
    found = drawn("address", value)
    assert letters(found) == ["ZZ1_1AA"]
    assert [line.text for line in found.lines] == ["1 Quay Street", "", "Lantern Bay"]


def test_identifiers_are_grouped_as_people_know_them() -> None:
    found = drawn("identifier", "QQ123456C", scheme="nino")
    assert letters(found) == ["QQ123456C"]
    assert [place for place, cell in enumerate(found.combs[0].cells, 1) if cell.gap] == [2, 4, 6, 8]


def test_a_number_has_a_box_for_each_digit_it_can_have() -> None:
    assert letters(drawn("whole_number", maximum=500)) == ["___"]
    assert letters(drawn("whole_number", 42, maximum=500)) == ["_42"]


@pytest.mark.parametrize(("value", "crossed"), [(None, []), (True, ["it.yes"]), (False, ["it.no"])])
def test_yes_and_no_are_boxes_to_cross(value: Value, crossed: list[str]) -> None:
    assert [tick.id for tick in drawn("yes_no", value).ticks if tick.crossed] == crossed


def test_several_options_can_be_crossed() -> None:
    options = [{"key": key, "label": {"en": key}} for key in ("pain", "breath", "balance")]
    found = drawn("several_of", ["pain", "balance"], options=options)
    assert [tick.crossed for tick in found.ticks] == [True, False, True]


def test_evidence_is_enclosed_or_follows_but_is_not_uploaded_from_paper() -> None:
    found = drawn("evidence", ways=["upload", "post", "in_person"])
    assert [tick.id for tick in found.ticks] == ["it.enclosed", "it.post", "it.in_person"]
    assert [tick.id for tick in drawn("evidence", {"way": "post"}).ticks if tick.crossed] == ["it.post"]


def test_what_was_uploaded_online_shows_as_done() -> None:
    found = drawn("evidence", {"way": "upload", "files": "abc"})
    assert [tick.id for tick in found.ticks if tick.crossed] == ["it.upload"]


def test_a_longer_text_keeps_empty_lines_to_add_to_it() -> None:
    assert len(drawn("long_text", lines=5).ruled) == 5
    filled = drawn("long_text", "word " * 400, lines=5)
    assert filled.written.startswith("word")
    assert (filled.room, len(filled.ruled)) == (5, 2)


def test_a_box_in_the_box_map_is_named_once() -> None:
    alone, several = drawn("phone"), drawn("name")
    assert (alone.own_id, alone.lines[0].id) == ("", "it")
    assert (several.own_id, several.lines[0].id) == ("it", "it.title")


def test_money_and_decimals_stand_right_aligned_around_a_printed_point() -> None:
    money = drawn("money", 120050, maximum_pence=999_999)
    assert letters(money) == ["120050"]
    assert [cell.after for cell in money.combs[0].cells] == ["", "", "", ".", "", ""]
    assert money.combs[0].prefix == "£"
    assert letters(drawn("money", 5, maximum_pence=999_999)) == ["___005"]
    assert letters(drawn("decimal", "-2.5", minimum="-10", maximum="10", places=1)) == ["_-25"]


def test_an_account_has_boxes_for_its_numbers_between_lines_for_its_words() -> None:
    found = drawn("bank_account", {"account_name": "A", "sort_code": "309430", "account_number": "01234567"})
    assert letters(found) == ["309430", "01234567"]
    assert ([line.id for line in found.lines], [line.id for line in found.more]) == (
        ["it.account_name"],
        ["it.roll_number"],
    )


def test_a_list_too_long_to_print_has_a_line_for_the_name() -> None:
    options = [{"key": f"k{number}", "label": {"en": f"Road {number}"}} for number in range(40)]
    found = drawn("select", "k7", options=options)
    assert not found.ticks
    assert [line.text for line in found.lines] == ["Road 7"]
    assert len(drawn("select", "k7", options=options[:20]).ticks) == 20


def test_a_country_is_written_by_its_name_never_by_its_code() -> None:
    assert drawn("country", "FR").lines[0].text == "France"
    address = {"line1": "1 Rue", "town": "Paris", "country": "FR", "uprn": "1"}
    found = drawn("address", address, where="international")
    assert [line.text for line in found.lines] == ["1 Rue", "", "Paris", "", "", "France"]


def test_a_long_row_of_boxes_never_stands_beside_its_question() -> None:
    assert drawn("date").fits_beside
    assert drawn("money").fits_beside
    assert not drawn("iban").fits_beside
    assert not drawn("bank_account").fits_beside
