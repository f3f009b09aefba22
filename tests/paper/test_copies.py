"""A form printed for one person holds their answers, and is on record."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from services.applications.access import SESSION_KEY
from services.applications.actions import submit
from services.applications.errors import NotDraft
from services.applications.models import Application, Event
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.paper import views, waiting
from services.paper.actions import print_copy
from services.paper.blank import blank_form
from services.paper.models import PrintedCopy
from services.paper.prints import Print
from tests.builders import adviser, draft, filled
from tests.paper.conftest import words_of

pytestmark = pytest.mark.django_db


def printed(application: Application, language: str = "en", size: Print = Print.STANDARD):
    return print_copy(
        application=application, language=language, size=size, by=citizen(), channel=Channel.ONLINE
    )


def let_in(client: Client, application: Application) -> None:
    session = client.session
    session[SESSION_KEY] = [str(application.pk)]
    session.save()


def test_it_shows_the_reference_and_the_answers_so_far() -> None:
    application = filled(draft())
    _copy, pdf = printed(application)
    words = words_of(pdf.pdf)
    assert application.reference in words
    assert "Aspirin" in words
    assert "Ann" in words


@pytest.mark.database
def test_it_remembers_where_every_answer_stands_and_who_printed_it() -> None:
    application = filled(draft())
    by = adviser()
    copy, pdf = print_copy(
        application=application, language="cy", size=Print.LARGE, by=by, channel=Channel.PHONE
    )
    kept = PrintedCopy.objects.get()
    assert (kept, kept.pages) == (copy, pdf.pages)
    assert (kept.language, kept.size, kept.role, kept.printed_by) == ("cy", "large", "staff", by.user)
    assert {"who.me", "born.day", "medicine~1", "proof.enclosed"} <= kept.page_of().keys()
    assert list(kept.rows) == ["medicines"]
    event = Event.objects.get(kind="printed")
    assert (event.application, event.channel, event.user) == (application, "phone", by.user)
    assert event.codes == {"language": "cy", "size": "large", "pages": pdf.pages}


def test_a_row_is_left_empty_for_one_more() -> None:
    copy, _pdf = printed(filled(draft()))
    assert {"medicine~1", "medicine~2", "medicine~3"} <= copy.page_of().keys()


def test_what_was_sent_is_not_printed_as_a_form() -> None:
    application = filled(draft())
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    application.refresh_from_db()
    with pytest.raises(NotDraft):
        printed(application)


@pytest.mark.database
def test_printing_changes_the_record_so_a_link_alone_does_not_do_it(client: Client) -> None:
    application = draft()
    let_in(client, application)
    address = reverse("paper:prefilled", args=[application.pk])
    assert client.get(address).status_code == 405
    assert PrintedCopy.objects.count() == 0
    answer = client.post(address, {"print": "large"})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert PrintedCopy.objects.get().size == "large"


@pytest.mark.parametrize("name", ["prefilled", "resume_sheet"])
def test_a_stranger_prints_nothing(client: Client, name: str) -> None:
    application = filled(draft())
    answer = client.post(reverse(f"paper:{name}", args=[application.pk]), {"code": "x"})
    assert answer.status_code == 403
    assert PrintedCopy.objects.count() == 0


def test_copies_cannot_be_asked_for_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    application = draft()
    let_in(client, application)
    monkeypatch.setattr(views, "COPIES", replace(views.COPIES, burst=1))
    address = reverse("paper:prefilled", args=[application.pk])
    assert [client.post(address).status_code for _ in range(2)] == [200, 429]


def test_a_long_form_is_drawn_by_a_worker_while_a_page_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    application = filled(draft())
    let_in(client, application)
    blank_form(application.version, "en", Print.STANDARD)
    monkeypatch.setattr(waiting, "AT_ONCE_PAGES", 1)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    address = reverse("paper:prefilled", args=[application.pk])
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(address)
    page = sent["Location"]
    assert "We are making your form" in client.get(page).content.decode()
    assert client.get(f"{page}form.pdf").status_code == 404
    assert Client().get(page).status_code == 403  # nobody else waits for it
    (asked,) = DBTaskResult.objects.filter(task_path__endswith="draw_copy")
    waiting.draw_copy.func(*asked.args_kwargs["args"])
    assert "Your form is ready" in client.get(page).content.decode()
    pdf = client.get(f"{page}form.pdf")
    assert application.reference in words_of(pdf.content)
    copy = PrintedCopy.objects.get()
    assert page.endswith(f"/{copy.code}/")
    at_once = client.post(address, {"now": "yes"})
    assert at_once["Content-Type"] == "application/pdf"
