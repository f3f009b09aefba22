"""Lists inside lists on the web: each person's jobs are asked where the person is."""

from typing import Any

import pytest
from django.urls import reverse

from services.applications import queries
from services.applications.actions import add_row, remove_row, submit
from services.applications.errors import RowGone, TooManyRows
from services.applications.models import Application, RepeatRow
from services.assisted.actions import check_by_document, note_consent, start_session
from services.definitions.channels import Channel
from services.definitions.publishing import publish
from services.definitions.summary import summary
from services.identity.actors import SYSTEM, citizen, staff
from services.identity.roles import StaffRole
from tests.builders import both, small_document
from tests.online.visitor import Visitor
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def step(key: str, kind: str, question: str, label: str, **more: Any) -> dict[str, Any]:
    asked = {"kind": kind, "key": question, "label": both(label)}
    return {"key": key, "section": "all", "questions": [asked], **more}


WORKS = {"op": "equals", "question": "works", "value": True}


@pytest.fixture
def visitor() -> Visitor:
    """Someone who has begun a form about the people of a household and the jobs of each."""
    document = small_document(
        key="household",
        sections=[{"key": "all", "title": both("Household")}],
        steps=[
            step("person", "text", "person", "Name of the person", repeat="people"),
            step("works", "yes_no", "works", "Do they work?", repeat="people"),
            step("job", "text", "job", "What is the job?", repeat="jobs", when=WORKS),
            step("hours", "whole_number", "hours", "Hours a week", repeat="jobs"),
            step("school", "yes_no", "school", "Are they at school?", repeat="people"),
            step("rooms", "whole_number", "rooms", "How many rooms?"),
        ],
        repeats=[
            {"key": "people", "title": both("People"), "item": both("Person")},
            {"key": "jobs", "title": both("Jobs"), "item": both("Job"), "inside": "people", "maximum": 2},
        ],
    )
    publish(document=document, by=SYSTEM)
    someone = Visitor()
    someone.start("household")
    someone.send()  # add the first person
    return someone


def one_job(visitor: Visitor, name: str = "Ann", job: str = "Baker") -> str:
    """A person with one job; the visitor is at the list of that person's jobs."""
    visitor.send(person=name)
    visitor.send(works="yes")
    visitor.send(job=job)
    return visitor.send(hours="20")


def people_of(visitor: Visitor) -> list[str]:
    draft = visitor.application
    return list(RepeatRow.objects.filter(application=draft, repeat="people").values_list("pk", flat=True))


def test_the_first_job_is_asked_at_once_and_then_whether_there_are_more(visitor: Visitor) -> None:
    visitor.send(person="Ann")
    assert "What is the job?" in visitor.send(works="yes")
    page = visitor.send(job="Baker")
    page = visitor.send(hours="20")
    assert "Do you want to add another?" in page
    assert "Baker" in page
    (person,) = people_of(visitor)
    assert visitor.at.endswith(f"/people/{person}/jobs/")
    assert "What is the job?" in visitor.send(add="yes")
    visitor.send(job="Cook")
    page = visitor.send(hours="8")
    assert "The form has no room for more" in page
    assert "Are they at school?" in visitor.send()
    page = visitor.send(school="no")
    assert visitor.at.endswith("/people/")
    assert "Not finished" not in page
    assert "How many rooms?" in visitor.send(add="no")


def test_someone_without_a_job_is_not_asked_about_any(visitor: Visitor) -> None:
    visitor.send(person="Bo")
    assert "Are they at school?" in visitor.send(works="no")


def test_each_person_has_jobs_of_their_own(visitor: Visitor) -> None:
    one_job(visitor)
    visitor.send(add="no")
    visitor.send(school="no")
    visitor.send(add="yes")
    page = one_job(visitor, "Cy", "Diver")
    assert "Diver" in page
    assert "Baker" not in page


def test_back_leads_through_the_rows_inside(visitor: Visitor) -> None:
    one_job(visitor)
    visitor.send(add="no")
    assert "Are they at school?" in visitor.page
    assert "Do you want to add another?" in visitor.press("back")
    assert "Do they work?" in visitor.press("back")
    assert "Name of the person" in visitor.press("back")


def test_a_job_can_be_changed_and_removed(visitor: Visitor) -> None:
    page = one_job(visitor)
    job = RepeatRow.objects.get(repeat="jobs")
    assert f"/jobs/{job.pk}/job/" in page
    visitor.go(visitor.at.replace(f"people/{job.parent_id}/jobs/", f"jobs/{job.pk}/job/"))
    visitor.send(job="Miller")
    visitor.press("back")
    assert 'value="Miller"' in visitor.page
    removing = visitor.at.replace("/job/", "/remove/")
    assert "Miller" in visitor.go(removing)
    page = visitor.send()
    assert visitor.at.endswith(f"/people/{job.parent_id}/jobs/")
    assert "You have not added any yet" in page
    assert "What is the job?" in visitor.send()


def test_nobody_jumps_past_an_open_list_inside_a_row(visitor: Visitor) -> None:
    visitor.send(person="Ann")
    visitor.send(works="yes")
    (person,) = people_of(visitor)
    start = visitor.at[: visitor.at.index("jobs/")]
    visitor.go(f"{start}people/{person}/school/")
    assert visitor.at.endswith(f"/people/{person}/jobs/")
    visitor.go(f"{start}jobs/")
    assert visitor.status == 404
    visitor.go(f"{start}people/{person}/rooms/")
    assert visitor.status == 404


def whole(visitor: Visitor) -> Application:
    one_job(visitor)
    visitor.send(add="no")
    visitor.send(school="no")
    visitor.send(add="no")
    visitor.send(rooms="3")
    return visitor.application


def test_the_check_page_and_the_read_back_say_whose_job_it_is(visitor: Visitor) -> None:
    application = whole(visitor)
    page = visitor.page
    assert "Person 1, Job 1" in page
    assert page.index("Person 1<") < page.index("Person 1, Job 1") < page.index("Baker")
    journey = queries.journey_of(application, channel=Channel.PHONE)
    (part,) = summary(application.document, journey)
    job = next(entry for entry in part.entries if entry.question.key == "job")
    assert (job.value, job.row_number, job.outer.number) == ("Baker", 1, 1)


def test_removing_a_person_removes_their_jobs_for_good_at_submit(visitor: Visitor) -> None:
    application = whole(visitor)
    (person,) = people_of(visitor)
    someone = citizen()
    other = add_row(application=application, repeat="people", by=someone, channel=Channel.ONLINE)
    job = add_row(application=application, repeat="jobs", inside=other.pk, by=someone, channel=Channel.ONLINE)
    remove_row(application=application, row=other.pk, by=someone, channel=Channel.ONLINE)
    with pytest.raises(RowGone):
        add_row(application=application, repeat="jobs", inside=other.pk, by=someone, channel=Channel.ONLINE)
    submit(application=application, declared="ticked", by=someone, channel=Channel.ONLINE)
    left = set(RepeatRow.objects.filter(application=application).values_list("pk", flat=True))
    assert not {other.pk, job.pk} & left
    assert person in left


def test_the_limit_counts_the_jobs_of_one_person(visitor: Visitor) -> None:
    application = whole(visitor)
    (person,) = people_of(visitor)
    someone = citizen()

    def more(inside: str) -> RepeatRow:
        return add_row(
            application=application, repeat="jobs", inside=inside, by=someone, channel=Channel.ONLINE
        )

    empty = more(person)
    assert more(person) == empty
    other = add_row(application=application, repeat="people", by=someone, channel=Channel.ONLINE)
    assert more(other.pk).parent_id == other.pk
    visitor.go(visitor.at.replace("check/", f"jobs/{empty.pk}/job/"))
    visitor.send(job="Cook")
    with pytest.raises(TooManyRows):
        more(person)


def test_an_adviser_asks_the_jobs_of_each_person(visitor: Visitor) -> None:
    draft, adviser = visitor.application, member(StaffRole.ADVISER)
    session = start_session(by=staff(adviser), channel=Channel.PHONE, language="en")
    check_by_document(session=session, application=draft, by=staff(adviser))
    note_consent(session=session)
    browser = at_the_desk(adviser)
    (person,) = people_of(visitor)

    def at(*place: str) -> str:
        return reverse("assisted:ask_row", args=[session.pk, *place])

    def send(address: str, **typed: str) -> str:
        return str(browser.post(address, typed).headers["Location"])

    send(at("people", person, "person"), person="Ann")
    jobs = send(at("people", person, "works"), works="yes")
    assert jobs == at("people", person, "jobs")
    assert "None yet." in browser.get(jobs).content.decode()
    adding = reverse("assisted:add_row", args=[session.pk, "jobs"])
    first = send(adding, inside=person)
    job = RepeatRow.objects.get(repeat="jobs")
    assert (first, job.parent_id) == (at("jobs", job.pk, "job"), person)
    assert send(first, job="Baker") == at("jobs", job.pk, "hours")
    assert send(at("jobs", job.pk, "hours"), hours="20") == jobs
    page = browser.get(jobs).content.decode()
    assert "Baker" in page
    assert f'href="{at("people", person, "school")}"' in page
    removing = reverse("assisted:remove_row", args=[session.pk, "jobs", job.pk])
    assert send(removing) == jobs
    assert "Baker" not in browser.get(jobs).content.decode()
    assert send(adding, inside="unknown") == reverse("assisted:session", args=[session.pk])
