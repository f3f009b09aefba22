"""We already have this, at the desk: read out after the check, used answer by answer, marked as such."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from services.applications.actions import save_step, start, submit
from services.applications.models import Application, Event
from services.applications.queries import answers_of, sources_of, typed_of
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.definitions.publishing import current_version, publish
from services.identity.actors import SYSTEM, citizen
from services.identity.models import User
from services.identity.roles import StaffRole
from tests.assisted.test_phone import checked, send
from tests.builders import ONLINE, both, draft, filled, small_document
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db
KNOWN = "We already have this"


def other_form(**changes: Any) -> None:
    questions = [
        {"kind": "name", "key": "called", "label": both("Your name"), "same_as": "person.name"},
        {
            "kind": "date",
            "key": "birthday",
            "label": both("Your birthday"),
            "identifies": "date_of_birth",
            **changes,
        },
        {"kind": "yes_no", "key": "cat", "label": both("Do you have a cat?")},
    ]
    steps = [
        {"key": "you", "section": "you", "title": both("You"), "questions": questions[:2]},
        {"key": "cat", "section": "rest", "questions": questions[2:]},
    ]
    publish(document=small_document(key="other", steps=steps, repeats=[]), by=SYSTEM)


def sent(user: User | None = None) -> Application:
    application = filled(draft(by=citizen(user)), by=citizen(user))
    submit(application=application, declared="ticked", by=citizen(user), channel=ONLINE)
    return Application.objects.get(pk=application.pk)


def begun(user: User | None = None) -> Application:
    return start(version=current_version("other"), by=citizen(user), channel=ONLINE, language="en")


@pytest.fixture
def desk() -> Client:
    other_form()
    return at_the_desk(member(StaffRole.ADVISER))


def seen(desk: Client, call: AssistedSession, stop: str = "you") -> str:
    return desk.get(reverse("assisted:ask", args=[call.pk, stop])).content.decode()


def another(desk: Client, call: AssistedSession) -> Application:
    """Go on with the other form in the same stretch of help."""
    send(desk, "another", call.pk)
    send(desk, "new", call.pk, form="other")
    call.refresh_from_db()
    assert call.application is not None
    return call.application


def offered(page: str) -> dict[str, str]:
    """The yes of each answer that is offered: what its button sends."""
    found = re.findall(r'type="radio" name="(\w+)" id="[^"]+" value="(\d+)"( checked)?', page)
    assert not any(chosen for _name, _value, chosen in found), "something is chosen already"
    return {name: value for name, value, _chosen in found}


def test_what_this_caller_told_us_before_is_read_out_and_used_only_after_each_yes(desk: Client) -> None:
    before = sent()
    call = checked(desk, before)
    now = another(desk, call)
    page = seen(desk, call)
    assert KNOWN in page
    assert "Ann Lee" in page
    assert before.reference in page
    assert "Small permit" in page
    assert answers_of(now).values == {}, "nothing is filled in before they say yes"
    yes = offered(page)
    refused = send(desk, "earlier", call.pk, "you", called=yes["called"])
    assert "Choose what they said" in refused.content.decode()
    assert answers_of(now).values == {}
    send(desk, "earlier", call.pk, "you", called=yes["called"], birthday="no")
    assert answers_of(now).values == {"called": {"given": "Ann", "family": "Lee"}}
    source = sources_of(now)["called", ""]
    assert source.carried_from == before.reference
    assert (source.channel, source.given_by, source.keyed_by) == (Channel.COUNTER, "citizen", "Sam Carter")
    page = seen(desk, call)
    assert KNOWN not in page, "who said no is not asked about it again"
    assert 'name="birthday-day"' in page
    assert 'value="1980"' not in page
    assert "They said it is still right, at a counter" in page
    assert "Sam Carter" in page


def test_both_applications_tell_their_person_what_the_adviser_did(desk: Client) -> None:
    before = sent()
    call = checked(desk, before)
    now = another(desk, call)
    looks = Event.objects.filter(kind="looked_at", application=before).count()
    assert looks == 0
    yes = offered(seen(desk, call))
    assert Event.objects.filter(kind="looked_at", application=before, user=call.staff).count() == 1
    send(desk, "earlier", call.pk, "you", called=yes["called"], birthday="no")
    told = list(Event.objects.filter(application=now, user=call.staff).values_list("kind", flat=True))
    assert "prefilled" in told
    assert "earlier_refused" in told


def test_when_all_is_still_right_the_script_goes_straight_on(desk: Client) -> None:
    call = checked(desk, sent())
    now = another(desk, call)
    answer = send(desk, "earlier", call.pk, "you", **offered(seen(desk, call)))
    assert answer.url == reverse("assisted:ask", args=[call.pk, "cat"])
    assert answers_of(now).values["birthday"] == "1980-02-01"


def test_an_account_s_earlier_answers_are_offered_to_its_own_person(desk: Client) -> None:
    ann = User.objects.create_user("ann@example.org")
    sent(ann)
    call = checked(desk, begun(ann))
    assert "Ann Lee" in seen(desk, call)


def test_nobody_else_s_answers_are_offered(desk: Client) -> None:
    ann, bob = (User.objects.create_user(f"{name}@example.org") for name in ("ann", "bob"))
    sent(ann)
    sent()
    call = checked(desk, begun(bob))
    page = seen(desk, call)
    assert KNOWN not in page
    assert "Ann Lee" not in page
    assert 'name="called-given"' in page


def test_who_acts_for_somebody_who_is_not_there_hears_nothing_of_their_account(desk: Client) -> None:
    ann = User.objects.create_user("ann@example.org")
    sent(ann)
    application = begun(ann)
    desk.post(
        reverse("assisted:home"),
        {"channel": "phone", "authority": "acting", "acting_name": "Jo Lee, daughter"},
    )
    call = AssistedSession.objects.get(ended_at__isnull=True)
    send(desk, "choose", call.pk, reference=application.reference)
    send(desk, "check_document", call.pk)
    send(desk, "consent", call.pk)
    assert KNOWN not in seen(desk, call)


def test_an_earlier_stretch_of_help_opens_nothing_in_this_one(desk: Client) -> None:
    before = sent()
    yesterday = checked(desk, before)
    send(desk, "end", yesterday.pk, outcome="continues")
    call = checked(desk, begun())
    assert KNOWN not in seen(desk, call)
    send(desk, "another", call.pk)
    send(desk, "choose", call.pk, reference=before.reference)
    call.refresh_from_db()
    assert call.check_made == "none"


def test_who_was_checked_in_this_help_need_not_be_checked_twice(desk: Client) -> None:
    before = sent()
    call = checked(desk, before)
    another(desk, call)
    send(desk, "another", call.pk)
    page = desk.get(reverse("assisted:session", args=[call.pk])).content.decode()
    assert "Already checked in this help" in page
    send(desk, "choose", call.pk, reference=before.reference)
    call.refresh_from_db()
    assert (call.application, call.check_made) == (before, "document")


def test_a_failed_check_offers_nothing(desk: Client) -> None:
    before = sent()
    desk.post(reverse("assisted:home"), {"channel": "phone", "authority": "self"})
    call = AssistedSession.objects.get(ended_at__isnull=True)
    send(desk, "choose", call.pk, reference=before.reference)
    wrong = {"check_born-day": "1", "check_born-month": "2", "check_born-year": "1981", "postcode": "ZZ1 1AA"}
    send(desk, "check_facts", call.pk, **wrong)
    send(desk, "consent", call.pk)
    send(desk, "another", call.pk)
    send(desk, "new", call.pk, form="other")
    assert KNOWN not in seen(desk, call)


def test_what_does_not_fit_is_typed_in_to_be_finished_not_answered() -> None:
    other_form(when_is="future")
    desk = at_the_desk(member(StaffRole.ADVISER))
    call = checked(desk, sent())
    now = another(desk, call)
    page = seen(desk, call)
    assert "It does not fit this form as it is." in page
    send(desk, "earlier", call.pk, "you", **offered(page))
    assert set(answers_of(now).values) == {"called"}
    typed = typed_of(now, "you")
    assert typed is not None
    assert typed["birthday"]["year"] == "1980"
    page = seen(desk, call)
    assert KNOWN not in page
    assert 'value="1980"' in page


def test_what_changed_meanwhile_is_asked_about_anew(desk: Client) -> None:
    before = filled(draft())
    call = checked(desk, before)
    now = another(desk, call)
    old = offered(seen(desk, call))
    save_step(
        application=before,
        step="person",
        values={"name": {"given": "Anna", "family": "Lee"}},
        by=citizen(),
        channel=ONLINE,
    )
    page = send(desk, "earlier", call.pk, "you", **old).content.decode()
    assert "Anna Lee" in page
    assert answers_of(now).values == {}


def test_keying_a_blank_tells_that_we_have_it_and_leads_to_asking(desk: Client) -> None:
    before = sent()
    call = checked(desk, before)
    now = another(desk, call)
    page = desk.get(reverse("assisted:key_page", args=[call.pk, "you"])).content.decode()
    assert "ask whether it is still right" in page
    assert before.reference in page
    assert "Ann Lee" not in page, "it is shown where it is read out"
    overview = desk.get(reverse("assisted:key", args=[call.pk])).content.decode()
    assert "ask whether it is still right" in overview
    assert answers_of(now).values == {}
