"""A page that was filled in by hand and scanned is read as it was meant."""

import sys
from random import Random

import cv2
import numpy as np
import pytest
from willow.plugins.opencv import OpenCVColorImage
from willow.registry import registry

from services.paper import page_code
from services.paper.scanning.apart import Reader
from services.paper.scanning.found import Mark, PageReading, Template
from services.paper.scanning.inside import codes, files
from services.paper.scanning.inside.clean import Shelf
from services.paper.scanning.inside.reading import read_page
from services.paper.scanning.recognising import recognised
from tests import scans
from tests.paper.scanning.form import other_page, page

SHELF = Shelf()
DRAWN = {
    "who.me": "cross",
    "needs.ramp": "tick",
    "needs.loop": "slash",
    "safe.no": "pencil",
    "town.bay": "cancelled",
    "town.hill": "cross",
}


def filled(template: Template, marks: dict[str, str], *, write: str = "", seed: int = 1) -> scans.Grey:
    pen = scans.Pen(scans.printed(template.pdf, template.page).copy(), Random(seed))
    for name, kind in marks.items():
        pen.mark(kind, template.ticks[name])
    if write:
        pen.write(template.areas[write])
    return pen.paper


def read(template: Template, paper: scans.Grey, look: str) -> PageReading:
    (opened,) = files.pages(scans.scanned(paper, look, Random(2)))
    assert isinstance(opened, files.Opened)
    return read_page(opened.grey, template, SHELF)


@pytest.mark.parametrize("look", ["fax", "phone"])
def test_crosses_are_read_and_handwriting_is_seen(look: str, settings) -> None:
    _form, template = page()
    paper = filled(template, DRAWN, write="name")
    (opened,) = files.pages(scans.scanned(paper, look, Random(2)))
    assert isinstance(opened, files.Opened)
    known = recognised(codes.seen(opened.grey), site=page_code.site_mark(settings.SITE_URL))
    assert isinstance(known, page_code.PageCode)
    assert (known.form, known.version, known.language, known.size) == ("scanned", 3, "en", "s")
    assert (known.edition, known.page) == (1, template.page)
    found = read_page(opened.grey, template, SHELF)
    expected = {name: Mark.MARKED if name in DRAWN else Mark.EMPTY for name in template.ticks}
    assert found.ticks == {**expected, "town.bay": Mark.CANCELLED}
    assert [name for name, cut in found.answers.items() if cut.written] == ["name"]
    assert list(found.answers)[:3] == ["who", "needs", "safe"]
    assert not found.elsewhere
    cut = cv2.imdecode(np.frombuffer(found.answers["name"].picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    left, top, right, bottom = template.areas["name"]
    assert cut.shape == pytest.approx(((bottom - top + 5) * 8, (right - left + 5) * 8), abs=2)


def test_what_is_not_plain_or_was_torn_off_is_left_to_a_person() -> None:
    _form, template = page()
    odd = {"who.other": "beside", "safe.yes": "dot"}
    paper = filled(template, odd, seed=4)
    _left, top, right, bottom = (round(side * scans.PX_PER_MM) for side in template.ticks["town.hill"])
    paper[top - 20 : bottom + 20, : right + 30] = 110
    found = read(template, paper, "upside_down")
    assert {name for name, mark in found.ticks.items() if mark is Mark.UNSURE} >= {*odd, "town.hill"}
    assert Mark.MARKED not in found.ticks.values()
    assert found.ticks["needs.ramp"] is Mark.EMPTY
    assert found.turned_degrees in (90, 180, 270)


def test_a_printed_cross_stays_one_until_it_is_struck_out() -> None:
    _form, template = page(prefilled=True)
    found = read(template, filled(template, {"who.me": "scribble", "who.other": "cross"}), "feeder")
    assert (found.ticks["who.me"], found.ticks["who.other"]) == (Mark.UNSURE, Mark.MARKED)
    assert {name for name, mark in found.ticks.items() if mark is Mark.MARKED} == {"who.other", "safe.no"}
    assert not any(cut.written for cut in found.answers.values())


def test_another_page_or_no_page_at_all_is_not_read() -> None:
    _form, template = page()
    other = other_page()
    assert read(template, filled(other, {}), "flatbed").problem == "page_not_aligned"
    noise = np.random.default_rng(1).integers(0, 255, (1200, 900), dtype=np.uint8)
    for nothing in (noise, np.full((500, 400), 255, np.uint8), np.zeros((3, 3), np.uint8)):
        assert read_page(nothing, template, SHELF).problem == "page_not_aligned"


def test_the_process_that_reads_survives_what_breaks_it() -> None:
    _form, template = page()
    picture = scans.scanned(filled(template, {"who.me": "cross"}), "flatbed", Random(2))
    with Reader() as reader:
        assert reader.read(b"no picture", template).problem == "page_broken"
        nonsense = Template(b"no PDF", 1, {}, {})
        assert reader.read(picture, nonsense).problem == "page_broken"
        found = reader.read(picture, template)
    assert (found.problem, found.ticks["who.me"]) == ("", Mark.MARKED)
    assert found.straight.startswith(b"\xff\xd8")
    assert found.answers["who"].picture.startswith(b"\x89PNG")
    with Reader(command=(sys.executable, "-c", "pass")) as reader:
        assert reader.read(picture, template).problem == "page_broken"


def test_web_processes_draw_pictures_without_opencv() -> None:
    assert OpenCVColorImage in registry._unavailable_image_classes
