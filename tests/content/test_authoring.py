"""Authors write forms in the editor; what is wrong is shown at its field, and nothing wrong goes live."""

import html
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.actions.registry import action_registry
from wagtail.models import Revision

from content.authoring.publishing import PublishForm
from content.gate import NotYet
from content.models import ServiceForm
from services.definitions.drafts import save_draft
from services.definitions.exchange.exporting import as_content
from services.definitions.models import FormVersion
from services.definitions.publishing import current_version
from services.identity.actors import SYSTEM
from services.identity.roles import StaffRole
from tests.content.authoring import HAS_BADGE, as_sent, edit_url, save, small_form, written
from tests.content.reading import open_page
from tests.definitions.documents import ask, ending, step, words
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

EVIDENCE = {"kind": "evidence", "key": "proof", "label": words("Your proof"), "ways": ["upload"]}
LONG = "This question goes on and on " * 8


@pytest.fixture
def manager(sample: None, db: None) -> Client:
    """A manager's browser, signed in with a second factor."""
    return at_the_desk(member(StaffRole.MANAGER))


def confirm(browser: Client, form: ServiceForm, **more: str):
    return browser.post(f"/admin/forms/{form.pk}/publish/", {"open_drafts": "keep", **more})


def versions(key: str = "small") -> int:
    return FormVersion.objects.filter(form__key=key).count()


def test_an_author_opens_a_form_with_all_its_questions(author: Client) -> None:
    page = author.get(edit_url(written())).content.decode()
    assert "Do you have a badge?" in html.unescape(page)
    assert 'id="form-grammar"' in page


def test_saving_a_form_unchanged_changes_nothing(author: Client) -> None:
    form = written()
    assert save(author, form).status_code == 302
    again = ServiceForm.objects.get(pk=form.pk).get_latest_revision_as_object()
    assert again.compiled().document == small_form()


def test_a_draft_with_faults_can_be_saved_and_says_what_is_wrong(author: Client) -> None:
    form = written()
    name = next(name for name in as_sent(form) if name.endswith("questions-0-value-label"))
    assert save(author, form, **{name: "{}"}).status_code == 302
    page = open_page(edit_url(form), author)
    assert "Stops publishing" in page.text


def test_a_fault_is_shown_at_its_field(manager: Client) -> None:
    form = written()
    rule = '{"op": "equals", "question": "nobody", "value": true}'
    name = next(name for name in as_sent(form) if name.endswith("steps-1-value-when"))
    answer = save(manager, form, "publish", **{name: rule})
    assert answer.status_code == 200
    (error,) = answer.context["form"].errors.as_data()["parts"]
    wrong = error.block_errors[0].block_errors["steps"].block_errors[1].block_errors
    assert list(wrong) == ["when"]
    assert "nobody" in wrong["when"].messages[0]
    assert versions() == 0


def test_an_author_lets_the_way_end_for_some(manager: Client) -> None:
    stop = ending("no-badge", {**HAS_BADGE, "value": False}, title=words("You need a badge"))
    document = small_form(steps=[*as_content(small_form())["steps"], stop])
    form = written(document)
    assert save(manager, form).status_code == 302
    assert ServiceForm.objects.get(pk=form.pk).get_latest_revision_as_object().compiled().document == document
    page = open_page(f"/admin/forms/{form.pk}/map/", manager)
    assert "■. You need a badge" in page.text
    confirm(manager, form)
    assert current_version("small").document.steps_by_key["no-badge"].ends


def test_what_an_end_of_the_way_lacks_is_shown_at_its_field(manager: Client) -> None:
    stop = ending("no-badge", None, guidance=None)
    form = written(small_form(steps=[*as_content(small_form())["steps"], stop]))
    answer = save(manager, form, "publish")
    (error,) = answer.context["form"].errors.as_data()["parts"]
    wrong = error.block_errors[0].block_errors["steps"].block_errors[2].block_errors
    assert {name: each.messages[0][:20] for name, each in wrong.items()} == dict.fromkeys(
        ("guidance", "when"), "The way ends at step"
    )


def test_publishing_makes_the_version_that_the_web_serves(manager: Client) -> None:
    form = written()
    answer = save(manager, form, "publish")
    assert answer.url == f"/admin/forms/{form.pk}/publish/"
    assert versions() == 0
    assert confirm(manager, form).status_code == 302
    assert current_version("small").document == small_form()
    assert ServiceForm.objects.get(pk=form.pk).live
    assert "Made" in open_page("/apply/small/").text


def test_the_author_sees_what_changes_and_chooses_what_happens_to_open_applications(manager: Client) -> None:
    form = written()
    confirm(manager, form)
    content = as_content(small_form())
    content["steps"][0]["questions"][0]["label"] = words("Have you got a badge?")
    written(small_form(steps=content["steps"]))
    page = open_page(f"/admin/forms/{form.pk}/publish/", manager)
    assert "Only other words" in page.text
    assert "Have you got a badge?" in page.text
    confirm(manager, form, open_drafts="close")
    assert str(current_version("small").open_drafts) == "close"


def test_a_form_that_an_author_has_locked_is_not_published_over_them(manager: Client) -> None:
    form = written()
    ServiceForm.objects.filter(pk=form.pk).update(locked=True, locked_by=member(StaffRole.AUTHOR))
    assert (
        "locked"
        in manager.post(
            f"/admin/forms/{form.pk}/publish/", {"open_drafts": "keep"}, follow=True
        ).content.decode()
    )
    assert versions() == 0


def test_advice_must_be_read_before_publishing(manager: Client) -> None:
    form = written(small_form(steps=[step("one", ask("text", "one", label=words(LONG)))]))
    page = open_page(edit_url(form), manager)
    assert "Question “This question goes on" in page.text, "told by its words, not by its key"
    assert "Ask it in fewer words" in page.text
    assert confirm(manager, form).status_code == 200
    assert versions() == 0
    assert confirm(manager, form, read="on").status_code == 302
    assert versions() == 1


def test_what_would_shut_people_out_cannot_be_waved_through(manager: Client) -> None:
    form = written(small_form(steps=[step("one", EVIDENCE)]))
    confirm(manager, form, read="on")
    assert versions() == 0


# -- every way of publishing goes through the gate --------------------------------------------------


def broken() -> ServiceForm:
    content = as_content(small_form())
    content["steps"][1]["when"]["question"] = "nobody"
    return written(None, steps=content["steps"])


def test_the_editor_does_not_publish_a_broken_form(manager: Client) -> None:
    assert save(manager, broken(), "publish").status_code == 200
    assert versions() == 0


def test_the_confirming_page_does_not_publish_a_broken_form(manager: Client) -> None:
    assert confirm(manager, broken(), read="on").status_code == 302
    assert versions() == 0


def test_code_does_not_publish_a_broken_form() -> None:
    form = broken()
    with pytest.raises(NotYet):
        form.latest_revision.publish()
    assert versions() == 0
    assert not ServiceForm.objects.get(pk=form.pk).latest_revision.approved_go_live_at


def test_the_programming_interface_finds_the_same_gate() -> None:
    action = action_registry.get_action_class(ServiceForm, "publish")
    assert action is PublishForm
    with pytest.raises(ValidationError):
        action(broken().latest_revision).execute()
    assert versions() == 0


def test_a_broken_form_cannot_be_submitted_for_approval(author: Client) -> None:
    form = broken()
    assert save(author, form, "submit").status_code == 200
    assert not form.workflow_in_progress


def test_a_manager_approves_what_an_author_submits(author: Client, manager: Client) -> None:
    form = written()
    assert save(author, form, "submit").status_code == 302
    state = ServiceForm.objects.get(pk=form.pk).current_workflow_task_state
    url = f"/admin/snippets/content/serviceform/workflow/action/{form.pk}/approve/{state.pk}/"
    manager.post(url, {"comment": ""})
    assert current_version("small").document == small_form()


def test_what_was_broken_after_it_was_submitted_cannot_be_approved(author: Client, manager: Client) -> None:
    form = written()
    save(author, form, "submit")
    state = ServiceForm.objects.get(pk=form.pk).current_workflow_task_state
    broken()
    url = f"/admin/snippets/content/serviceform/workflow/action/{form.pk}/approve/{state.pk}/"
    answer = manager.post(url, {"comment": ""})
    assert answer.status_code < 500
    assert versions() == 0
    assert ServiceForm.objects.get(pk=form.pk).workflow_in_progress


def test_a_scheduled_form_becomes_a_version_when_its_time_comes(manager: Client) -> None:
    form = written()
    newest = form.get_latest_revision_as_object()
    newest.go_live_at = timezone.now() + timedelta(days=1)
    newest.save_revision()
    confirm(manager, form)
    assert versions() == 0
    scheduled = Revision.objects.get(approved_go_live_at__isnull=False)
    earlier = timezone.now() - timedelta(hours=1)
    scheduled.content["go_live_at"] = earlier.isoformat()
    scheduled.approved_go_live_at = earlier
    scheduled.save()
    call_command("publish_due")
    assert versions() == 1


def test_a_form_that_cannot_go_live_keeps_its_time_and_lets_the_others_go(manager: Client) -> None:
    held = broken().latest_revision
    fine = written(small_form(key="other")).latest_revision
    earlier = timezone.now() - timedelta(hours=1)
    for revision in (held, fine):
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=earlier)
    with pytest.raises(CommandError, match="nobody"):
        call_command("publish_due")
    assert versions() == 0
    assert versions("other") == 1
    assert Revision.objects.get(pk=held.pk).approved_go_live_at == earlier


# -- who may, and where forms come from ------------------------------------------------------------


def test_an_author_does_not_publish(author: Client) -> None:
    form = written()
    save(author, form, "publish")
    assert confirm(author, form).status_code in (302, 403)
    assert versions() == 0


def test_managers_do_not_reach_pages_or_people(manager: Client) -> None:
    assert manager.get("/admin/snippets/content/serviceform/").status_code == 200
    for path in ("/admin/users/", "/admin/snippets/content/contactpoint/"):
        assert manager.get(path).status_code == 302


def test_an_imported_form_is_taken_over(author: Client) -> None:
    save_draft(key="small", content=as_content(small_form()), by=SYSTEM)
    assert "small" in open_page("/admin/forms/", author).text
    author.post("/admin/forms/take/small/")
    taken = ServiceForm.objects.get(key="small")
    assert taken.get_latest_revision_as_object().compiled().document == small_form()
    assert versions() == 0


def test_a_copy_is_a_form_of_its_own(author: Client) -> None:
    form = written()
    page = author.get(f"/admin/snippets/content/serviceform/copy/{form.pk}/")
    assert page.status_code == 200
    fields = as_sent(form) | {"key": "", "title": '{"en": "Made again"}'}
    author.post("/admin/snippets/content/serviceform/add/", fields)
    assert ServiceForm.objects.get(key="made-again").get_latest_revision_as_object().compiled().document


@pytest.mark.parametrize("mode", ["web-en", "web-ar", "phone-cy"])
def test_a_draft_is_previewed_as_the_channels_show_it(author: Client, mode: str) -> None:
    form = written()
    address = f"/admin/snippets/content/serviceform/preview/{form.pk}/"
    author.post(f"{address}?mode={mode}", as_sent(form))
    page = open_page(f"{address}?mode={mode}", author)
    assert "Do you have a badge?" in page.text
    assert page.tree.get("dir") == ("rtl" if mode.endswith("ar") else "ltr")
    assert "unsafe-inline" not in page.response["Content-Security-Policy"]


@pytest.mark.pdf
def test_a_draft_is_previewed_on_paper(author: Client) -> None:
    form = written()
    address = f"/admin/snippets/content/serviceform/preview/{form.pk}/"
    author.post(f"{address}?mode=paper-en", as_sent(form))
    answer = author.get(f"{address}?mode=paper-en")
    assert answer["Content-Type"] == "application/pdf"


def test_the_map_says_in_words_what_it_draws(author: Client) -> None:
    page = open_page(f"/admin/forms/{written().pk}/map/", author)
    assert "Only if your answer to question 1 is “Yes”" in page.text
    assert len(page.all("path", class_="form-map__arrow")) == 1 or b"form-map__arrow" in page.response.content


def test_texts_go_to_a_translator_and_come_back(author: Client) -> None:
    form = written()
    address = f"/admin/forms/{form.pk}/texts/cy/"
    po = author.get(address).content.decode()
    assert 'msgid "Do you have a badge?"' in po
    sent = re.sub(r'(msgid "Do you have a badge\?"\nmsgstr ")', r"\1Oes gennych fathodyn?", po)
    author.post(address, {"file": SimpleUploadedFile("small.cy.po", sent.encode())})
    newest = ServiceForm.objects.get(pk=form.pk).get_latest_revision_as_object()
    label = newest.compiled().document.questions["has_badge"].label
    assert label == {"en": "Do you have a badge?", "cy": "Oes gennych fathodyn?"}


def test_what_is_still_empty_is_told_in_the_editors_own_words(author: Client) -> None:
    page = author.get("/admin/snippets/content/serviceform/add/").content.decode()
    assert "Declaration before sending" in page, "a new form begins with what every form has"
    content = as_content(small_form())
    del content["declaration"]["label"]
    del content["privacy"]
    del content["steps"][0]["questions"][0]["label"]
    found = open_page(edit_url(written(None, **content)), author).text
    assert "Declaration before sending (Question) is still empty. Fill it in." in found
    assert "question has_badge (Question) is still empty." in found
    assert "steps[" not in found
