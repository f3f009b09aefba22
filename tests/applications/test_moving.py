"""A form that changes while people are filling it in: nothing is lost, and no more asked than must be."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.applications.actions import (
    add_row,
    begin_again,
    catch_up,
    keep_typed,
    keep_typed_before,
    move,
    note_change_told,
    publish_form,
    save_step,
    settle_all,
    start,
    submit,
)
from services.applications.actions.settling import settle_batch
from services.applications.changed import news_of, set_aside
from services.applications.errors import DraftClosed, FormChanged, NotComplete
from services.applications.models import Answer, Application, Event
from services.applications.queries import answers_of, journey_of, typed_of, with_everything
from services.applications.sealing import open_value
from services.definitions.document import Document
from services.definitions.models import FormVersion
from services.definitions.publishing import publish
from services.definitions.versions.changes import changes
from services.definitions.versions.fates import CLOSE, KEEP, MOVE, Fate, OpenDrafts, read
from services.identity.actors import SYSTEM, citizen
from tests import builders
from tests.builders import ONLINE, both

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ONE = citizen()


def edited(old: Document | None = None, **questions: dict[str, Any] | None) -> Document:
    """The small form with questions changed by key; None takes a question out, with its step if empty."""
    content = (old or builders.small_document()).model_dump(mode="json", by_alias=True)
    for step in content["steps"]:
        kept = []
        for question in step["questions"]:
            change = questions.get(question["key"], {})
            if change and "kind" in change:  # another kind keeps nothing that belonged to the first
                kept.append({"key": question["key"], "label": question["label"], **change})
            elif change is not None:
                kept.append({**question, **change})
        step["questions"] = kept
    content["steps"] = [step for step in content["steps"] if step["questions"]]
    return Document.model_validate(content)


def with_question(key: str, **more: Any) -> Document:
    """The small form with one more question, in a step of its own."""
    content = builders.small_document().model_dump(mode="json", by_alias=True)
    asked = {"kind": "yes_no", "key": key, "label": both(key), **more}
    content["steps"].append({"key": key, "section": "rest", "questions": [asked]})
    return Document.model_validate(content)


def released(document: Document) -> FormVersion:
    return publish(document=document, by=SYSTEM)


def filled() -> Application:
    return builders.filled(builders.draft())


def fresh(application: Application) -> Application:
    return with_everything().get(pk=application.pk)


def moved(application: Application, document: Document) -> Application:
    move(application=application, to=released(document))
    return fresh(application)


def save(application: Application, step: str, row: str = "", **values: Any) -> None:
    save_step(application=application, step=step, row=row, values=values, by=ONE, channel=ONLINE)


def history(application: Application) -> dict[int, tuple[str, str, Any]]:
    box = application.box
    return {
        answer.pk: (answer.question, answer.row, open_value(box, answer.question, answer.row, answer.value))
        for answer in Answer.objects.filter(application=application)
    }


NO_HELP = {"who": {"options": [{"key": key, "label": both(key)} for key in ("other", "child")]}}


# -- one application ---------------------------------------------------------------------------------


def test_other_words_ask_nothing_again_and_tell_nothing() -> None:
    application = filled()
    before = answers_of(application)
    application = moved(application, edited(who={"label": both("For whom?")}))
    assert application.version.number == 2
    assert answers_of(application) == before
    assert application.changed_from is None
    assert journey_of(application, channel=ONLINE).complete


def test_an_answer_that_still_holds_keeps_its_version_and_counts() -> None:
    application = moved(filled(), edited(medicine={"max_length": 10}))
    kept = Answer.objects.get(application=application, question="medicine")
    assert kept.version.number == 1
    assert kept.superseded_at is None
    assert application.changed_from is None


def test_an_answer_that_no_longer_holds_is_asked_again_and_stays_in_view() -> None:
    application = moved(filled(), edited(**NO_HELP))
    assert "who" not in answers_of(application).values
    (again,) = set_aside(application, answers_of(application))
    assert (again.question.key, again.value, again.fits, again.reason) == (
        "who",
        "me",
        False,
        "option_removed",
    )
    assert [option.key for option in again.asked_before.options] == ["me", "other"]  # type: ignore[attr-defined]
    note_change_told(application=application, by=ONE, channel=ONLINE)
    with pytest.raises(NotComplete):
        submit(application=fresh(application), declared="ticked", by=ONE, channel=ONLINE)


def test_a_question_that_means_something_else_is_asked_again_filled_in() -> None:
    application = moved(filled(), edited(medicine={"meaning": 2}))
    (again,) = set_aside(application, answers_of(application))
    assert (again.question.key, again.fits, again.filled, bool(again.row)) == (
        "medicine",
        True,
        "Aspirin",
        True,
    )
    save(application, "medicine", again.row, medicine="Aspirin", dose=None)
    assert set_aside(application, answers_of(application)) == []
    assert Answer.objects.filter(application=application, question="medicine").count() == 2
    current = Answer.objects.get(application=application, question="medicine", superseded_at__isnull=True)
    assert current.version.number == 2


def test_what_is_sent_after_a_move_is_checked_against_the_new_version_only() -> None:
    application = moved(filled(), with_question("pets"))
    assert not journey_of(application, channel=ONLINE).complete
    note_change_told(application=application, by=ONE, channel=ONLINE)
    with pytest.raises(NotComplete):
        submit(application=fresh(application), declared="ticked", by=ONE, channel=ONLINE)
    save(application, "pets", pets=False)
    receipt = submit(application=fresh(application), declared="ticked", by=ONE, channel=ONLINE)
    assert receipt.application.version.number == 2


def test_nobody_sends_a_changed_form_before_they_were_told() -> None:
    application = moved(filled(), edited(dose=None))
    assert journey_of(application, channel=ONLINE).complete
    assert application.changed_from is None, "a question left blank is nobody's loss"
    application = moved(application, edited(dose=None, proof=None))
    with pytest.raises(FormChanged):
        submit(application=application, declared="ticked", by=ONE, channel=ONLINE)
    note_change_told(application=application, by=ONE, channel=ONLINE)
    assert submit(application=fresh(application), declared="ticked", by=ONE, channel=ONLINE)


def test_the_news_names_what_is_asked_again_new_and_gone() -> None:
    document = with_question("pets")
    document = edited(document, born={"meaning": 2}, proof=None)
    news = news_of(moved(filled(), document))
    assert [again.question.key for again in news.again] == ["born"]
    assert [question.key for question in news.new] == ["pets"]
    assert [question.key for question in news.gone] == ["proof"]


def test_someone_who_answered_nothing_is_told_nothing() -> None:
    assert moved(builders.draft(), with_question("pets")).changed_from is None


def test_two_changes_in_a_row_are_told_together() -> None:
    application = moved(filled(), with_question("pets"))
    application = moved(application, edited(with_question("pets"), born={"meaning": 2}))
    assert application.changed_from is not None
    assert application.changed_from.number == 1
    news = news_of(application)
    assert [question.key for question in news.new] == ["pets"]
    assert [again.question.key for again in news.again] == ["born"]


def test_a_question_that_comes_back_is_judged_by_what_its_answer_was_given_to() -> None:
    application = moved(filled(), edited(born=None))
    assert set_aside(application, answers_of(application)) == []
    application = moved(application, edited(born={"meaning": 2}))
    assert [again.question.key for again in set_aside(application, answers_of(application))] == ["born"]


def test_a_person_is_still_found_by_a_name_that_is_asked_again() -> None:
    application = moved(filled(), edited(name={"meaning": 2}))
    assert application.findings.count() == 1


def test_a_list_that_became_too_long_is_told_and_must_be_shortened() -> None:
    application = filled()
    row = add_row(application=application, repeat="medicines", by=ONE, channel=ONLINE)
    save(application, "medicine", row.id, medicine="Insulin", dose=None)
    shorter = [{**builders.small_document().model_dump(mode="json")["repeats"][0], "maximum": 1}]
    application = moved(application, builders.small_document(repeats=shorter))
    assert [repeat.key for repeat in news_of(application).lists] == ["medicines"]
    assert not journey_of(application, channel=ONLINE).complete


def test_typing_follows_its_question_to_another_step() -> None:
    application = builders.draft()
    keep_typed(
        application=application,
        step="person",
        typed={"born": {"day": "31"}, "name": {"given": "Ann"}},
        channel=ONLINE,
    )
    content = builders.small_document().model_dump(mode="json", by_alias=True)
    born = content["steps"][2]["questions"].pop()
    content["steps"].append({"key": "birth", "section": "rest", "questions": [born]})
    application = moved(application, Document.model_validate(content))
    assert typed_of(application, "birth") == {"born": {"day": "31"}}
    assert typed_of(application, "person") == {"name": {"given": "Ann"}}


def test_the_event_of_a_move_says_how_much_is_asked_again() -> None:
    application = moved(filled(), edited(**NO_HELP))
    event = Event.objects.get(application=application, kind="moved_to_version")
    assert event.codes == {"before": 1, "after": 2, "asked_again": 1}


def test_moving_twice_changes_nothing() -> None:
    application = moved(filled(), edited(**NO_HELP))
    before = history(application)
    assert not move(application=application, to=application.version)
    assert history(application) == before
    with pytest.raises(ValueError, match="not a version"):
        move(application=application, to=builders.long_form(5))


# -- at the same moment ------------------------------------------------------------------------------


def test_a_save_from_a_page_of_the_old_version_is_no_answer_to_the_new_one() -> None:
    seen = filled()
    moved(seen, edited(who={"meaning": 2}))
    with pytest.raises(FormChanged):
        save(seen, "who", who="other")
    with pytest.raises(FormChanged):
        submit(application=seen, declared="ticked", by=ONE, channel=ONLINE)
    keep_typed_before(application=seen, step="who", typed={"who": {"": "other"}}, channel=ONLINE)
    assert typed_of(fresh(seen), "who") == {"who": {"": "other"}}


def test_a_sent_application_is_never_moved() -> None:
    application = filled()
    submit(application=application, declared="ticked", by=ONE, channel=ONLINE)
    released(edited(**NO_HELP))
    assert not move(application=application, to=application.version.form.current)
    assert catch_up(fresh(application)).version.number == 1


# -- what the author chose ---------------------------------------------------------------------------


def put_out(document: Document, open_drafts: OpenDrafts, capture: Any) -> None:
    with capture(execute=True):
        publish_form(document=document, by=SYSTEM, open_drafts=open_drafts)


def test_kept_applications_move_at_the_first_opening_after_the_date(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = filled()
    today = timezone.localdate()
    until = OpenDrafts(Fate.KEEP, today)
    put_out(edited(**NO_HELP), until, django_capture_on_commit_callbacks)
    assert catch_up(fresh(application)).version.number == 1
    monkeypatch.setattr(timezone, "localdate", lambda: today + timedelta(days=1))
    assert catch_up(fresh(application)).version.number == 2


def test_kept_without_a_date_they_stay(django_capture_on_commit_callbacks: Any) -> None:
    application = filled()
    put_out(edited(**NO_HELP), KEEP, django_capture_on_commit_callbacks)
    assert catch_up(fresh(application)).version.number == 1
    put_out(edited(dose=None), MOVE, django_capture_on_commit_callbacks)
    assert fresh(application).version.number == 3


def test_an_application_is_moved_when_it_is_opened_before_the_workers_come_to_it() -> None:
    application = filled()
    publish_form(document=edited(**NO_HELP), by=SYSTEM, open_drafts=MOVE)  # nothing has been committed yet
    assert fresh(application).version.number == 1
    assert catch_up(fresh(application)).version.number == 2


def test_a_closed_application_takes_no_answers_until_it_is_begun_again(
    django_capture_on_commit_callbacks: Any,
) -> None:
    application = filled()
    put_out(edited(**NO_HELP), CLOSE, django_capture_on_commit_callbacks)
    application = fresh(application)
    assert application.closed_at is not None
    with pytest.raises(DraftClosed):
        save(application, "who", who="other")
    with pytest.raises(DraftClosed):
        submit(application=application, declared="ticked", by=ONE, channel=ONLINE)
    begin_again(application=application, by=ONE, channel=ONLINE)
    begin_again(application=application, by=ONE, channel=ONLINE)
    application = fresh(application)
    assert (application.version.number, application.closed_at) == (2, None)
    assert answers_of(application).values["born"] == "1980-02-01"
    assert [again.question.key for again in set_aside(application, answers_of(application))] == ["who"]
    assert Event.objects.filter(application=application, kind="begun_again").count() == 1


def test_a_later_choice_does_not_open_what_an_earlier_one_closed() -> None:
    application = filled()
    publish_form(document=edited(**NO_HELP), by=SYSTEM, open_drafts=CLOSE)
    publish_form(document=edited(dose=None), by=SYSTEM, open_drafts=MOVE)
    assert catch_up(fresh(application)).closed_at is not None


def test_a_worker_that_dies_between_batches_leaves_nothing_half_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("services.applications.actions.settling.BATCH", 2)
    drafts = [filled() for _ in range(5)]
    version = publish_form(document=edited(**NO_HELP), by=SYSTEM, open_drafts=MOVE)
    last = settle_batch(version.form_id)
    assert last
    assert Application.objects.filter(version=version).count() == 2  # here the worker dies
    assert settle_all() == 1
    assert Application.objects.filter(version=version).count() == 5
    assert settle_all() == 0
    assert Event.objects.filter(kind="moved_to_version").count() == len(drafts)


def test_the_choice_is_written_as_text_and_read_again() -> None:
    for text in ("keep", "keep:2026-12-31", "move", "close"):
        assert str(read(text)) == text
    for wrong in ("move:2026-12-31", "later", "keep:soon"):
        with pytest.raises(ValueError, match=r"."):
            read(wrong)
    version = publish(document=builders.small_document(), by=SYSTEM, open_drafts=read("keep:2026-12-31"))
    assert version.open_drafts == OpenDrafts(Fate.KEEP, date(2026, 12, 31))


# -- any application, any edit -------------------------------------------------------------------------

EDITS: list[dict[str, dict[str, Any] | None]] = [
    {"who": {"label": both("For whom?")}},
    {"who": {"meaning": 2}},
    NO_HELP,
    {"dose": {"required": True}},
    {"dose": None},
    {"medicine": {"max_length": 3}},
    {"medicine": {"kind": "long_text"}},
    {"medicine": {"hint": both("On the box")}},
    {"born": {"when_is": "any"}},
    {"born": {"when_is": "future"}},
    {"name": {"script": both("Tell me the name")}},
    {"name": {"kind": "text"}},
    {"proof": {"ways": ["upload"]}},
    {"proof": None},
]


def _answer_some(application: Application, choose: st.DataObject) -> None:
    if choose.draw(st.booleans()):
        who = choose.draw(st.sampled_from(["me", "other"]))
        save(application, "who", who=who)
        if who == "other":
            save(application, "helper", helper="Bo")
    if choose.draw(st.booleans()):
        save(application, "person", name={"given": "Ann"}, born="1980-02-01")
    for _ in range(choose.draw(st.integers(0, 2))):
        row = add_row(application=application, repeat="medicines", by=ONE, channel=ONLINE)
        dose = choose.draw(st.sampled_from([None, "two"]))
        save(
            application, "medicine", row.id, medicine=choose.draw(st.sampled_from(["Iron", "B12"])), dose=dose
        )
    if choose.draw(st.booleans()):
        save(application, "proof", proof={"way": "post"})


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3), min_size=1, max_size=3), st.data())
def test_no_answer_is_lost_and_only_what_must_be_is_asked_again(
    rounds: list[list[dict[str, dict[str, Any] | None]]], choose: st.DataObject
) -> None:
    application = start(version=builders.small_form(), by=ONE, channel=ONLINE, language="en")
    _answer_some(application, choose)
    for edits in rounds:
        together = {key: change for edit in edits for key, change in edit.items()}
        before, version = history(application), fresh(application).version
        counted = set(
            Answer.objects.filter(application=application, superseded_at__isnull=True).values_list(
                "pk", flat=True
            )
        )
        to = released(edited(**together))
        move(application=application, to=to)
        application = fresh(application)
        assert before.items() <= history(application).items()
        changed = changes(version.document, application.document)
        still = set(
            Answer.objects.filter(application=application, superseded_at__isnull=True).values_list(
                "pk", flat=True
            )
        )
        assert still <= counted
        if changed.only_wording:
            assert still == counted
        today = timezone.localdate()
        for pk in counted:
            key, _row, value = before[pk]
            question = application.document.questions.get(key)
            if question is None:
                continue
            old = FormVersion.objects.get(pk=Answer.objects.get(pk=pk).version_id).document.questions[key]
            valid = question.read(question.unread(value), today=today) if old.kind == question.kind else None
            if pk in still:
                assert valid is None or not valid.problems
                assert old.meaning == question.meaning
            else:
                assert (
                    old.kind != question.kind
                    or old.meaning != question.meaning
                    or (valid is not None and valid.problems)
                )
