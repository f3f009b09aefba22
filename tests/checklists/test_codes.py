"""A checklist has a code of its own: saved on one device, opened at any door, and only by whoever has it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from content.models import LifeEventPage
from services.applications.models import Application, Event
from services.checklists.models import Belonging, Checklist, ChecklistCode
from services.identity import people
from services.identity.models import User
from services.identity.roles import StaffRole
from tests import builders
from tests.assisted.test_phone import pick_up, send
from tests.checklists.test_web import AT, made, said, signed_in, states, tick
from tests.checklists.world import MIDWIFE, PERMIT, SMP, publish_site
from tests.online.visitor import Visitor
from tests.paper.conftest import words_of
from tests.pdf.verapdf import VeraPdf
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db
CODE = re.compile(r'any-code"><bdi>([^<]+)</bdi>')
REFERENCE = re.compile(r"CK-[0-9A-Z]{4}-[0-9A-Z]{4}")
WRONG = "We could not open anything with those details"


@pytest.fixture
def page() -> LifeEventPage:
    return publish_site()


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


def saved(visitor: Visitor, last_name: str = "O’Brien") -> tuple[str, str]:
    """Save the list; the reference and the code that the page shows."""
    seen = visitor.send(f"{AT}code/", last_name=last_name)
    reference, code = REFERENCE.search(seen), CODE.findall(seen)
    assert reference, seen
    assert code, seen
    return reference[0], code[-1]


def come_back(reference: str, code: str, last_name: str = "obrien") -> Visitor:
    other = Visitor()
    other.go("/resume/")
    other.send(reference=reference, code=code, last_name=last_name)
    return other


def noted() -> list[str]:
    return [each.codes["what"] for each in Event.objects.filter(kind="checklist_changed")]


@pytest.mark.database
def test_whoever_only_ticked_things_saves_the_list_and_opens_it_elsewhere(page: LifeEventPage) -> None:
    visitor = made("poor")
    tick(visitor, MIDWIFE)
    assert "Save this list and get a code" in visitor.go(AT)
    assert f'action="{AT}code/"' in visitor.go(f"{AT}keep/")
    assert "Enter your last name" in visitor.send(f"{AT}code/", last_name="—")
    assert not Checklist.objects.exists()
    reference, code = saved(visitor)
    assert visitor.page.count(code) == 2, "shown, and in the form that prints it"
    assert "Brien" not in visitor.page.split("<main")[1]
    assert visitor.go(f"{AT}code/").count(code) == 0, "shown once"
    assert ChecklistCode.objects.get().digest not in (code, code.replace(" ", ""))

    other = come_back(reference.lower().replace("-", " "), code.lower())
    assert (other.status, other.at) == (200, AT)
    assert states(other.page)[MIDWIFE] == "Done"
    assert reference in other.page
    tick(other, PERMIT, "not_needed")
    assert states(visitor.go(AT))[PERMIT] == "Not needed"
    assert noted() == ["begun", "code_issued", "resumed", "ticked"]

    fresh = saved(visitor)
    assert fresh[0] == reference
    assert WRONG in come_back(reference, code).page, "a new code takes the place of the one before"
    assert come_back(*fresh).at == AT


@pytest.mark.database
def test_wrong_unknown_and_run_out_are_answered_alike_and_tries_are_counted(page: LifeEventPage) -> None:
    reference, code = saved(made())
    stranger = builders.draft().reference
    answers = [come_back(reference, code, "Lee"), come_back(stranger, code, "Lee")]
    with time_machine.travel(timezone.now() + settings.CHECKLIST_RETENTION + timedelta(days=1), tick=False):
        answers.append(come_back(reference, code))
    for each in answers:
        assert (each.status, each.at, WRONG in each.page) == (403, "/resume/", True)
    assert "Check the code" in come_back(reference, "BCD 346 FGC").page
    for _ in range(9):
        come_back(reference, code, "Lee")
    assert come_back(reference, code).status == 429


def test_a_used_code_keeps_the_list_and_what_nobody_uses_goes_with_its_code(page: LifeEventPage) -> None:
    reference, code = saved(made())
    kept = settings.CHECKLIST_RETENTION
    begun = timezone.now()
    with time_machine.travel(begun + kept - timedelta(days=1), tick=False):
        assert come_back(reference, code).at == AT
    with time_machine.travel(begun + kept + timedelta(days=1), tick=False):
        call_command("purge_checklists")
        assert come_back(reference, code).at == AT
    with time_machine.travel(begun + 3 * kept, tick=False):
        call_command("purge_checklists")
        assert WRONG in come_back(reference, code).page
    assert not ChecklistCode.objects.exists()


def test_on_a_shared_device_a_saved_list_can_be_closed_and_only_then(page: LifeEventPage) -> None:
    visitor = made()
    assert "Close the list on this device" not in visitor.go(f"{AT}keep/")
    visitor.send(f"{AT}shut/")
    assert states(visitor.go(AT)), "what is not saved stays"
    reference, code = saved(visitor)
    visitor.send(f"{AT}shut/")
    assert "closed on this device" in visitor.page
    assert visitor.go(AT)
    assert visitor.at.endswith("/ask/")
    assert "Open your list with its code" in visitor.page
    assert states(come_back(reference, code).page)
    owner = signed_in()
    said(owner)
    assert "/keep/" in (owner.send(f"{AT}code/", last_name="Lee") and owner.at), "an account needs no code"


def carried_on(pdf: bytes) -> str:
    """What a printed list says under "To carry on", without spaces."""
    words = words_of(pdf).split("To carry on")[1]
    return words.replace(" ", "")


def test_the_printed_list_says_how_to_carry_on_and_the_code_only_when_it_was_just_made(
    page: LifeEventPage, verapdf: VeraPdf
) -> None:
    visitor = made()
    assert "Reference" not in carried_on(visitor.client.get(f"{AT}print/").content)
    reference, code = saved(visitor)
    pdf = visitor.client.post(f"{AT}print/", {"code": code, "print": "large"}).content
    assert verapdf.broken_rules(pdf) == []
    for part in (reference, code.replace(" ", ""), "/resume"):
        assert part in carried_on(pdf)
    later = carried_on(visitor.client.get(f"{AT}print/").content)
    assert reference in later
    assert code.replace(" ", "") not in later
    assert "Youalsoneedyourcode" in later
    assert visitor.client.post(f"{AT}print/", {"code": "BCD"}).status_code == 400


def test_the_desk_finds_it_by_reference_and_opens_it_by_the_code_that_is_said(
    page: LifeEventPage, desk: Client
) -> None:
    visitor = made("poor")
    tick(visitor, MIDWIFE)
    reference, code = saved(visitor, "Lee")
    call = pick_up(desk)
    lists = f"/desk/help/{call.pk}/checklists/"
    found = send(desk, "find", call.pk, reference=reference.lower()).content.decode()
    assert "A checklist was found" in found
    assert "Having a baby" in found
    assert desk.get(lists).status_code == 403
    send(desk, "choose", call.pk, reference=reference)
    assert desk.get(f"{lists}a-baby/").status_code == 403
    send(desk, "consent", call.pk)
    assert desk.get(f"{lists}a-baby/").status_code == 403
    send(desk, "check_facts", call.pk, postcode="AB1 2CD")
    send(desk, "check_document", call.pk)
    assert desk.get(f"{lists}a-baby/").status_code == 403, "neither facts nor paper show whose list it is"
    assert WRONG in send(desk, "check_code", call.pk, code=code, fact="Leigh").content.decode()
    assert send(desk, "check_code", call.pk, code=code, fact="lee").status_code == 302
    assert reference in desk.get(f"/desk/help/{call.pk}/").content.decode()
    seen = desk.get(f"{lists}found/list/", follow=True).content.decode()
    assert states(seen)[MIDWIFE] == "Done"
    assert SMP not in states(seen)
    assert Event.objects.filter(kind="looked_at", subject=Checklist.objects.get().subject).count() == 1
    desk.post(f"{lists}a-baby/tick/", {"thing": PERMIT, "mark": "not_needed"})
    assert states(visitor.go(AT))[PERMIT] == "Not needed"

    given = desk.post(f"{lists}a-baby/code/", {"fact": "Lee"}).content.decode()
    spoken = CODE.findall(given)[-1]
    pdf = desk.post(f"{lists}a-baby/print/", {"code": spoken}).content
    assert spoken.replace(" ", "") in carried_on(pdf)
    assert come_back(reference, spoken, "Lee").at == come_back(reference, code, "Lee").at == AT

    builders.small_form()
    send(desk, "another", call.pk)
    send(desk, "new", call.pk, form="small")
    assert Belonging.objects.get().application == Application.objects.get()
    assert states(visitor.go(AT))[PERMIT] == "Started"
    send(desk, "choose", call.pk, reference=reference)
    assert desk.get(f"{lists}a-baby/").status_code == 200, "checked already in this help"


def test_a_list_is_made_at_the_desk_for_somebody_who_has_nothing_with_us(
    page: LifeEventPage, desk: Client
) -> None:
    call = pick_up(desk)
    lists = f"/desk/help/{call.pk}/checklists/"
    assert desk.get(lists).status_code == 403
    send(desk, "consent", call.pk)
    assert lists in desk.get(f"/desk/help/{call.pk}/").content.decode()
    desk.post(f"{lists}a-baby/ask/", {"apply": ["employed"]})
    desk.post(f"{lists}a-baby/tick/", {"thing": MIDWIFE, "mark": "done"})
    given = desk.post(f"{lists}a-baby/code/", {"fact": "Lee"}).content.decode()
    reference, code = CODE.findall(given)
    assert states(come_back(reference, code, "Lee").page)[MIDWIFE] == "Done"
    colleague = at_the_desk(member(StaffRole.ADVISER, "other@example.org"))
    assert colleague.get(f"{lists}a-baby/").status_code == 403


def test_the_lists_of_an_erased_person_are_deleted_and_nobody_elses(page: LifeEventPage) -> None:
    ann, bob = signed_in(), signed_in("bob@example.org")
    said(ann), said(bob)
    people.erase(people.person_of(User.objects.get(email="ann@example.org")))
    assert Checklist.objects.get().owner == User.objects.get(email="bob@example.org")
    assert noted()[-1] == "thrown_away"
