"""The one list of what needs doing: what is found, whose it is, where it is shown and mailed."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page, ReferenceIndex

from content.governance.caring import review
from content.governance.translated import states_of
from content.models import (
    ContactPoint,
    DigestChoice,
    Governance,
    GuidancePage,
    LinkCheck,
    LinkUse,
    OrganisationIndexPage,
    OrganisationPage,
    PageFeedback,
    PublicServicePage,
    ReviewOutcome,
    ServiceIndexPage,
    Team,
)
from content.tasks import digest
from content.tasks.found import Kind
from content.tasks.listing import every_task, own_tasks
from services.facts.actions import define, set_value
from services.facts.history import Kind as FactKind
from services.identity.actors import staff
from services.identity.models import User
from services.identity.roles import StaffRole
from services.notifications.models import Message
from tests.builders import small_form
from tests.content.pages import FINE, contact, draft, rewrite, service
from tests.content.reading import open_page
from tests.governance.people import writer
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

ONLINE = {"kind": "online"}


def published(title: str = "Bins", **care: object) -> GuidancePage:
    page = draft(FINE, title)
    page.get_latest_revision().publish()
    if care:
        Governance.objects.create(page_id=page.pk, **care)
    return GuidancePage.objects.get(pk=page.pk)


def offered(ways: list[dict], **fields: object) -> PublicServicePage:
    """A published service."""
    council = contact(name="Council", phone="1", hours="Daily")
    home = Page.objects.get(slug="home-en").specific
    index = home.add_child(instance=OrganisationIndexPage(title="All", summary="All.", slug="organisations"))
    whose = index.add_child(instance=OrganisationPage(title="Us", summary="Us.", slug="us", contact=council))
    page = service(ways, slug="bins", organisation=whose, live=True, ways_heading="Ways", **fields)
    costs = page._meta.get_field("costs").stream_block
    page.costs = costs.to_python([{"type": "cost", "value": {"amount": "0"}}])
    ServiceIndexPage.objects.get(locale=page.locale).add_child(instance=page)
    ReferenceIndex.create_or_update_for_object(page)
    return PublicServicePage.objects.get(pk=page.pk)


def days(number: int):
    return timezone.localdate() + timedelta(days=number)


def of(page: Page, kind: Kind | None = None) -> list[str]:
    """What is to be done on a page, of one kind or all but the missing owner."""
    tasks = [task for task in every_task() if task.page.pk == page.pk]
    return [
        task.found.why
        for task in tasks
        if task.found.kind == kind or (kind is None and task.found.kind != Kind.NO_OWNER)
    ]


def test_a_review_is_a_task_before_its_day_and_rises_to_backup_and_managers() -> None:
    ann, bob, boss = writer("Ann"), writer("Bob"), member(StaffRole.MANAGER)
    far = published("Far", owner=ann, backup=bob, review_on=days(31))
    assert of(far) == []
    late = published("Late", owner=ann, backup=bob)
    for day, kind, whose in (
        (30, Kind.DUE, [ann]),
        (0, Kind.DUE, [ann]),
        (-1, Kind.OVERDUE, [ann]),
        (-7, Kind.OVERDUE, [ann, bob]),
        (-30, Kind.OVERDUE, [ann, bob, boss]),
    ):
        Governance.objects.filter(page=late.pk).update(review_on=days(day))
        tasks = [task for task in every_task() if task.page.pk == late.pk]
        assert [task.found.kind for task in tasks] == [kind]
        assert [user for user in (ann, bob, boss) if own_tasks(user, tasks)] == whose, day
    review(late, outcome=ReviewOutcome.RIGHT, note="", by=bob)
    assert of(late) == []


def test_a_page_without_an_owner_is_its_teams_and_without_a_team_that_of_who_made_it() -> None:
    ann, bob = writer("Ann"), writer("Bob")
    page = published(review_on=days(-2))
    (told, missing) = [task for task in every_task() if task.page.pk == page.pk]
    assert missing.found.kind == Kind.NO_OWNER
    assert not own_tasks(ann, [told])
    Page.objects.filter(pk=page.pk).update(owner=ann)
    assert own_tasks(ann, every_task())
    parks = Team.objects.create(name="Parks")
    parks.members.add(bob)
    Governance.objects.get(page=page.pk).teams.add(parks)
    assert not own_tasks(ann, every_task())
    assert {task.found.kind for task in own_tasks(bob, every_task())} == {Kind.OVERDUE}
    Governance.objects.filter(page=page.pk).update(owner=ann)
    assert not own_tasks(bob, every_task())
    User.objects.filter(pk=ann.pk).update(is_active=False)
    assert own_tasks(bob, every_task())  # who has left looks after nothing


@pytest.mark.database
def test_a_translation_is_a_task_while_it_is_missing_borrowed_or_behind() -> None:
    page = published()
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"), alias=True)
    assert of(welsh) == ["Not translated into Welsh: readers see other words with a notice."]
    ConvertAliasPageAction(welsh).execute()
    welsh = GuidancePage.objects.get(pk=welsh.pk)
    assert of(welsh) == ["Not translated into Welsh: readers see other words with a notice."]
    assert [str(each.progress) for each in states_of(page)] == ["original", "begun", "none"]
    rewrite(welsh, [{"type": "text", "value": "<p>Rhowch y bin allan.</p>"}], title="Biniau", summary="Pryd.")
    GuidancePage.objects.get(pk=welsh.pk).get_latest_revision().publish()
    assert of(welsh) == []
    page.get_latest_revision_as_object().save_revision().publish()
    assert of(welsh) == []  # the same words again
    rewrite(page, [{"type": "text", "value": "<p>Put the bin out before six.</p>"}])
    GuidancePage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert of(welsh) == ["The original has changed since the Welsh translation was published."]
    assert [str(each.progress) for each in states_of(page)] == ["original", "behind", "none"]


def test_a_page_that_was_an_alias_says_whose_words_it_shows_until_it_is_published() -> None:
    page = published()
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"), alias=True)
    ConvertAliasPageAction(welsh).execute()
    welsh = GuidancePage.objects.get(pk=welsh.pk)
    seen = open_page(welsh.url)
    assert (welsh.is_untranslated, welsh.content_language) == (True, "en")
    assert "Saesneg" in seen.text or "English" in seen.text
    assert seen.response.content.count(b'<div lang="en" dir="ltr">') == 1
    assert set(welsh.written_in()) == {"en"}
    rewrite(welsh, FINE, title="Biniau")  # a draft changes nothing for readers
    welsh = GuidancePage.objects.get(pk=welsh.pk)
    welsh.move(welsh.get_parent(), pos="first-child")
    assert GuidancePage.objects.get(pk=welsh.pk).is_untranslated
    rewrite(welsh, [{"type": "text", "value": "<p>Rhowch y bin allan.</p>"}], title="Biniau", summary="Pryd.")
    GuidancePage.objects.get(pk=welsh.pk).get_latest_revision().publish()
    welsh = GuidancePage.objects.get(pk=welsh.pk)
    assert (welsh.is_untranslated, set(welsh.written_in())) == (False, {"en", "cy"})
    assert b'<div lang="en"' not in open_page(welsh.url).response.content


def test_what_changed_since_the_last_review_is_a_task_until_somebody_looks(monkeypatch) -> None:
    small_form()
    team = contact(phone="01632 960100", hours="Daily")
    page = offered([ONLINE, {"kind": "phone", "contact": team.pk}], form_key="small")
    PublicServicePage.objects.filter(pk=page.pk).update(last_published_at=timezone.now())
    assert of(page) == []
    team.phone = "01632 960200"
    team.save_revision().publish()
    small_form(title={"en": "Other", "cy": "Arall"})
    assert of(page) == ["The contact point “Bins team” has changed. The form “small” has a new version."]
    ann = writer("Ann")
    shown = at_the_desk(ann).get(f"/admin/care/{page.pk}/").content.decode()
    assert "The contact point “Bins team” has changed." in shown
    review(page, outcome=ReviewOutcome.RIGHT, note="", by=ann)
    assert of(page) == []


def test_a_page_that_names_a_fact_is_looked_at_again_once_it_has_another_value() -> None:
    page = published()
    rewrite(page, [{"type": "text", "value": "<p>A new bin costs {fact:bin-fee}.</p>"}])
    fee = define(key="bin-fee", label="Fee for a bin", kind=FactKind.MONEY)
    by = staff(writer("Ann"))
    set_value(fact=fee, content=Decimal(30), effective_from=days(0), by=by)
    assert of(page, Kind.CHANGED) == []
    set_value(fact=fee, content=Decimal(40), effective_from=days(1), by=by)
    assert of(page, Kind.CHANGED) == []
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert of(page, Kind.CHANGED) == ["The fact “Fee for a bin” has changed."]
        review(page, outcome=ReviewOutcome.RIGHT, note="", by=by.user)
        assert of(page, Kind.CHANGED) == []


def test_a_service_that_only_the_internet_leads_to_is_a_task() -> None:
    page = offered([ONLINE])
    assert of(page) == [
        "No way without the internet leads anywhere now. Look at its contact points and form."
    ]
    PublicServicePage.objects.filter(pk=page.pk).update(ways="[]")
    assert of(page) == ["It names no way to get the service."]


def test_a_contact_point_that_a_service_depends_on_is_not_taken_from_it() -> None:
    team = contact(phone="01632 960100", hours="Daily")
    offered([ONLINE, {"kind": "phone", "contact": team.pk}])
    boss = User.objects.create_superuser("root@example.org", name="Root")
    browser = at_the_desk(boss)
    url = f"/admin/snippets/content/contactpoint/edit/{team.pk}/"
    sent = {"name": "Bins team", "phone": "", "hours": "Daily", "action-publish": "1"}
    needs = "“Bins” needs it: nobody without the internet would get the service."
    assert needs in browser.post(url, sent).content.decode()
    for way in ("unpublish", "delete"):
        answer = browser.post(url.replace("/edit/", f"/{way}/"), follow=True)
        assert needs in answer.content.decode(), way
    browser.post(f"/admin/bulk/content/contactpoint/delete/?id={team.pk}&next=/admin/")
    team.phone = ""
    for act in (team.save_revision().publish, team.unpublish, team.delete):
        with pytest.raises(ValidationError, match="needs it"):
            act()
    kept = ContactPoint.objects.get(pk=team.pk)
    assert (kept.live, kept.phone) == (True, "01632 960100")
    assert browser.post(url, {**sent, "phone": "01632 960300"}).status_code == 302
    assert ContactPoint.objects.get(pk=team.pk).phone == "01632 960300"
    draft_only = {key: value for key, value in sent.items() if key != "action-publish"}
    assert browser.post(url, draft_only).status_code == 302  # a draft may say anything


@pytest.mark.database
def test_what_other_parts_keep_joins_the_list_and_its_cost_does_not_grow() -> None:
    page = published(owner=writer("Ann"))
    link = LinkCheck.objects.create(url="https://example.org/", external=True, state="gone", failures=3)
    LinkUse.objects.create(link=link, page_id=page.pk, field="Text")
    PageFeedback.objects.create(
        page_id=page.pk, path="/", language="en", given_on=days(-1), useful=False, wrong="No times."
    )
    assert of(page, Kind.BROKEN) == ["Text: https://example.org/. The page does not exist (any more)."]
    assert of(page, Kind.FEEDBACK) == ["1 comment by readers is open."]
    LinkCheck.objects.update(failures=2)
    assert of(page, Kind.BROKEN) == []  # once more, on another day
    with CaptureQueriesContext(
        connection,
    ) as few:
        every_task()
    for number in range(5):
        more = published(f"More{number}", review_on=days(-40))
        more.copy_for_translation(Locale.objects.get(language_code="cy"), alias=True)
    with CaptureQueriesContext(connection) as many:
        assert len(every_task()) > 10
    assert len(many) <= len(few) + 1 <= 30


def test_the_first_page_and_the_list_show_ones_own_tasks_first_and_give_them_as_a_table() -> None:
    ann, bob = writer("Ann"), writer("Bob")
    waste = Team.objects.create(name="Waste")
    waste.members.set([ann, bob])
    mine = published(owner=ann, review_on=days(-9))
    published("Glass", owner=bob, backup=ann, review_on=days(3))
    Governance.objects.get(page=mine.pk).teams.add(waste)
    browser = at_the_desk(ann)
    first = open_page("/admin/", browser).text
    assert "Review overdue: 1" in first
    assert "Glass" not in first
    rows = {
        query: browser.get(f"/admin/tasks/?{query}").context["number"]
        for query in (
            "",
            "whose=team",
            "whose=all&kind=overdue",
            "whose=all&kind=due",
            "language=cy",
            "kind=nonsense",
        )
    }
    assert rows == {
        "": 1,
        "whose=team": 1,
        "whose=all&kind=overdue": 1,
        "whose=all&kind=due": 1,
        "language=cy": 0,
        "kind=nonsense": 1,
    }
    assert at_the_desk(bob).get("/admin/tasks/?whose=team").context["number"] == 2
    table = browser.get("/admin/tasks/tasks.csv?whose=all").content.decode("utf-8-sig").splitlines()
    assert table[0].startswith('"since","kind"')
    assert "Review overdue" in table[1]
    assert '"Ann"' in table[1]
    assert "Nothing needs doing." in open_page("/admin/tasks/?language=ar", browser).text


@pytest.mark.database
def test_a_digest_goes_once_to_everybody_who_has_tasks_and_one_failure_stops_nobody(monkeypatch) -> None:
    ann, bob, eve, dan = (writer(name) for name in ("Ann", "Bob", "Eve", "Dan"))
    published("Bins", owner=ann, review_on=days(-2))
    published("Glass", owner=bob, review_on=days(-2))
    published("Paper", owner=eve, review_on=days(-2))
    DigestChoice.objects.create(user=eve, often="never")
    told = digest.queue

    def queue(**what):
        if what["to"] == ann.email:
            raise ValueError(what["to"])
        return told(**what)

    monkeypatch.setattr(digest, "queue", queue)
    today = timezone.localdate()
    assert digest.send_digests(today) == (1, [str(ann.pk)])
    monkeypatch.setattr(digest, "queue", told)
    assert digest.send_digests(today) == (1, [])
    assert digest.send_digests(today) == (0, [])
    assert Message.objects.filter(kind="task_digest").count() == 2
    DigestChoice.objects.create(user=bob, often="daily")
    assert digest.send_digests(today) == (1, [])  # a new choice begins anew
    assert digest.send_digests(today + timedelta(days=7)) == (2, [])
    assert not Message.objects.filter(about__startswith=f"tasks:{dan.pk}:").exists()
    call_command("send_digest")
    answer = at_the_desk(ann).get("/admin/account/").content.decode()
    assert "My tasks by email" in answer
