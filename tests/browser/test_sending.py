"""Files are sent as they are chosen, go on after a lost connection, and can still be sent without scripts."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from services.applications.models import PartialUpload, Upload
from tests import builders, files
from tests.browser.conftest import SIZES, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LETTER = files.pdf(more=b"%" + os.urandom(200_000))
PIECES = "**/form/files/*/"


@pytest.fixture
def ask(open_page):
    """Open the page that asks for proof, and choose to upload it."""
    steps = [step.model_dump() for step in builders.small_document().steps if step.key == "proof"]
    builders.small_form(steps=steps, repeats=[], sections=[{"key": "rest", "title": builders.both("Proof")}])

    def asked(**options) -> Page:
        page = open_page("/apply/small/", **options)
        page.get_by_role("button", name="Start now").click()
        page.get_by_label("Upload a photo or file now").check()
        return page

    return asked


def choose(page: Page, *contents: bytes, name: str = "letter") -> None:
    """Choose files."""
    sent = [
        {"name": f"{name}{number or ''}.pdf", "mimeType": "application/pdf", "buffer": content}
        for number, content in enumerate(contents)
    ]
    page.get_by_label("Choose a photo or file").set_input_files(sent)


def stop_after(page: Page, pieces: int) -> None:
    """Let so many pieces through, and then none until `go_on`."""
    left = [pieces]

    def answer(route: Route) -> None:
        left[0] -= 1
        if left[0] < 0 and route.request.method == "PATCH":
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route(PIECES, answer)


@SIZES
def test_a_file_is_sent_as_soon_as_it_is_chosen_and_counts(ask, check_page, size):
    page = ask(size=size)
    check_page(page)
    choose(page, LETTER, files.pdf())
    expect(page.get_by_role("button", name="Remove letter.pdf")).to_be_visible()
    expect(page.get_by_role("button", name="Remove letter1.pdf")).to_be_visible()
    expect(page.get_by_role("button", name="Upload file")).to_have_count(0)
    expect(page.get_by_role("status").first).to_have_text("letter1.pdf has arrived.")
    check_page(page)
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(re.compile("/check/$"))
    assert Upload.objects.count() == 2


@SIZES
def test_a_lost_connection_is_said_and_the_file_goes_on_where_it_stopped(ask, check_page, size):
    page = ask(size=size)
    stop_after(page, 1)
    choose(page, LETTER)
    expect(page.get_by_role("status").first).to_contain_text("We keep trying")
    expect(page.get_by_role("progressbar", name="letter.pdf")).to_have_attribute("value", "32")
    check_page(page)
    page.unroute(PIECES)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("button", name="Remove letter.pdf")).to_be_visible()
    assert Upload.objects.count() == 1


def test_after_a_reload_the_same_file_goes_on_where_it_stopped(ask, check_page):
    page = ask(size=SMALL)
    stop_after(page, 1)
    choose(page, LETTER)
    expect(page.get_by_role("status").first).to_contain_text("We keep trying")
    page.unroute(PIECES)
    page.reload()
    page.get_by_label("Upload a photo or file now").check()
    expect(page.get_by_text("Only 32% of it has arrived")).to_be_visible()
    check_page(page)
    begun = PartialUpload.objects.get().pk
    page.get_by_label("Add another file").set_input_files(
        {"name": "renamed.pdf", "mimeType": "application/pdf", "buffer": LETTER}
    )
    expect(page.get_by_role("button", name="Remove letter.pdf")).to_be_visible()
    expect(page.get_by_text("Only 32% of it has arrived")).to_have_count(0)
    assert PartialUpload.objects.get().pk == begun


def test_continue_waits_for_what_is_on_its_way(ask):
    page = ask()
    stop_after(page, 1)
    choose(page, LETTER)
    expect(page.get_by_role("status").first).to_contain_text("We keep trying")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("status").first).to_have_text("We go on as soon as your files have arrived.")
    page.unroute(PIECES)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page).to_have_url(re.compile("/check/$"))


def test_a_file_is_cancelled_with_the_keyboard_and_leaves_nothing(ask):
    page = ask()
    stop_after(page, 1)
    choose(page, LETTER)
    expect(page.get_by_role("status").first).to_contain_text("We keep trying")
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        page.get_by_role("button", name="Cancel letter.pdf").press("Enter")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.get_by_label("Choose a photo or file")).to_be_focused()
    assert not PartialUpload.objects.exists()


def test_a_file_that_cannot_be_taken_says_why_beside_its_name(ask, check_page):
    page = ask(size=SMALL)
    choose(page, b"MZ this is a program" + bytes(5000), name="a" * 300)
    expect(page.get_by_text("We cannot use this kind of file").first).to_be_visible()
    check_page(page)
    choose(page, *(files.pdf(more=b"%" + bytes([48 + number])) for number in range(10)))
    expect(page.get_by_text("We cannot use this kind of file")).to_have_count(0)
    expect(page.locator("li .govuk-error-message")).to_have_text("Send 4 files or fewer")
    expect(page.get_by_text("You have sent as many files as we can take here.")).to_be_visible()
    assert Upload.objects.count() == 4


def test_where_the_line_lets_no_pieces_through_the_form_sends_the_file_whole(ask):
    page = ask()
    page.route("**/form/files/", lambda route: route.fulfill(status=405, body="Not here"))
    choose(page, LETTER)
    expect(page.get_by_text("We could not send this file. Choose it again.").first).to_be_visible()
    choose(page, LETTER)
    page.get_by_role("button", name="Upload file").click()
    expect(page.get_by_role("button", name="Remove letter.pdf")).to_be_visible()


def test_without_scripts_files_are_sent_whole_as_before(ask):
    page = ask(scripts=False, size=SMALL)
    choose(page, LETTER)
    page.get_by_role("button", name="Upload file").click()
    expect(page.get_by_role("button", name="Remove letter.pdf")).to_be_visible()


def test_a_photo_from_the_device_goes_by_its_path(ask, tmp_path: Path):
    photo = tmp_path / "עברית photo.jpg"
    photo.write_bytes(files.jpeg(turned=True))
    page = ask()
    page.get_by_label("Choose a photo or file").set_input_files(photo)
    expect(page.get_by_role("button", name="Remove עברית photo.jpg")).to_be_visible()
