"""What each role opens in the admin, and the second look that a new council starts with."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage
from wagtail.snippets.models import get_snippet_models

from content.gate import dismiss, problems, unanswered
from content.models import HomePage, PageApproval, ServiceForm
from content.roles import ensure_permissions
from services.identity.roles import StaffRole
from tests.content.pages import FINE, draft
from tests.governance.people import writer
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]
AUTHORS = {"contactpoint", "evidencetype", "alert", "synonyms", "bestbet", "serviceform"}
MANAGERS = {"alert", "serviceform", "team"}
OUR_OWN_FORM = {"alert", "serviceform"}
"""Wagtail's boxes for rows and our own editor are opened in other tests."""


def opens(browser: Client, address: str) -> bool:
    return browser.get(address).status_code == 200


@pytest.mark.parametrize(
    ("role", "runs"),
    [(StaffRole.AUTHOR, AUTHORS), (StaffRole.MANAGER, MANAGERS), (StaffRole.ADVISER, set())],
)
def test_each_role_opens_the_editors_of_what_it_runs_and_no_other(role: StaffRole, runs: set[str]) -> None:
    person = member(role)
    browser = at_the_desk(person)
    ours = [model for model in get_snippet_models() if model._meta.app_label == "content"]
    may = set()
    for model in ours:
        name = model._meta.model_name
        listed = opens(browser, f"/admin/snippets/content/{name}/")
        added = person.has_perm(f"content.add_{name}")
        if name not in OUR_OWN_FORM:
            added = opens(browser, f"/admin/snippets/content/{name}/add/")
        assert listed == added, name
        if listed:
            may.add(name)
    assert may == runs
    runs_offices = role is not StaffRole.ADVISER
    assert opens(browser, "/admin/offices/") is runs_offices
    assert opens(browser, "/admin/offices/new/") is runs_offices


def test_what_is_run_is_also_published() -> None:
    author, manager = member(StaffRole.AUTHOR), member(StaffRole.MANAGER)
    for name in ("contactpoint", "evidencetype", "alert"):
        assert author.has_perm(f"content.publish_{name}"), name
    assert manager.has_perm("content.publish_serviceform")
    assert not author.has_perm("content.publish_serviceform")


def test_a_new_council_may_have_a_second_pair_of_eyes_on_every_page() -> None:
    assert {each.get_workflow().name for each in HomePage.objects.all()} == {"Second pair of eyes"}
    assert ServiceForm().get_workflow().name == "Forms"
    ann, bob = writer("Ann"), writer("Bob")
    page = draft(FINE)
    for each in unanswered(page, problems(page)):
        dismiss(page, each, reason="It is only about English bins.", by=ann)
    page.get_workflow().start(page, ann)
    state = page.current_workflow_task_state
    act = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    for other in (ann, member(StaffRole.MANAGER)):
        at_the_desk(other).post(act, {"comment": ""})
        assert not Page.objects.get(pk=page.pk).live
    at_the_desk(bob).post(act, {"comment": ""})
    assert Page.objects.get(pk=page.pk).live


def test_a_council_that_does_without_it_is_not_given_it_again() -> None:
    ensure_permissions()
    assert PageApproval.objects.count() == 1
    WorkflowPage.objects.all().delete()
    Workflow.objects.filter(name="Second pair of eyes").update(active=False)
    ensure_permissions()
    assert not WorkflowPage.objects.exists()


def test_the_command_for_each_release_gives_back_what_is_missing_and_names_the_languages() -> None:
    author, homes = member(StaffRole.AUTHOR), HomePage.objects.order_by("locale_id")
    author.groups.get().permissions.clear()
    GroupPagePermission.objects.all().delete()
    told = StringIO()
    call_command("give_permissions", stdout=told)
    assert "en, cy, ar" in told.getvalue()
    browser = at_the_desk(author)
    for home in homes:
        assert browser.get(f"/admin/pages/{home.pk}/edit/").status_code == 200
    homes.delete()
    call_command("give_permissions", stdout=told)
    assert "make a front page" in told.getvalue()
