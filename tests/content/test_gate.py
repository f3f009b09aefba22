"""No page goes live while something stops it, whichever way somebody tries; each trap has its test.

What is published at its time (T6, T7) is in tests/governance/test_on_time.py.
"""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.actions.registry import action_registry
from wagtail.models import APIToken, Locale, Page, Workflow, WorkflowPage, WorkflowTask

from content.gate import NotYet, dismiss, problems
from content.models import (
    Dismissal,
    GuidanceIndexPage,
    GuidancePage,
    PageApproval,
    PublishCheckRun,
    ScheduleFailure,
)
from services.identity.models import User
from services.identity.roles import StaffRole
from services.notifications.models import Message
from tests.content.pages import EMPTY, FINE, VAGUE, as_sent, draft, is_live, rewrite, schedule
from tests.content.reading import open_page
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

HOUR = timedelta(hours=1)


@pytest.fixture
def writer(sample: None, db: None) -> User:
    return member(StaffRole.AUTHOR)


@pytest.fixture
def editor(writer: User) -> Client:
    return at_the_desk(writer)


def edit(browser: Client, page: Page, **fields: str):
    return browser.post(f"/admin/pages/{page.pk}/edit/", as_sent(page, **fields))


def bulk(browser: Client, *pages: Page):
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return browser.post(f"/admin/bulk/wagtailcore/page/publish/?{chosen}&next=/admin/", follow=True)


def answered(page: Page, by: User) -> Page:
    """Say for every language why the page comes before its translation."""
    newest = page.get_latest_revision_as_object()
    for each in problems(newest):
        if each.weight == "asks":
            dismiss(newest, each, reason="The translation follows.", by=by)
    return page


def api(user: User, settings) -> Client:
    settings.ROOT_URLCONF = "tests.content.api_urls"
    _kept, token = APIToken.create_token(user=user, name="Test")
    return Client(headers={"authorization": f"Bearer {token}"})


# -- the traps --------------------------------------------------------------------------------------


def test_t1_a_draft_with_an_empty_required_block_does_not_go_live_by_bulk(editor: Client, writer: User):
    held, fine = answered(draft(EMPTY), writer), answered(draft(FINE, "Glass"), writer)
    answer = bulk(editor, held, fine)
    assert answer.status_code == 200
    assert "Bins: Text, Warning: This is empty." in answer.content.decode()
    assert not is_live(held)
    assert not is_live(fine)  # all or none: nobody has to find out which
    bulk(editor, fine)
    assert is_live(fine)


def test_t2_and_t5_the_api_publishes_nothing_that_the_gate_stops(writer: User, settings) -> None:
    page = answered(draft(EMPTY), writer)
    browser = api(writer, settings)
    answer = browser.post(f"/api/v3/pages/{page.pk}/actions/publish/")
    assert answer.status_code == 422
    assert "This is empty." in answer.json()["errors"][0]["msg"]
    assert not is_live(page)
    assert PublishCheckRun.objects.get(page=page).outcome == "refused"
    changed = {"slug": "bins-at-night", "meta": {"type": "content.GuidancePage", "action": "publish"}}
    answer = browser.patch(f"/api/v3/pages/{page.pk}/", changed, content_type="application/json")
    assert (answer.status_code, is_live(page)) == (422, False)
    assert "This is empty." in answer.content.decode()
    answered(rewrite(page, FINE), writer)
    assert browser.post(f"/api/v3/pages/{page.pk}/actions/publish/").status_code == 200
    assert is_live(page)


def moderated(page: Page) -> Page:
    """The page needs a manager's approval."""
    task = PageApproval.objects.create(name="Look")
    task.groups.add(*member(StaffRole.MANAGER).groups.all())
    workflow = Workflow.objects.create(name="Pages")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    return page


def test_t3_what_was_emptied_while_it_waited_is_not_approved(writer: User) -> None:
    page = moderated(draft(FINE, owner=writer))
    page.get_workflow().start(page, writer)
    manager = at_the_desk(User.objects.get(email="manager@example.org"))
    page = answered(rewrite(page, EMPTY), writer)
    state = page.current_workflow_task_state
    url = f"/admin/pages/{page.pk}/workflow/action/approve/{state.pk}/"
    assert manager.post(url, {"comment": ""}).status_code < 500
    state.task.specific.on_action(state, writer, "approve")
    assert not is_live(page)
    assert GuidancePage.objects.get(pk=page.pk).workflow_in_progress
    page = answered(rewrite(page, FINE), writer)
    GuidancePage.objects.get(pk=page.pk).current_workflow_task_state.approve(user=writer)
    assert is_live(page)


def test_t4_the_editor_tells_what_stops_a_page_at_its_field_and_never_breaks(
    editor: Client, writer: User
) -> None:
    page = moderated(draft(FINE, owner=writer))
    soon = (timezone.now() + HOUR).strftime("%Y-%m-%d %H:%M")
    for tried in (
        {"action-publish": "1"},
        {"action-publish": "1", "go_live_at": soon},
        {"action-submit": "1"},
    ):
        answer = edit(editor, page, **{"body-0-value": "", "reason": "Later.", **tried})
        assert answer.status_code == 200
        (error,) = answer.context["form"].errors.as_data()["body"]
        assert list(error.block_errors) == [0]
    vague = {
        "body-0-type": "text",
        "body-0-value": '{"blocks": [{"key": "a", "type": "unstyled", "text": "here", "depth": 0,'
        ' "inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 4, "key": 0}]}],'
        ' "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://a.example/"}}}}',
    }
    answer = edit(editor, page, **vague, reason="Later.", **{"action-publish": "1"})
    (error,) = answer.context["form"].errors.as_data()["body"]
    assert "“here” does not say where it leads" in str(error.block_errors[0].messages)
    assert "“here” does not say where it leads" in answer.content.decode()
    assert not is_live(page)
    assert edit(editor, page, **vague).status_code == 302  # a draft saves whatever it holds
    assert "“here” does not say where it leads" in open_page(f"/admin/pages/{page.pk}/edit/", editor).text


def test_t5_the_action_that_others_take_from_the_registry_is_ours(writer: User) -> None:
    page = answered(draft(VAGUE), writer)
    for model in (Page, GuidancePage):
        action = action_registry.get_action_class(model, "publish")
        with pytest.raises(NotYet) as held:
            action(page.get_latest_revision(), user=writer).execute()
        assert held.value.message_dict == {"__all__": held.value.messages}
    with pytest.raises(NotYet):
        page.get_latest_revision().publish()
    assert not is_live(page)


# -- and the other ways -------------------------------------------------------------------------------


def test_without_an_owner_every_author_is_told(writer: User) -> None:
    other = member(StaffRole.AUTHOR, "second@example.org")
    schedule(draft(EMPTY), timezone.now() - HOUR)
    with pytest.raises(CommandError):
        call_command("publish_due")
    failure = ScheduleFailure.objects.get()
    assert failure.content_type == ContentType.objects.get_for_model(Page)
    about = set(Message.objects.filter(kind="schedule_failed").values_list("about", flat=True))
    authors = User.objects.filter(groups__name=StaffRole.AUTHOR)
    assert {writer, other} <= set(authors)
    assert about == {f"schedule:{failure.pk}:{person.pk}" for person in authors}


def test_the_admins_own_api_and_copies_go_through_the_gate(editor: Client, writer: User) -> None:
    page = answered(draft(VAGUE), writer)
    answer = editor.post(f"/admin/api/main/pages/{page.pk}/action/publish/")
    assert answer.status_code == 400
    assert "does not say where it leads" in str(answer.json())
    assert not is_live(page)
    Page.objects.filter(pk=page.pk).update(live=True)  # as if it had gone live under older rules
    before = GuidancePage.objects.count()
    answer = editor.post(
        f"/admin/api/main/pages/{page.pk}/action/copy/", {"slug": "copy", "keep_live": "true"}
    )
    assert answer.status_code == 400
    fields = {"new_title": "Copy", "new_slug": "copy", "publish_copies": "on"}
    fields["new_parent_page"] = str(page.get_parent().pk)
    answer = editor.post(f"/admin/pages/{page.pk}/copy/", fields, follow=True)
    assert "does not say where it leads" in answer.content.decode()
    action = action_registry.get_action_class(GuidancePage, "copy")
    with pytest.raises(NotYet):
        action(page, user=writer, keep_live=True, update_attrs={"slug": "copy"}).execute()
    assert GuidancePage.objects.count() == before
    del fields["publish_copies"]
    assert editor.post(f"/admin/pages/{page.pk}/copy/", fields).status_code == 302
    assert not GuidancePage.objects.get(slug="copy").live


def test_a_page_that_is_not_ours_is_published_as_wagtail_does(writer: User) -> None:
    page = Page.get_first_root_node().add_child(instance=Page(title="Plain", slug="plain", live=False))
    action_registry.get_action_class(Page, "publish")(page.save_revision()).execute()
    assert is_live(page)
    assert not PublishCheckRun.objects.filter(page=page).exists()


# -- what is kept ---------------------------------------------------------------------------------------


def test_the_result_is_kept_with_the_revision_who_published_and_the_rules(
    editor: Client, writer: User
) -> None:
    page = draft(FINE, owner=writer)
    assert edit(editor, page, **{"action-publish": "1"}).status_code == 200  # nobody said why it comes alone
    answer = edit(editor, page, reason="The Welsh follows.", **{"action-publish": "1"})
    assert answer.status_code == 302
    run = PublishCheckRun.objects.get(page=page, outcome="published")
    page.refresh_from_db()
    assert (run.revision, run.by, run.rules) == (page.live_revision, writer, "2")
    assert [(each["code"], each["reason"]) for each in run.findings] == [
        ("translation_missing", "The Welsh follows.")
    ] * 2
    seen = open_page(f"/admin/checks/{page.pk}/", editor)
    assert "Welsh: not translated" in seen.text
    assert "The Welsh follows." in seen.text
    assert "Sam Carter" in seen.text


def test_a_new_page_keeps_its_reason_and_its_result_too(editor: Client) -> None:
    index = GuidanceIndexPage.objects.get(locale__language_code="en")
    page = GuidancePage(title="Rubbish", slug="rubbish", summary="When we come.")
    url = f"/admin/pages/add/content/guidancepage/{index.pk}/"
    assert editor.post(url, as_sent(page, **{"action-publish": "1"})).status_code == 200
    answer = editor.post(url, as_sent(page, reason="Both follow.", **{"action-publish": "1"}))
    assert answer.status_code == 302
    page = GuidancePage.objects.get(slug="rubbish", locale__language_code="en", alias_of=None)
    assert page.live
    assert PublishCheckRun.objects.filter(page=page, revision=page.live_revision).count() == 1
    assert set(Dismissal.objects.filter(page=page).values_list("reason", flat=True)) == {"Both follow."}


def test_a_warning_is_dismissed_with_a_reason_and_what_stops_a_page_never(
    editor: Client, writer: User
) -> None:
    page = draft([{"type": "warning", "value": "In order to park, pay."}, *VAGUE], owner=writer)
    found = {each.code: each for each in problems(page.get_latest_revision_as_object())}
    url = f"/admin/checks/{page.pk}/"
    answer = editor.post(url, {"signature": found["stock_phrase"].signature, "reason": "  "})
    assert "Write why it may stay." in answer.content.decode()
    editor.post(url, {"signature": found["stock_phrase"].signature, "reason": "It is the law's name."})
    editor.post(url, {"signature": found["link_vague"].signature, "reason": "I like it."})
    assert "sounds like an office" not in open_page(f"/admin/pages/{page.pk}/edit/", editor).text
    assert Dismissal.objects.get(page=page).reason == "It is the law's name."
    with pytest.raises(ValueError, match="link_vague"):
        dismiss(page, found["link_vague"], reason="I like it.", by=writer)
    with pytest.raises(ValueError, match="no reason"):
        dismiss(page, found["stock_phrase"], reason=" ", by=writer)
    assert at_the_desk(member(StaffRole.MANAGER)).post(url).status_code in (302, 403)


# -- languages ----------------------------------------------------------------------------------------


def test_the_original_asks_for_a_reason_while_a_translation_is_behind(writer: User) -> None:
    def asked() -> set[str]:
        newest = GuidancePage.objects.get(pk=page.pk).get_latest_revision_as_object()
        return {f"{each.about}: {each.code}" for each in problems(newest) if each.weight == "asks"}

    page = draft(FINE)
    assert asked() == {"Welsh: translation_missing", "Arabic: translation_missing"}
    page.get_latest_revision().publish()  # the original never waits: a command has nobody to ask
    welsh = page.copy_for_translation(Locale.objects.get(language_code="cy"))
    newest = welsh.get_latest_revision_as_object()
    assert any(each.code == "untranslated" for each in problems(newest))
    with pytest.raises(ValidationError, match="word for word"):
        newest.save_revision().publish()
    newest.title, newest.summary = "Biniau", "Pryd y down."
    rewrite(newest, [{"type": "text", "value": "<p>Rhowch y bin allan cyn saith.</p>"}])
    GuidancePage.objects.get(pk=welsh.pk).get_latest_revision().publish()
    assert asked() == {"Arabic: translation_missing"}
    page = rewrite(page, [{"type": "text", "value": "<p>Put the bin out before six.</p>"}])
    assert asked() == {"Welsh: translation_behind", "Arabic: translation_missing"}
    with pytest.raises(NotYet, match="older than these words"):
        page.get_latest_revision().publish(user=writer)
    answered(GuidancePage.objects.get(pk=page.pk), writer)
    GuidancePage.objects.get(pk=page.pk).get_latest_revision().publish(user=writer)
    GuidancePage.objects.get(pk=page.pk).save_revision().publish(user=writer)  # the same words ask once
    assert asked() == {"Welsh: translation_behind", "Arabic: translation_missing"}
    GuidancePage.objects.get(pk=welsh.pk).save_revision().publish(user=writer)
    assert asked() == {"Arabic: translation_missing"}
