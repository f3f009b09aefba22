"""The sample council's pages are found, and where none is, there is a way on."""

from urllib.parse import quote

import pytest

from portal.sample.searching import load_search
from tests.content.reading import Seen, open_page
from tests.content.reading import words as text_of
from tests.test_weight import weigh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def page_for(typed: str, prefix: str = "") -> Seen:
    return open_page(f"{prefix}/search/?q={quote(typed)}")


def test_nothing_found_gives_ways_forward():
    seen = page_for("qwertyuiop")
    links = seen.links()
    assert "We found no page for qwertyuiop" in seen.text
    assert links["01632 960100"] == "tel:01632960100"
    assert "18001 01632 960100" in text_of(seen.one("main"))
    assert links["help@lanternbay.example"] == "mailto:help@lanternbay.example"
    assert links["Apply for a Blue Badge"] == "/services/blue-badge/"
    assert links["See all services"] == "/services/"
    assert links["All the ways to reach us"] == "/help/"
    weigh(seen.response)
    welsh = page_for("qwertyuiop", "/cy")
    assert welsh.links()["Gwneud cais am Fathodyn Glas"] == "/cy/services/blue-badge/"


def test_the_front_door_has_the_box_and_every_page_a_way_to_it():
    for path, language in (("/", "en"), ("/ar/", "ar")):
        home = open_page(path)
        form = home.one("form", role="search")
        assert form.get("action") == f"{path}search/"
        weigh(home.response, language)
    assert open_page("/services/").links()["Search"] == "/search/"
    many = page_for("lantern bay council")
    weigh(many.response)


def test_the_sample_is_found_in_citizens_words():
    load_search()
    load_search()  # adds nothing twice
    assert page_for("pregnant").links()["Having a baby"] == "/life-events/having-a-baby/"
    found = page_for("newborn").text
    assert found.count("Best match") == 1
    assert found.index("Having a baby") < found.index("Register a birth")
    for typed in ("fabi", "i'r babi", "feichiog"):
        assert "Cael baban" in page_for(typed, "/cy").text
    assert "Tell us you are moving" in page_for("poll tax").text
