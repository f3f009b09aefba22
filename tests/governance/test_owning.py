"""Teams change only their own pages, by whatever way; people look after a page, and look at it again."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.registry import action_registry
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import APIToken, Locale, Page, PageLogEntry

from content.governance.caring import care_of, look_after, review
from content.models import Governance, GuidanceIndexPage, GuidancePage, ReviewLog, ReviewOutcome, Team
from content.models.governance import months_later
from services.identity.models import User
from services.identity.roles import StaffRole
from tests.content.pages import FINE, as_sent, draft, is_live
from tests.content.reading import open_page
from tests.governance.people import writer
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]


def team(name: str, *people: User) -> Team:
    made = Team.objects.create(name=name)
    made.members.set(people)
    return made


def owned(page: Page, *teams: Team, **fields: object) -> Governance:
    row = Governance.objects.create(page_id=page.pk, **fields)
    row.teams.set(teams)
    return row


def published(title: str = "Bins") -> GuidancePage:
    page = draft(FINE, title)
    page.get_latest_revision().publish()
    return GuidancePage.objects.get(pk=page.pk)


def may(user: User, page: Page) -> dict[str, bool]:
    asked = page.permissions_for_user(User.objects.get(pk=user.pk))
    names = ("edit", "publish", "unpublish", "delete", "move", "copy", "lock", "set_view_restrictions")
    return {name: bool(getattr(asked, f"can_{name}")()) for name in names}


def test_an_author_may_change_pages_of_their_teams_and_pages_of_nobody(db: None) -> None:
    ann, bob, boss = writer("Ann"), writer("Bob"), User.objects.create_superuser("root@example.org")
    page, other = published(), published("Glass")
    owned(page, team("Waste", ann), team("Streets"))
    owned(other, team("Parks", bob))
    everything = dict.fromkeys(may(boss, page), True)
    nothing = dict.fromkeys(everything, False)
    assert may(ann, page) == may(bob, other) == may(boss, other) == everything
    assert may(bob, page) == may(ann, other) == nothing
    assert may(bob, Page.objects.get(pk=page.pk)) == nothing  # what lists hold knows its kind only by asking
    assert may(ann, published("Trees")) == everything
    Team.objects.get(name="Waste").members.add(bob)
    assert may(bob, page) == everything


def test_what_goes_with_a_page_is_asked_too(db: None) -> None:
    ann, bob = writer("Ann"), writer("Bob")
    page = published()
    index = GuidanceIndexPage.objects.get(locale__language_code="en")
    owned(page, team("Parks", bob))
    assert not may(ann, index)["delete"]
    assert may(ann, index)["edit"]
    free = published("Glass")
    welsh = free.copy_for_translation(Locale.objects.get(language_code="cy"))
    owned(welsh, team("Welsh", bob))
    assert may(ann, free)["edit"]
    assert not may(ann, free)["delete"]  # it takes the translation away
    assert not may(ann, free)["unpublish"]
    assert not may(ann, welsh)["edit"]
    arabic = page.copy_for_translation(Locale.objects.get(language_code="ar"))
    assert (may(ann, arabic)["edit"], may(bob, arabic)["edit"]) == (False, True)  # its original's team


def test_no_way_leads_round_the_teams(db: None, settings) -> None:
    ann, bob = writer("Ann"), writer("Bob")
    page, home = published(), published("Glass")
    owned(page, team("Parks", bob))
    browser, pk = at_the_desk(ann), page.pk
    refused = []
    for way in ("edit", "delete", "unpublish", "move", "copy", "privacy", "lock", "history"):
        answer = browser.post(f"/admin/pages/{pk}/{way}/", as_sent(page, **{"action-publish": "1"}))
        refused.append((way, answer.status_code, answer.headers.get("Location", "")))
    assert {(code, where) for _way, code, where in refused} == {(302, "/admin/")}, refused
    for way in ("publish", "unpublish", "delete", "move"):
        url = f"/admin/bulk/wagtailcore/page/{way}/?id={pk}&next=/admin/"
        browser.post(url, {"chooser": home.get_parent().pk})
    for way in ("publish", "unpublish", "delete", "copy", "move"):
        answer = browser.post(
            f"/admin/api/main/pages/{pk}/action/{way}/",
            {"slug": "x", "destination_page_id": home.get_parent().pk},
        )
        assert answer.status_code in (400, 403), way
    settings.ROOT_URLCONF = "tests.content.api_urls"
    _kept, token = APIToken.create_token(user=ann, name="Test")
    api = Client(headers={"authorization": f"Bearer {token}"})
    changed = {"title": "Taken", "meta": {"type": "content.GuidancePage", "action": "publish"}}
    assert api.patch(f"/api/v3/pages/{pk}/", changed, content_type="application/json").status_code == 403
    assert api.delete(f"/api/v3/pages/{pk}/").status_code == 403
    for way in ("publish", "unpublish", "copy", "move"):
        assert api.post(
            f"/api/v3/pages/{pk}/actions/{way}/", {}, content_type="application/json"
        ).status_code in (403, 422)
    for action in (
        UnpublishPageAction(page, user=ann),
        DeletePageAction(page, user=ann),
        MovePageAction(page, home.get_parent(), pos="first-child", user=ann),
        action_registry.get_action_class(GuidancePage, "copy")(page, user=ann, update_attrs={"slug": "x"}),
        action_registry.get_action_class(GuidancePage, "publish")(page.get_latest_revision(), user=ann),
    ):
        with pytest.raises(PermissionDenied):
            action.execute()
    page = GuidancePage.objects.get(pk=pk)
    assert (page.live, page.title, page.locked) == (True, "Bins", False)
    assert GuidancePage.objects.filter(locale__language_code="en").count() == 2
    assert is_live(page)


def care(browser: Client, page: Page, *teams: Team, **fields: str):
    sent = {"teams": [each.pk for each in teams], "interval_months": "6", "expert": "Dr Lee", **fields}
    return browser.post(f"/admin/care/{page.pk}/", sent)


def test_nobody_takes_a_page_away_from_another_team_but_a_team_may_share_it(db: None) -> None:
    ann, bob = writer("Ann"), writer("Bob")
    waste, parks, streets = team("Waste", ann), team("Parks", bob), team("Streets")
    page = published()
    browser = at_the_desk(ann)
    assert care(browser, page, waste, owner=str(ann.pk), backup=str(bob.pk)).status_code == 302
    row = Governance.objects.get(page=page)
    assert (row.owner, row.backup, row.expert, row.interval_months) == (ann, bob, "Dr Lee", 6)
    assert row.review_on == row.next_review_on
    assert at_the_desk(writer("Eve")).get(f"/admin/care/{page.pk}/").status_code == 302  # turned away
    backup = at_the_desk(bob)  # of another team: reviews it, and changes nothing else
    shown = backup.get(f"/admin/care/{page.pk}/").content.decode()
    assert ("I have reviewed this page" in shown, 'name="teams"' in shown) == (True, False)
    assert care(backup, page, parks).url == "/admin/"
    assert backup.post(f"/admin/care/{page.pk}/reviewed/", {"outcome": "right"}).url != "/admin/"
    care(browser, page, waste, parks)
    assert set(row.teams.all()) == {waste, parks}
    care(browser, page, streets)
    assert set(row.teams.all()) == {parks, streets}  # one's own share, and only that
    boss = at_the_desk(member(StaffRole.MANAGER))
    assert "Dr Lee" in boss.get(f"/admin/care/{page.pk}/").content.decode()
    care(boss, page, waste)
    assert set(row.teams.all()) == {waste}
    same = care(browser, page, waste, owner=str(ann.pk), backup=str(ann.pk))
    assert "Choose somebody else than the owner." in same.content.decode()
    assert PageLogEntry.objects.filter(page=page.pk, action="content.look_after").count() == 4


def test_a_review_is_kept_with_what_was_seen_and_sets_the_next_day(db: None) -> None:
    ann = writer("Ann")
    page = published()
    owned(page, review_on=date(2026, 1, 31), interval_months=1)
    page.copy_for_translation(Locale.objects.get(language_code="ar"), alias=True)
    browser = at_the_desk(ann)
    assert browser.post(f"/admin/care/{page.pk}/reviewed/", {"outcome": "?"}).status_code == 200
    sent = {"outcome": "right", "note": "Asked Highways."}
    assert browser.post(f"/admin/care/{page.pk}/reviewed/", sent).status_code == 302
    kept = ReviewLog.objects.get(page=page)
    assert (kept.by, kept.outcome, kept.note) == (ann, "right", "Asked Highways.")
    assert kept.revision == page.latest_revision
    row = Governance.objects.get(page=page)
    assert (row.review_on, row.reviewed_by) == (row.next_review_on, ann)
    assert "Asked Highways." in open_page(f"/admin/care/{page.pk}/", browser).text
    assert "Asked Highways." not in str(page.get_latest_revision().content)  # beside the page, not in it
    editor = open_page(f"/admin/pages/{page.pk}/edit/", browser).text
    assert "Review this page, or change its people" in editor
    assert "Not translated: readers see other words with a notice" in editor


def test_a_translation_has_the_people_of_its_original_unless_it_names_its_own(db: None) -> None:
    ann, bob = writer("Ann"), writer("Bob")
    page = published()
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"))
    look_after(page, Governance(page=page, owner=ann, backup=bob, expert="Dr Lee"), [], by=ann)
    found = care_of([welsh, page])
    assert (found[welsh.pk].owner, found[page.pk].owner) == (ann, ann)
    look_after(welsh, Governance(page=welsh, owner=bob), [], by=bob)
    found = care_of([welsh, page])
    assert (found[welsh.pk].owner, found[welsh.pk].expert, found[page.pk].owner) == (bob, "Dr Lee", ann)
    review(welsh, outcome=ReviewOutcome.CHANGED, note="", by=bob)
    assert not ReviewLog.objects.filter(page=page).exists()


def test_a_month_later_is_the_same_day_or_the_last_one(db: None) -> None:
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 15), 12) == date(2027, 12, 15)


def test_managers_make_teams_by_peoples_names_and_authors_do_not(db: None) -> None:
    ann = writer("Ann")
    boss = at_the_desk(member(StaffRole.MANAGER))
    url = "/admin/snippets/content/team/add/"
    assert "Ann" in boss.get(url).content.decode()
    assert boss.post(url, {"name": "Waste", "members": [ann.pk]}).status_code == 302
    assert list(Team.objects.get(name="Waste").members.all()) == [ann]
    assert at_the_desk(ann).post(url, {"name": "Mine"}).status_code == 302
    assert not Team.objects.filter(name="Mine").exists()
