"""What a service costs, how long it takes and what it asks for come from data, in one way everywhere."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.blocks.struct_block import StructBlockValidationError

from content.particulars.costs import Cost, Line, cost_line, lines
from content.particulars.evidence import bundles
from content.particulars.related import Related, by_relation
from content.particulars.times import ProcessingTime, duration, in_words


def cost(amount: str, what: str = "", **more: Any) -> dict[str, Any]:
    return {"amount": amount, "what": what, "ways": [], "note": "", **more}


def time(number: int | None, unit: str = "", words: str = "") -> dict[str, Any]:
    return {"number": number, "unit": unit, "words": words}


@pytest.mark.parametrize("amount", ["0", "10", "12.5", "12.50", "{fact:blue-badge-fee}"])
def test_an_amount_is_a_number_or_stands_for_one_that_is_written_elsewhere(amount: str) -> None:
    assert Cost().clean(Cost().to_python({"amount": amount}))["amount"] == amount


@pytest.mark.parametrize(
    "amount", ["", "£10", "-1", "1,000", "1.234", "ten", "about {fact:fee}", "{fact:a}{fact:b}", "{fact:}"]
)
def test_anything_else_is_no_amount(amount: str) -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        Cost().clean(Cost().to_python({"amount": amount}))
    assert set(refused.value.block_errors) == {"amount"}


@pytest.mark.parametrize(
    ("costs", "line"),
    [
        ([], ""),
        ([cost("0")], "Free"),
        ([cost("10.00", "if you get a badge")], "£10 if you get a badge"),
        (
            [cost("0", "to register"), cost("12.5", "for each certificate")],
            "Free to register. £12.50 for each certificate",
        ),
        ([cost("{fact:fee}", "for each bin")], "{fact:fee} for each bin"),
        ([cost(amount) for amount in ("0", "4", "1000", "8")], "Up to £1,000"),
        ([cost("0")] * 4, "Free"),
        ([cost(amount) for amount in ("1", "2", "3", "{fact:fee}")], "£1. £2. £3. {fact:fee}"),
    ],
)
def test_what_a_service_costs_fits_in_one_line(costs, line: str) -> None:
    assert cost_line(costs) == line


def test_there_is_a_list_where_one_line_does_not_say_it_all() -> None:
    assert lines([cost("0"), cost("10", "for each bin")]) == []
    assert lines([cost("10", "for each bin", ways=["post", "phone"], note="By card only.")]) == [
        Line("£10 for each bin", "By phone, By post", "By card only.")
    ]
    assert len(lines([cost(str(amount)) for amount in range(4)])) == 4


@pytest.mark.parametrize(
    ("given", "said", "iso"),
    [
        (time(12, "weeks", "Often sooner"), "Within 12 weeks. Often sooner", "P12W"),
        (time(1, "days"), "Within 1 day", "P1D"),
        (time(48, "hours"), "Within 48 hours", "PT48H"),
        (time(2, "months"), "Within 2 months", "P2M"),
        (time(2, "working_days"), "Within 2 working days", "P4D"),  # from Friday until Tuesday
        (time(5, "working_days"), "Within 5 working days", "P7D"),
        (time(11, "working_days"), "Within 11 working days", "P17D"),
        (time(None, "", "At the appointment"), "At the appointment", ""),
        (time(None), "", ""),
        (None, "", ""),
    ],
)
def test_the_sentence_and_the_duration_come_from_the_same_number(given, said: str, iso: str) -> None:
    assert (in_words(given), duration(given)) == (said, iso)


@pytest.mark.parametrize(("given", "lacks"), [({"number": 5}, "unit"), ({"unit": "days"}, "number")])
def test_a_number_needs_a_unit_and_a_unit_a_number(given, lacks: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ProcessingTime().clean(ProcessingTime().to_python(given))
    assert set(refused.value.block_errors) == {lacks}


def test_evidence_is_grouped_by_the_ways_it_is_for() -> None:
    passport, bill, photo = (SimpleNamespace(pk=pk) for pk in (1, 2, 3))

    def proof(*types, required=True, ways=(), note=""):
        return {"types": types, "required": required, "ways": list(ways), "note": note}

    found = bundles(
        [
            proof(photo, ways=["post", "online"]),
            proof(passport, bill),
            proof(bill, required=False, note="if you rent"),
            proof(passport, ways=["online", "post"]),
            proof(None),
        ],
        {1: "Passport", 2: "Bill", 3: "Photo"},
    )
    assert [(each.ways, each.title) for each in found] == [
        ((), ""),
        (("online", "post"), "Online, By post"),
    ]
    assert [each.types for each in found[0].needed] == [["Passport", "Bill"]]
    assert [(each.types, each.note) for each in found[0].perhaps] == [(["Bill"], "if you rent")]
    assert [each.types for each in found[1].needed] == [["Photo"], ["Passport"]]
    assert bundles([proof(photo)], {}) == []  # nobody wrote it in this language


def test_related_pages_stand_under_how_they_have_to_do_with_it() -> None:
    stream = Related()
    entries = [
        SimpleNamespace(block_type=kind, value=value)
        for kind, value in (("page", "C"), ("follows", "D"), ("requires", "A"), ("page", None), ("page", "E"))
    ]
    assert set(stream.child_blocks) == {"requires", "follows", "page"}
    found = list(by_relation(entries))
    assert [(kind, pages) for kind, _heading, pages in found] == [
        ("requires", ["A"]),
        ("follows", ["D"]),
        ("page", ["C", "E"]),
    ]
    english = [str(heading) for _kind, heading, _pages in found]
    with translation.override("cy"):
        assert all(str(heading) for _kind, heading, _pages in found)
    assert english == ["Do this first", "Do this afterwards", "Related"]
