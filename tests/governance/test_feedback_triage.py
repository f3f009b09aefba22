"""What readers wrote reaches the people who can mend the page, and is linked to what mended it."""

import csv

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page, Revision

from content.feedback.keeping import decide, keep
from content.feedback.places import Place
from content.models import FeedbackState, PageFeedback
from services.identity.models import User
from services.identity.roles import StaffRole
from tests.content.pages import FINE, draft
from tests.content.reading import Seen, open_page, words
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]
LIST = "/admin/feedback/"


@pytest.fixture(autouse=True)
def _pages(tree: None) -> None:
    """Publish two pages that readers write about."""
    for title in ("Blue-badge", "Privacy"):
        draft(FINE, title).get_latest_revision().publish()


@pytest.fixture
def author() -> Client:
    """A content author's browser, signed in with a second factor."""
    return at_the_desk(member(StaffRole.AUTHOR))


def page(slug: str = "blue-badge") -> Page:
    return Page.objects.get(slug=slug, locale__language_code="en").specific


def said(slug: str = "blue-badge", **changes: object) -> PageFeedback:
    found = page(slug)
    given = {"useful": False, "doing": "", "wrong": f"About {slug}", "language": "en", **changes}
    return keep(Place(found.url, found.url, found), **given)


def of_a_step(wrong: str) -> PageFeedback:
    where = "/apply/blue-badge/-/name/"
    return keep(Place(where, where, None), useful=False, doing="", wrong=wrong, language="en")


def the_author() -> User:
    return User.objects.get(email="author@example.org")


def told(browser: Client, query: str = "") -> list[str]:
    """What readers wrote, in the order of the list."""
    seen = open_page(LIST + query, browser)
    return [words(link) for link in seen.all("a") if link.get("href", "").removeprefix(LIST)[:-1].isdigit()]


def by_page(seen: Seen) -> dict[str, list[str]]:
    """How often each page was called useful: no, yes."""
    rows = seen.all("table")[-1].findall(".//tbody/tr")
    return {words(row[0]): [words(cell) for cell in row[1:]] for row in rows}


@pytest.mark.database
def test_an_author_sees_first_what_concerns_pages_they_own(author: Client) -> None:
    Page.objects.filter(pk=page().pk).update(owner=the_author())
    mine = said()
    said("privacy", wrong="", doing="Moving")
    said("privacy", wrong="")  # only counts
    of_a_step("A step")
    assert told(author) == ["About blue-badge", "A step", "Moving"]
    assert told(author, "?owner=mine") == ["About blue-badge"]
    assert told(author, f"?page={mine.page_id}") == ["About blue-badge"]
    assert told(author, "?page=/apply/blue-badge/-/name/") == ["A step"]
    assert told(author, "?language=cy") == told(author, "?state=fixed") == []
    front = open_page("/admin/", author)
    assert front.links()["1 new comment on your pages"] == f"{LIST}?owner=mine&state=new"
    assert f'"{LIST}"' in front.response.content.decode()  # in the menu
    edited = open_page(f"/admin/pages/{mine.page_id}/edit/", author)
    assert edited.links()["1 comment by readers of this page is open."] == f"{LIST}?page={mine.page_id}"


@pytest.mark.database
def test_every_page_is_counted_with_the_warning_beside_it(author: Client) -> None:
    said(useful=True, wrong="")
    said(wrong="")
    said("privacy", useful=True, wrong="")
    of_a_step("")
    of_a_step("Too long")
    seen = open_page(LIST, author)
    titles = {slug: page(slug).title for slug in ("blue-badge", "privacy")}
    assert by_page(seen) == {
        "/apply/blue-badge/-/name/": ["2", "0"],
        titles["blue-badge"]: ["1", "1"],
        titles["privacy"]: ["0", "1"],
    }
    assert "never a target" in seen.text
    assert told(author) == ["Too long"]


def test_nobody_sees_what_concerns_pages_they_may_not_change(author: Client) -> None:
    hidden, seen = said(), said("privacy")
    GroupPagePermission.objects.all().delete()
    allowed = page("privacy")
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(page=allowed, group=the_author().groups.get(), permission=change)
    assert told(author) == ["About privacy"]
    assert author.get(f"{LIST}{hidden.pk}/").status_code == 404
    assert author.post(f"{LIST}{hidden.pk}/", {"state": "irrelevant"}).status_code == 404
    assert author.get(f"{LIST}{seen.pk}/").status_code == 200
    hidden.refresh_from_db()
    assert hidden.state == FeedbackState.NEW
    assert sorted(told(at_the_desk(member(StaffRole.MANAGER)))) == ["About blue-badge", "About privacy"]
    assert at_the_desk(member(StaffRole.ADVISER)).get(LIST).status_code == 403
    assert Client().get(LIST).status_code == 302


@pytest.mark.database
def test_a_decision_keeps_who_when_and_why_and_names_the_version_that_fixed_it(author: Client) -> None:
    feedback = said()
    address = f"{LIST}{feedback.pk}/"
    early = author.post(address, {"state": "fixed"})
    assert "Publish the change first" in early.content.decode()
    author.post(address, {"state": "accepted", "note": "I ask the team."})
    assert told(author) == ["About blue-badge"]
    changed = page()
    changed.summary = "Clearer now."
    draft = changed.save_revision(user=the_author())
    draft.publish()
    later = changed.save_revision()
    choice = open_page(address, author).one("select", name="fixed_in")
    assert [option.get("value") for option in choice] == [str(later.pk), str(draft.pk)]
    assert [option.get("value") for option in choice if "selected" in option.attrib] == [str(draft.pk)]
    older = Revision.objects.filter(pk__lt=draft.pk).latest("pk")
    assert author.post(address, {"state": "fixed", "fixed_in": older.pk}).status_code == 200
    assert author.post(address, {"state": "fixed", "fixed_in": draft.pk}).status_code == 302
    feedback.refresh_from_db()
    assert (feedback.state, feedback.fixed_in) == (FeedbackState.FIXED, draft)
    assert [(each.state, each.note, each.by) for each in feedback.decisions.all()] == [
        ("accepted", "I ask the team.", the_author()),
        ("fixed", "", the_author()),
    ]
    assert told(author) == []
    assert told(author, "?state=fixed") == told(author, "?state=all") == ["About blue-badge"]
    shown = open_page(address, author).links().values()
    assert f"/admin/pages/{changed.pk}/revisions/{draft.pk}/view/" in shown
    author.post(address, {"state": "accepted", "note": "Not quite."})
    feedback.refresh_from_db()
    assert feedback.fixed_in is None


def test_a_step_of_a_form_has_no_versions_here(author: Client) -> None:
    feedback = of_a_step("Too long")
    assert author.post(f"{LIST}{feedback.pk}/", {"state": "fixed", "note": "Split in two"}).status_code == 302
    feedback.refresh_from_db()
    assert (feedback.state, feedback.fixed_in) == (FeedbackState.FIXED, None)


def test_a_comment_never_becomes_new_again(author: Client) -> None:
    feedback = said()
    assert author.post(f"{LIST}{feedback.pk}/", {"state": "new"}).status_code == 200
    with pytest.raises(ValueError, match="new again"):
        decide(feedback.pk, state=FeedbackState.NEW, by=the_author())
    with pytest.raises(ValueError, match="not fixed by"):
        decide(feedback.pk, state=FeedbackState.FIXED, by=the_author())
    assert not feedback.decisions.exists()


def test_what_readers_wrote_stays_words_in_the_admin_and_in_a_spreadsheet(author: Client) -> None:
    feedback = said(wrong='=HYPERLINK("x")<script>alert(1)</script>')
    for address in (LIST, f"{LIST}{feedback.pk}/"):
        assert "<script>alert" not in author.get(address).content.decode()
    assert author.get(f"{LIST}feedback.csv").status_code == 302  # Wagtail's way to say no
    table = at_the_desk(member(StaffRole.MANAGER)).get(f"{LIST}feedback.csv")
    (row,) = csv.DictReader(table.content.decode("utf-8-sig").splitlines())
    assert row["wrong"].startswith("'=HYPERLINK")
    assert (row["useful"], row["state"], row["path"]) == ("no", "new", page().url)


def test_a_page_that_is_deleted_leaves_its_feedback_to_managers(author: Client) -> None:
    feedback = said()
    page().delete()
    feedback.refresh_from_db()
    assert (feedback.page, feedback.seen) == (None, None)
    assert told(at_the_desk(member(StaffRole.MANAGER))) == ["About blue-badge"]
