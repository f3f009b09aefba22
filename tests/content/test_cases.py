"""An author tries the example cases of a checker before publishing it."""

import json
from typing import Any

import pytest
from django.test import Client

from content.models import ServiceForm
from tests.content.authoring import HAS_BADGE, as_sent, checker, edit_url, save
from tests.content.reading import open_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def case_ids(form: ServiceForm) -> list[str]:
    raw = form.get_latest_revision_as_object().parts.get_prep_value()
    return [block["id"] for block in raw if block["type"] == "example"]


def test_what_the_checker_says_of_each_case_stands_beside_what_is_expected(author: Client) -> None:
    form = checker({"answers": {"has_badge": True}}, {"answers": {"has_badge": False}})
    fine, other = case_ids(form)
    said = author.post("/admin/forms/try/", as_sent(form)).json()
    assert said[fine] == {"found": {"one": "met"}, "problems": []}
    assert said[other]["found"] == {"one": "not_met"}
    (problem,) = said[other]["problems"]
    assert "“You have a badge” (not met)" in problem, "in the form's words, without keys"
    page = author.get(edit_url(form)).content.decode()
    assert json.dumps(said[other]["found"]) in page, "told as soon as the editor opens"


def test_a_case_is_tried_as_it_stands_on_the_screen_and_nothing_is_saved(author: Client) -> None:
    form = checker({"answers": {"has_badge": False}})
    (case,) = case_ids(form)
    sent = as_sent(form)
    name = next(name for name in sent if name.endswith("-value-answers"))
    said = author.post("/admin/forms/try/", {**sent, name: '{"has_badge": true}'}).json()
    assert said[case]["found"] == {"one": "met"}
    newest = ServiceForm.objects.get(pk=form.pk).get_latest_revision_as_object()
    assert newest.compiled().document.examples[0].answers == {"has_badge": False}


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"has_badge": "maybe"}, "nobody could answer “Do you have a badge?” like this"),
        ({"gone": True}, "names “gone”, which this checker does not have"),
    ],
)
def test_an_answer_that_nobody_could_give_is_named_and_nothing_is_judged(
    author: Client, answers: dict[str, Any], told: str
) -> None:
    form = checker({"answers": answers})
    (said,) = author.post("/admin/forms/try/", as_sent(form)).json().values()
    assert said["found"] == {}
    assert told in said["problems"][0]


def test_what_is_wrong_elsewhere_is_told_instead_of_a_verdict(author: Client) -> None:
    form = checker({"answers": {"has_badge": True}})
    sent = as_sent(form)
    rule = next(name for name in sent if name.endswith("-value-rule"))
    wrong = json.dumps({**HAS_BADGE, "question": "nobody"})
    (said,) = author.post("/admin/forms/try/", {**sent, rule: wrong}).json().values()
    assert said["found"] == {}
    assert "nobody" in said["problems"][0]


def test_cases_are_saved_as_they_were_chosen_and_faults_stand_at_them(author: Client) -> None:
    form = checker({"answers": {"has_badge": False}})
    sent = as_sent(form)
    expected = next(name for name in sent if name.endswith("-value-expected"))
    assert save(author, form, **{expected: '{"one": "not_known"}'}).status_code == 302
    assert "“You have a badge” (not met)" in open_page(edit_url(form), author).text
    newest = ServiceForm.objects.get(pk=form.pk).get_latest_revision_as_object()
    assert newest.compiled().document.examples[0].expected == {"one": "not_known"}


def test_only_authors_try_cases(author: Client) -> None:
    assert author.get("/admin/forms/try/").status_code == 405
    assert Client().post("/admin/forms/try/", {}).status_code == 302
