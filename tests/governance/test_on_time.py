"""What was to happen at a time happens then: one page that is stopped never holds up the others."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from content.models import GuidancePage, ScheduleFailure
from services.identity.models import User
from services.identity.roles import StaffRole
from services.notifications.models import Message
from tests.content.pages import EMPTY, FINE, draft, is_live, rewrite, schedule
from tests.content.reading import open_page
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("tree")]

HOUR = timedelta(hours=1)


@pytest.fixture
def writer() -> User:
    return member(StaffRole.AUTHOR)


@pytest.fixture
def editor(writer: User) -> Client:
    return at_the_desk(writer)


def test_t6_a_page_that_is_stopped_holds_up_no_other_and_is_told_of_once(writer: User) -> None:
    held, fine = draft(EMPTY, owner=writer), draft(FINE, "Glass")
    schedule(held, timezone.now() - 2 * HOUR)
    schedule(fine, timezone.now() - HOUR)
    for _run in range(2):
        with pytest.raises(CommandError, match="This is empty"):
            call_command("publish_due")
        assert is_live(fine)
    assert Revision.objects.get(pk=held.latest_revision_id).approved_go_live_at
    assert Message.objects.filter(kind="schedule_failed").count() == 1
    held = rewrite(held, FINE)
    schedule(held, timezone.now() - HOUR)
    call_command("publish_due")
    assert is_live(held)
    assert not ScheduleFailure.still_open().exists()


def test_t7_a_page_whose_address_was_taken_keeps_its_time_and_somebody_is_told(
    editor: Client, writer: User, django_capture_on_commit_callbacks
) -> None:
    late, other = draft(FINE, "Late", owner=writer), draft(FINE, "Glass")
    rewrite(late, FINE, slug="glass")
    due = timezone.now() - HOUR
    schedule(GuidancePage.objects.get(pk=late.pk), due)
    schedule(other, timezone.now() - HOUR / 2)
    with pytest.raises(CommandError, match="Late"), django_capture_on_commit_callbacks(execute=True):
        call_command("publish_due")
    assert is_live(other)
    assert not is_live(late)
    assert GuidancePage.objects.get(pk=late.pk).scheduled_revision.approved_go_live_at == due
    (told,) = mail.outbox
    assert told.to == [writer.email]
    assert told.subject == "Not published: Late"
    assert f"/admin/pages/{late.pk}/edit/" in told.body
    assert "already in use" in told.body
    assert f"/admin/pages/{late.pk}/edit/" in open_page("/admin/", editor).links().values()
    for address in ("/admin/", f"/admin/pages/{late.pk}/edit/"):
        assert "“Late” was to be published on" in open_page(address, editor).text


def test_what_cannot_be_taken_down_holds_up_no_other(monkeypatch) -> None:
    stuck, over = draft(FINE, "Stuck"), draft(FINE, "Over")
    for page in (stuck, over):
        page.get_latest_revision().publish()
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
    unpublish = UnpublishPageAction.execute

    def breaks(action, *args, **options):
        if action.object.pk == stuck.pk:
            raise RuntimeError
        return unpublish(action, *args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(UnpublishPageAction, "execute", breaks)
        for _run in range(2):
            with pytest.raises(CommandError, match=r"expire Stuck: .*RuntimeError"):
                call_command("publish_due")
    assert is_live(stuck)
    assert not is_live(over)
    failure = ScheduleFailure.still_open().get()
    assert (failure.what, failure.title) == ("expire", "Stuck")
    call_command("publish_due")
    assert not is_live(stuck)
    assert not ScheduleFailure.still_open().exists()
