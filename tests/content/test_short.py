"""A service is reached by a few letters: from paper, by phone, by a camera, by typing them."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.fields import StreamField

from content.gone.leaving import leave_behind
from content.models import PublicServicePage, ShortCode
from content.short.giving import Taken, add_code, ensure_code
from content.short.letters import looks_made, new_code, plain, tidy
from services.identity.letters import ALPHABET
from services.identity.models import User
from tests.content.reading import open_page

BADGE = "/services/blue-badge/"


def test_a_code_that_is_made_has_no_letter_to_mix_up_and_is_no_word() -> None:
    for _time in range(100):
        code = new_code()
        assert set(code.upper()) <= set(ALPHABET)
        assert re.search(r"\d", code)
        assert re.search(r"[a-z]", code)
        assert looks_made(f" {code[:2].upper()} {code[2:]}")


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_whatever_is_chosen_is_read_back_the_same_or_refused(text: str) -> None:
    try:
        code = tidy(text)
    except ValueError:
        assert plain(text) == plain(text.upper())
        return
    assert tidy(code) == code
    assert plain(code) == plain(code.upper()) == plain(f"{code[0]} {code[1:]}")
    assert re.fullmatch(r"[a-z0-9-]{3,30}", code)


@pytest.fixture
def badge(sample: None, db: None) -> PublicServicePage:
    return PublicServicePage.objects.get(slug="blue-badge", locale__language_code="en")


def goes(path: str, **headers: str) -> str:
    answer = Client(headers=headers).get(path)
    assert answer.status_code == 302, path
    return str(answer.url)


def test_a_service_has_one_code_in_all_its_languages_and_publishing_again_gives_no_other(
    badge: PublicServicePage,
) -> None:
    code = ShortCode.objects.get(translation_key=badge.translation_key)
    badge.save_revision().publish()
    badge.get_translations().first().save_revision().publish()
    assert ShortCode.objects.get(translation_key=badge.translation_key) == code
    assert (
        f"testserver/s/{code.shown}" in open_page(BADGE).text or f"/s/{code.shown}" in open_page(BADGE).text
    )
    assert f"/cy/s/{code.shown}" in open_page(f"/cy{BADGE}").text
    assert goes(f"/s/{code.shown.upper()}") == BADGE
    assert goes(f"/s/{code.shown}/") == BADGE
    assert goes(f"/ar/s/{code.shown}") == f"/ar{BADGE}"
    assert goes(f"/search/?q={code.shown}") == BADGE
    assert goes(f"/cy/search/?q={code.shown[:2]}+{code.shown[2:].upper()}") == f"/cy{BADGE}"


def test_without_a_language_in_the_address_the_browser_s_own_counts(badge: PublicServicePage) -> None:
    add_code(badge, "badge", by=None)
    answer = Client(headers={"Accept-Language": "cy, en;q=0.5"}).get("/s/badge")
    assert answer.url == f"/cy{BADGE}"
    assert "Accept-Language" in answer["Vary"]
    assert goes("/s/badge", **{"Accept-Language": "fr"}) == BADGE


def test_an_editor_adds_a_word_and_older_codes_keep_working(badge: PublicServicePage) -> None:
    own = ShortCode.objects.get(translation_key=badge.translation_key)
    add_code(badge, "Badge", by=None)
    add_code(badge, "blue-badge", by=None)
    assert "/s/blue-badge" in open_page(BADGE).text
    assert {goes(f"/s/{code}") for code in ("badge", "bluebadge", "BLUE-badge", own.shown)} == {BADGE}
    other = PublicServicePage.objects.get(slug="moving-home", locale__language_code="en")
    for taken in ("badge", "bluebadge", "bb7k4"):
        with pytest.raises(Taken):
            add_code(other, taken, by=None)
    for wrong in ("a", "über", "-x-", "123", "two words", "x" * 31):
        with pytest.raises(ValueError, match="not a short code"):
            add_code(other, wrong, by=None)


def test_nobody_s_code_is_helped_and_a_code_of_what_is_gone_says_so(badge: PublicServicePage) -> None:
    add_code(badge, "badge", by=None)
    for unknown in ("nothing", "%00", "x" * 500, "..", "ب"):
        answer = Client().get(f"/s/{unknown}")
        assert answer.status_code == 404, unknown
    page = Client().get("/s/nothing").content.decode()
    assert "We do not know this short address" in page
    assert 'name="q"' in page
    assert "01632 960100" in page
    badge.unpublish()
    assert goes("/s/badge") == f"/cy{BADGE}"
    translations = list(badge.get_translations())
    for page_now in translations:
        page_now.unpublish()
    assert Client().get(goes("/s/badge")).status_code == 410
    leave_behind([badge, *translations], by=User.objects.create_user("author@example.org"))
    for page_now in (badge, *translations):
        page_now.specific.delete()
    assert Client().get(goes("/s/badge")).status_code == 410


def test_the_qr_code_of_a_letter_holds_the_address_in_its_language(badge: PublicServicePage) -> None:
    add_code(badge, "badge", by=None)
    answer = Client().get("/cy/s/badge/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "/cy/s/badge</title>" in answer.content.decode()
    assert "style=" not in answer.content.decode()
    assert Client().get("/s/nothing/qr.svg").status_code == 404


def test_the_editor_s_field_refuses_what_leads_elsewhere(badge: PublicServicePage, author: Client) -> None:
    other = PublicServicePage(translation_key=uuid4())
    add_code(other, "badge", by=None)
    form_class = PublicServicePage.get_edit_handler().get_form_class()
    fields = PublicServicePage._meta.fields
    empty = {f"{field.name}-count": "0" for field in fields if isinstance(field, StreamField)}
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    for typed, word in (("badge", "leads to another service"), ("x", "3 to 30"), ("permit", "")):
        form = form_class({"short_code": typed, **empty, **comments}, instance=badge, for_user=None)
        form.is_valid()
        assert word in " ".join(form.errors.get("short_code", []))
        assert bool(word) == ("short_code" in form.errors)
    page = author.get(f"/admin/pages/{badge.pk}/edit/").content.decode()
    assert f"/s/{ShortCode.objects.get(translation_key=badge.translation_key).shown}" in page


def test_codes_are_never_given_twice(badge: PublicServicePage, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = ShortCode.objects.get(translation_key=badge.translation_key).shown
    made = iter([taken, "bb7k4"])
    monkeypatch.setattr("content.short.giving.new_code", lambda: next(made))
    other = PublicServicePage(translation_key=uuid4())
    ensure_code(other)
    assert ShortCode.objects.get(translation_key=other.translation_key).shown == "bb7k4"
