"""A date in three boxes: what was typed stays, and an error leads to the box to mend."""

from datetime import date

import pytest
from django import forms

from accessibility.dates import DatePartsField
from accessibility.templatetags.accessible import error_links


class Birthday(forms.Form):
    born_on = DatePartsField(label="Date of birth", birthday=True)


def typed(day: str, month: str, year: str) -> Birthday:
    return Birthday({"born_on_day": day, "born_on_month": month, "born_on_year": year})


def test_three_numbers_are_a_date():
    form = typed(" 27 ", "3", "1984")
    assert form.is_valid()
    assert form.cleaned_data["born_on"] == date(1984, 3, 27)


@pytest.mark.parametrize(
    ("parts", "target"),
    [
        (("", "", ""), "id_born_on_0"),
        (("27", "", "1984"), "id_born_on_1"),
        (("27", "3", ""), "id_born_on_2"),
        (("31", "2", "1984"), "id_born_on_0"),
        (("x", "2", "1984"), "id_born_on_0"),
        (("1", "1", "0"), "id_born_on_0"),
        (("1", "1", "9" * 30), "id_born_on_0"),
        (("²", "1", "1984"), "id_born_on_0"),
    ],
)
def test_an_error_leads_to_the_box_to_mend_and_keeps_what_was_typed(parts, target):
    form = typed(*parts)
    assert [link.target for link in error_links(form)] == [target]
    for part in filter(None, parts):
        assert f'value="{part}"' in form["born_on"].as_field_group()


def test_each_box_has_its_label_and_fills_itself_in():
    html = str(Birthday()["born_on"])
    for part in ("day", "month", "year"):
        assert f'autocomplete="bday-{part}"' in html
    assert '<label class="govuk-label govuk-date-input__label" for="id_born_on_0">Day</label>' in html
