"""How well paper that comes back is read: pages filled in and scanned by tests/scans.py.

`python -m tests.bench --only scans` takes about fifteen minutes of one processor.
"""

import os
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from types import SimpleNamespace
from typing import Any

import cv2
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- after the set-up
from django.test import override_settings  # noqa: E402 -- as above

from portal.sample.forms import read_form  # noqa: E402 -- as above
from services.paper import page_code  # noqa: E402 -- as above
from services.paper.blank import box_map  # noqa: E402 -- as above
from services.paper.prints import Print  # noqa: E402 -- as above
from services.paper.scanning.found import Mark, Template  # noqa: E402 -- as above
from services.paper.scanning.inside import codes, files  # noqa: E402 -- as above
from services.paper.scanning.inside.clean import Shelf  # noqa: E402 -- as above
from services.paper.scanning.inside.reading import read_page  # noqa: E402 -- as above
from services.paper.scanning.plan import template  # noqa: E402 -- as above
from services.paper.scanning.recognising import recognised  # noqa: E402 -- as above
from services.paper.sheets import paper_form  # noqa: E402 -- as above
from tests import scans  # noqa: E402 -- as above

PAGES = 54
"""In each condition: nine of each print."""
PRINTS = [
    ("help-request", "en", Print.STANDARD),
    ("help-request", "cy", Print.LARGE),
    ("help-request", "ar", Print.STANDARD),
    ("blue-badge", "en", Print.STANDARD),
    ("blue-badge", "cy", Print.STANDARD),
    ("blue-badge", "ar", Print.LARGE),
]
ROUTED_MIN, MISREAD_MAX, ASKED_MAX = 0.99, 0.001, 0.02
RIGHT = {
    "scribble": {Mark.MARKED, Mark.UNSURE},
    "cancelled": {Mark.CANCELLED, Mark.UNSURE},
    "beside": {Mark.UNSURE},
    "dot": {Mark.EMPTY, Mark.UNSURE},
}
"""What is no silent mistake about marks that are not as the form asks for."""


@dataclass(slots=True)
class Found:
    """What came out in one condition."""

    pages: int = 0
    routed: int = 0
    cpu_s: float = 0.0
    boxes: Counter[str] = field(default_factory=Counter)
    """Of empty boxes and ordinary marks: all, misread, asked. Of odd ones: odd, odd_misread."""
    answers: Counter[str] = field(default_factory=Counter)
    """Boxes to write in: all, wrong."""

    def add(self, other: "Found") -> None:
        self.pages += other.pages
        self.routed += other.routed
        self.cpu_s += other.cpu_s
        self.boxes += other.boxes
        self.answers += other.answers


def main() -> None:
    """Print a row for each condition as it is measured, and what they come to."""
    cv2.setNumThreads(1)
    pages = _pages()
    every, sound = Found(), Found()
    print("\nPaper that comes back")
    print(f"  {'':<14}{'pages':>6}{'routed':>8}{'boxes':>7}{'misread':>9}{'asked':>7}", end="")
    print(f"{'odd':>5}{'misread':>9}{'written':>9}{'wrong':>7}{'s a page':>10}")
    for look in scans.LOOKS:
        found = _measure(look, pages)
        _tell(look, found)
        every.add(found)
        if look != "damaged":
            sound.add(found)
    _tell("all", every)
    _tell("not damaged", sound)
    _judge("pages routed", every.routed / every.pages, ROUTED_MIN, least=True)
    _judge("ordinary marks misread, not damaged", _share(sound, "misread"), MISREAD_MAX)
    _judge("ordinary marks sent to a person", _share(every, "asked"), ASKED_MAX)


def _pages() -> list[list[tuple[str, Template]]]:
    """Return for each print its pages with boxes to cross, and the start of their code."""
    found = []
    mark = page_code.site_mark(settings.SITE_URL)
    council = "tests.paper.council"
    for key, language, size in PRINTS:
        form = read_form(key)
        version: Any = SimpleNamespace(document=form, form=SimpleNamespace(key=key), number=1)
        with override_settings(COUNCIL_IN=f"{council}.council", SHORT_ADDRESS_IN=f"{council}.short_address"):
            pdf = paper_form(version, language=language, size=size, copy="1")
        code = page_code.written(
            site=mark, form=key, version=1, language=language, size=size.letter, copy="1"
        )
        planned = [
            template(form, boxes, pdf=pdf.pdf, page=number)
            for number, boxes in enumerate(box_map(pdf), start=1)
        ]
        found.append([(code, page) for page in planned if page.ticks])
    return found


def _measure(look: str, pages: list[list[tuple[str, Template]]]) -> Found:
    found, shelf = Found(), Shelf()
    for number in range(PAGES):
        random = Random(f"{look} {number}")
        code, page = random.choice(pages[number % len(pages)])
        _one(found, look, code, page, shelf, random)
    return found


def _one(found: Found, look: str, code: str, page: Template, shelf: Shelf, random: Random) -> None:
    crossed = {name.rpartition(".")[0] for name in page.ticks}
    to_write = {name: rect for name, rect in page.areas.items() if name not in crossed}
    paper = scans.filled(page.pdf, page.page, page.ticks, to_write, random)
    file = scans.scanned(paper.paper, look, random)
    shelf.page(page.pdf, page.page)  # drawn once, however many sheets of it come back
    begin = time.process_time()
    (opened,) = files.pages(file)
    if not isinstance(opened, files.Opened):
        raise TypeError(f"a scan did not open: {opened}")
    known = recognised(codes.seen(opened.grey), site=page_code.site_mark(settings.SITE_URL))
    read = read_page(opened.grey, page, shelf)
    found.cpu_s += time.process_time() - begin
    found.pages += 1
    right = page_code.read(f"{code}{page.page}")
    found.routed += known == right and not read.problem
    for name, kind in paper.marks.items():
        _count(found.boxes, kind, read.ticks.get(name, Mark.UNSURE))
    for name, written in paper.written.items():
        found.answers["all"] += 1
        found.answers["wrong"] += name not in read.answers or read.answers[name].written is not written


def _count(boxes: Counter[str], kind: str, mark: Mark) -> None:
    if kind in RIGHT:
        boxes["odd"] += 1
        boxes["odd_misread"] += mark not in RIGHT[kind]
        return
    boxes["all"] += 1
    boxes["asked"] += mark is Mark.UNSURE
    boxes["misread"] += mark not in (Mark.UNSURE, Mark.MARKED if kind else Mark.EMPTY)


def _tell(name: str, found: Found) -> None:
    boxes, answers = found.boxes, found.answers
    print(f"  {name:<14}{found.pages:>6}{found.routed:>8}{boxes['all']:>7}", end="")
    print(f"{boxes['misread']:>9}{boxes['asked']:>7}{boxes['odd']:>5}{boxes['odd_misread']:>9}", end="")
    print(f"{answers['all']:>9}{answers['wrong']:>7}{found.cpu_s / found.pages:>10.2f}", flush=True)


def _share(found: Found, what: str) -> float:
    return found.boxes[what] / found.boxes["all"]


def _judge(what: str, share: float, limit: float, *, least: bool = False) -> None:
    held = share >= limit if least else share <= limit
    print(f"  {what:<40}{share:>9.2%}  at {'least' if least else 'most'} {limit:.1%}  ", end="")
    print("met" if held else "MISSED", flush=True)


if __name__ == "__main__":
    main()
