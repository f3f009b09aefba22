"""Where postcodes are, and how far it is from one place to another."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from services.gazetteer.distance import Point, miles
from services.gazetteer.errors import NotAPostcode
from services.gazetteer.locating import locate, located, tidy_any
from services.gazetteer.models import KnownPostcode
from services.gazetteer.postcodes import load_places

HALF_ROUND_MILES = 12_437  # half a great circle of the mean earth
POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
LONDON, EDINBURGH = Point(51.5074, -0.1278), Point(55.9533, -3.1883)


@settings(max_examples=50)
@given(POINTS, POINTS, POINTS)
def test_a_distance_is_the_same_both_ways_and_no_detour_is_shorter(
    one: Point, two: Point, way: Point
) -> None:
    direct = miles(one, two)
    assert 0 <= direct <= HALF_ROUND_MILES
    assert direct == pytest.approx(miles(two, one), abs=1e-3)
    assert direct <= miles(one, way) + miles(way, two) + 1e-3
    assert miles(one, one) == 0


def test_distances_are_those_of_the_map() -> None:
    assert miles(LONDON, EDINBURGH) == pytest.approx(332, abs=2)
    assert miles(Point(0, 0), Point(1, 0)) == pytest.approx(69.1, abs=0.1)
    with pytest.raises(ValueError, match="not on the earth"):
        Point(91, 0)


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_postcode_or_refused(typed: str) -> None:
    try:
        found = tidy_any(typed)
    except NotAPostcode:
        return
    assert found == tidy_any(found.lower())
    assert found.isascii()


@pytest.mark.parametrize(
    ("typed", "written"), [(" zz1 1aa ", "ZZ1 1AA"), ("zz11aa", "ZZ1 1AA"), ("z z 1", "ZZ1"), ("W1A", "W1A")]
)
def test_the_first_part_of_a_postcode_is_enough(typed: str, written: str) -> None:
    assert tidy_any(typed) == written


@pytest.mark.django_db
@pytest.mark.database
def test_a_place_is_found_whole_or_in_part_and_its_neighbour_s_name_is_not_mixed_up() -> None:
    file = "postcode,latitude,longitude\nzz11aa,54,-3\nZZ1 1AB,56,-5\nZZ11 1AA,10,10\n"
    assert load_places(io.StringIO(file)).kept == 3
    assert load_places(io.StringIO(file)).kept == 3
    assert KnownPostcode.objects.count() == 3
    assert locate("ZZ1 1AA") == Point(54, -3)
    assert locate("ZZ1") == Point(55, -4)
    assert locate("ZZ2") is None
    assert locate("ZZ2 1AA") is None
    assert located({"ZZ1 1AA", "ZZ9 9ZZ"}) == {"ZZ1 1AA": Point(54, -3)}


@pytest.mark.django_db
def test_the_directory_of_the_statistics_office_is_read_and_what_has_no_place_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "onspd.csv"
    lines = ("ZZ1 1AA,54.1234567,-3.5", "ZZ1 1AB,99.999999,0", "nowhere,54,-3", "ZZ1 1AC,,", "ZZ1 1AD,NaN,1")
    file.write_text("pcds,lat,long\n" + "\n".join(lines) + "\n")
    call_command("load_postcodes", file)
    assert "Postcodes loaded: 1. Lines left out: 4." in capsys.readouterr().out
    assert str(KnownPostcode.objects.get().latitude) == "54.123457"
    file.write_text("a,b\n")
    for wrong in (file, tmp_path / "missing.csv"):
        with pytest.raises(CommandError):
            call_command("load_postcodes", wrong)
