"""Whatever file comes: its pages are given one by one, and what is wrong with it is told, not raised."""

import sys
from io import BytesIO
from textwrap import dedent

import pikepdf
import pytest
from PIL import Image, ImageFile

from services.paper.scanning import apart
from services.paper.scanning.apart import opened
from services.paper.scanning.found import Fault, Page
from services.paper.scanning.inside import files as inside
from services.paper.scanning.inside.files import Opened, Unopened
from tests import files


@pytest.fixture(autouse=True)
def _as_in_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint, which the process that opens files does not load, makes Pillow pass over damage."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    made = BytesIO()
    picture.save(made, kind, **more)
    return made.getvalue()


def sizes(plain: bytes) -> list[tuple[int, int, int]]:
    found = list(inside.pages(plain))
    assert all(isinstance(each, Opened) for each in found), found
    return [(each.number, each.grey.shape[1], each.grey.shape[0]) for each in found]


def test_pictures_are_turned_as_the_camera_was_held_and_see_through_ones_lie_on_white() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert sizes(saved(Image.new("RGB", (40, 30)), "JPEG", exif=turned)) == [(1, 30, 40)]
    assert sizes(files.heic()) == [(1, 64, 64)]
    (found,) = inside.pages(saved(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG"))
    assert isinstance(found, Opened)
    assert found.grey.min() == 255
    (found,) = inside.pages(saved(Image.new("I;16", (4, 4), 65535), "PNG"))
    assert isinstance(found, Opened)
    assert found.grey.min() == 255


def test_a_fax_has_its_pages_with_square_dots() -> None:
    page = Image.new("1", (864, 550), 1)
    fax = saved(page, "TIFF", save_all=True, append_images=[page], dpi=(204, 98), compression="group4")
    assert sizes(fax) == [(1, 864, 1145), (2, 864, 1145)]
    assert [each.media_type for each in inside.pages(fax)] == ["image/png"] * 2


@pytest.mark.parametrize(
    ("plain", "faults"),
    [
        (b"", [Unopened("scan_empty")]),
        (b"Dear council", [Unopened("scan_kind_unknown")]),
        (b"%PDF-1.7 and no more", [Unopened("scan_broken")]),
        (files.jpeg()[:200], [Unopened("scan_broken")]),
        (files.png()[:-40], [Unopened("page_broken", 1)]),
        (saved(Image.new("1", (10001, 10000)), "PNG"), [Unopened("page_too_big", 1)]),
    ],
    ids=["empty", "a letter", "half a PDF", "half a JPEG", "most of a PNG", "a bomb"],
)
def test_what_does_not_open_is_told(plain: bytes, faults: list[Unopened]) -> None:
    assert list(inside.pages(plain)) == faults


def test_a_locked_pdf_and_one_that_goes_on_for_ever_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = pikepdf.new()
    locked.add_blank_page()
    plain = files.saved(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert list(inside.pages(plain)) == [Unopened("scan_locked")]
    monkeypatch.setattr(inside, "PAGES_MAX", 2)
    monkeypatch.setattr(inside, "SIDE_PX", 20)
    several = saved(Image.new("L", (9, 9)), "TIFF", save_all=True, append_images=[Image.new("L", (9, 9))] * 2)
    for plain in (files.pdf(pages=3), several):
        first, second, fault = inside.pages(plain)
        assert isinstance(first, Opened)
        assert isinstance(second, Opened)
        assert (second.number, fault) == (2, Unopened("scan_too_long"))


def test_a_page_of_any_size_is_drawn_no_larger_than_others() -> None:
    huge = pikepdf.new()
    huge.add_blank_page(page_size=(14_400, 14_400))
    huge.add_blank_page(page_size=(14_400, 3))
    first, second = inside.pages(files.saved(huge))
    assert isinstance(first, Opened)
    assert first.grey.shape == (inside.SIDE_PX, inside.SIDE_PX)
    assert second == Unopened("page_broken", 2)


def test_the_process_that_opens_gives_pages_and_gets_no_secrets() -> None:
    (page,) = opened(files.jpeg())
    assert isinstance(page, Page)
    assert (page.number, page.media_type, page.width_px, page.seen) == (1, "image/jpeg", 60, ())
    assert Image.open(BytesIO(page.picture)).mode == "L"
    assert list(opened(b"no picture")) == [Fault("scan_kind_unknown")]


def child(body: str) -> tuple[str, ...]:
    """A process that breaks in some way; `first` is the page it was asked to begin at."""
    start = """
        import os, sys, time
        from services import confined
        from services.paper.scanning import wire
        out = sys.stdout.buffer
        said, blobs = wire.receive(sys.stdin.buffer)
        first = said["first"]
        def give(page):
            about = {"page": page, "media_type": "", "width_px": 1, "height_px": 1, "seen": []}
            wire.send(out, about, [b"picture"])
        """
    return (sys.executable, "-c", dedent(start) + dedent(body))


def told(body: str) -> list[int | tuple[str, int]]:
    return [
        each.number if isinstance(each, Page) else (each.code, each.page)
        for each in opened(b"x", command=child(body))
    ]


def test_a_page_that_breaks_the_process_loses_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    breaks = """
        wire.send(out, {"page": first - 1})
        for page in range(first, 5):
            if page == 3:
                os.kill(os.getpid(), 11)
            give(page)
        wire.send(out, {"done": True})
        """
    assert told(breaks) == [1, 2, ("page_broken", 3), 4]
    spins = breaks.replace("os.kill(os.getpid(), 11)", "confined.limit_cpu(0); [0 for _ in iter(int, 1)]")
    assert told(spins) == [1, 2, ("page_too_slow", 3), 4]
    monkeypatch.setattr(apart, "PAGE_TIMEOUT_S", 1.0)
    hangs = breaks.replace("os.kill(os.getpid(), 11)", "time.sleep(30)")
    assert told(hangs) == [1, 2, ("page_too_slow", 3), 4]


def test_a_file_that_breaks_everything_is_given_up_and_nothing_it_says_is_believed() -> None:
    assert told("os.kill(os.getpid(), 9)") == [("scan_broken", 0)]
    always = 'wire.send(out, {"page": first - 1}); os.kill(os.getpid(), 9)'
    assert told(always) == [("page_broken", 1), ("page_broken", 2), ("page_broken", 3), ("scan_given_up", 0)]
    lies = 'out.write(b"[1, 2]\\n{}\\n")'
    assert told(lies) == [("scan_broken", 0)]
