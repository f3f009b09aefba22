"""A form on the web, from its first page to the receipt, without scripts."""

import pytest

from services.applications.models import Application, Receipt
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def test_someone_answers_everything_checks_and_sends(visitor: Visitor) -> None:
    page = visitor.start()
    assert "Section 1 of 2: About you" in page
    assert "Who is it for?" in page
    visitor.answer()
    assert visitor.at.endswith("/check/")
    assert "Aspirin" in visitor.page
    assert "1 February 1980" in visitor.page
    assert "Not answered" in visitor.page
    visitor.go(visitor.url("declare/"))
    visitor.send(declaration="agreed", copy_to="ann@example.org")
    assert visitor.at.endswith("/sent/")
    assert Receipt.objects.get().number in visitor.page
    assert "Proof of address" in visitor.page
    assert "ZZ1 1AA" in visitor.page


def test_opening_the_first_page_starts_nothing(visitor: Visitor) -> None:
    visitor.start()
    Application.objects.all().delete()
    visitor.client.session.flush()
    visitor.go("/apply/small/")
    assert not Application.objects.exists()


def test_a_wrong_answer_is_shown_again_with_a_sentence_and_a_link(visitor: Visitor) -> None:
    visitor.start()
    visitor.send(who="me")
    page = visitor.send(**{"name-given": "Ann", "born-day": "31", "born-month": "2", "born-year": "1980"})
    assert "<title>Error:" in page
    assert 'href="#id_born_day"' in page
    assert 'value="31"' in page
    assert visitor.status == 200


def test_what_was_typed_wrongly_is_there_on_another_visit(visitor: Visitor) -> None:
    visitor.start()
    visitor.send(who="me")
    visitor.send(**{"name-given": "Ann", "born-day": "31", "born-month": "2", "born-year": "1980"})
    visitor.go(visitor.url())
    assert visitor.at.endswith("/person/")
    assert 'value="31"' in visitor.page
    assert "Enter a real date" in visitor.page
    assert "We kept what you typed" in visitor.page


def test_back_keeps_what_was_typed_even_unfinished(visitor: Visitor) -> None:
    visitor.start()
    visitor.send(who="me")
    visitor.press("back", **{"born-year": "1980"})
    assert visitor.at.endswith("/who/")
    visitor.send(who="me")
    assert 'value="1980"' in visitor.page


def test_back_from_a_page_without_typing_saves_nothing(visitor: Visitor) -> None:
    visitor.start()
    visitor.send(who="me")
    visitor.press("back")
    visitor.go(visitor.url("check/"))
    assert "Some questions still need an answer" in visitor.page


def test_the_language_changes_and_what_was_typed_stays(visitor: Visitor) -> None:
    visitor.start()
    visitor.send(who="me")
    visitor.send(**{"step-language": "cy", "born-year": "1980"})
    assert visitor.at.startswith("/cy/apply/small/")
    assert visitor.at.endswith("/person/")
    assert 'value="1980"' in visitor.page
    assert "Date of birth (Cymraeg)" in visitor.page
    assert "Error:" not in visitor.page


def test_a_second_medicine_is_added_changed_and_removed(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer(until="medicines")
    assert "Aspirin" in visitor.page
    visitor.send(add="yes")
    assert "Medicine 2" in visitor.page
    visitor.send(medicine="Ibuprofen")
    assert "Ibuprofen" in visitor.page
    (first, second) = [
        part.split('"')[0] for part in visitor.page.split('href="') if "/remove/" in part[:150]
    ]
    visitor.go(second)
    assert "Ibuprofen" in visitor.page
    visitor.send()
    assert "Ibuprofen" not in visitor.page
    visitor.go(first)
    assert "Aspirin" in visitor.page


def test_change_leads_back_to_the_check_page(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer()
    visitor.go(visitor.url("person/?from=check"))
    visitor.send(**{"name-given": "Bea", "born-day": "1", "born-month": "2", "born-year": "1980"})
    assert visitor.at.endswith("/check/")
    assert "Bea" in visitor.page


def test_a_change_that_asks_more_leads_there_and_then_to_the_check_page(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer()
    visitor.go(visitor.url("who/?from=check"))
    visitor.send(who="other")
    assert visitor.at.endswith("/helper/?from=check")
    visitor.send(helper="Jo")
    assert visitor.at.endswith("/check/")


def test_a_page_that_no_longer_applies_says_so(visitor: Visitor) -> None:
    visitor.start()
    visitor.send(who="other")
    stale = visitor.at
    visitor.go(visitor.url("who/"))
    visitor.send(who="me")
    visitor.send(stale, helper="Jo")
    assert visitor.status == 409
    assert "We do not need to ask you this now" in visitor.page
    visitor.go(visitor.url("who/"))
    visitor.send(who="other")
    assert 'value="Jo"' in visitor.page


def test_typing_into_a_row_that_another_window_removed_ends_in_a_clear_page(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer(until="medicine")
    stale = visitor.at
    visitor.send(stale.replace("/medicine/", "/remove/"))
    visitor.send(stale, medicine="Aspirin")
    assert visitor.status == 409
    assert "We do not need to ask you this now" in visitor.page


def test_two_windows_on_different_steps_both_save(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer()
    visitor.send(visitor.url("who/"), who="me")
    visitor.send(
        visitor.url("person/"),
        **{"name-given": "Cy", "born-day": "1", "born-month": "2", "born-year": "1980"},
    )
    visitor.send(visitor.url("proof/"), **{"proof-way": "in_person"})
    visitor.go(visitor.url("check/"))
    assert "Cy" in visitor.page
    assert "Show it at one of our offices" in visitor.page


def test_after_sending_every_step_says_already_sent_with_the_receipt(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer()
    visitor.send(visitor.url("declare/"), declaration="agreed")
    for tail in ("who/", "medicines/", "check/", "delete/"):
        visitor.go(visitor.url(tail))
        assert visitor.status == 200, tail
        assert "You have already sent this" in visitor.page, tail
        assert Receipt.objects.get().number in visitor.page
    visitor.send(visitor.url("who/"), who="other")
    assert "You have already sent this" in visitor.page


def test_sending_twice_gives_one_receipt(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer()
    visitor.send(visitor.url("declare/"), declaration="agreed")
    visitor.send(visitor.url("declare/"), declaration="agreed")
    assert visitor.at.endswith("/sent/")
    assert Receipt.objects.count() == 1


def test_starting_twice_by_a_double_click_makes_one_application(visitor: Visitor) -> None:
    visitor.start()
    visitor.send("/apply/small/")
    assert Application.objects.count() == 1
    visitor.go("/apply/small/")
    assert "You have already started" in visitor.page
    visitor.send(start="again")
    assert Application.objects.count() == 2


def test_typing_that_was_not_saved_stops_the_sending(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer()
    visitor.go(visitor.url("person/?from=check"))
    visitor.press("back", **{"name-given": "Zoe", "born-day": "40", "born-month": "2", "born-year": "1980"})
    assert "You changed something and did not press Continue" in visitor.page
    visitor.go(visitor.url("declare/"))
    assert visitor.at.endswith("/check/")
