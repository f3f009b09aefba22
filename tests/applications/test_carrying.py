"""Tell us once: answers of an earlier application are used in a new one, if the person says so."""

from typing import Any

import pytest

from services.applications import earlier
from services.applications.actions import carry_over, erase, save_step, start, submit
from services.applications.errors import NotOpen
from services.applications.models import Answer, Application, Event
from services.applications.queries import answers_of, journey_of, sources_of, typed_of
from services.definitions.channels import Channel
from services.definitions.publishing import publish
from services.identity.actors import SYSTEM, citizen
from services.identity.models import User
from tests.builders import ONLINE, both, draft, filled, small_document

pytestmark = pytest.mark.django_db


def person(name: str = "ann") -> User:
    return User.objects.create_user(f"{name}@example.org", "a long enough password", name="A")


def sent(user: User | None = None) -> Application:
    application = filled(draft(by=citizen(user)), by=citizen(user))
    submit(application=application, declared="ticked", by=citizen(user), channel=ONLINE)
    return Application.objects.get(pk=application.pk)


def question(kind: str, key: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "key": key, "label": both(key), **more}


def other(*questions: dict[str, Any], user: User | None = None, **changes: Any) -> Application:
    """A draft of another form that asks some of the same."""
    step = {"key": "about", "section": "you", "title": both("About"), "questions": list(questions)}
    document = small_document(key="other", steps=[step], repeats=[], **changes)
    version = publish(document=document, by=SYSTEM)
    return start(version=version, by=citizen(user), channel=ONLINE, language="en")


NAME = question("name", "called", same_as="person.name")
BORN = question("date", "birthday", same_as="person.date_of_birth", when_is="past")


def carry(source: Application, target: Application, *keys: str) -> list[str]:
    return carry_over(source=source, target=target, keys=keys, by=citizen(), channel=ONLINE)


def test_an_answer_goes_over_and_says_where_it_was_told_first() -> None:
    source, target = sent(), other(NAME, BORN)
    assert carry(source, target, "called", "birthday") == ["birthday", "called"]
    assert answers_of(target).values == {
        "called": {"given": "Ann", "family": "Lee"},
        "birthday": "1980-02-01",
    }
    told = sources_of(target)["called", ""]
    assert (told.carried_from, told.channel) == (source.reference, Channel.ONLINE)
    assert told.told_at == Answer.objects.get(application=source, question="name").given_at
    assert journey_of(target, channel=ONLINE).complete  # not asked again


def test_only_what_was_chosen_goes_over_and_the_event_names_questions_alone() -> None:
    source, target = sent(), other(NAME, BORN)
    carry(source, target, "called", "no_such_question")
    assert answers_of(target).values.keys() == {"called"}
    assert Event.objects.get(kind="prefilled").codes == {"questions": "called"}


def test_what_was_answered_here_already_is_kept() -> None:
    source, target = sent(), other(NAME, BORN)
    mine = {"given": "Anna", "family": "Leigh"}
    save_step(application=target, step="about", values={"called": mine}, by=citizen(), channel=ONLINE)
    assert carry(source, target, "called") == []
    assert answers_of(target).values["called"] == mine


def test_a_value_that_is_no_answer_here_is_typed_in_for_the_person_to_mend() -> None:
    future = question("date", "birthday", same_as="person.date_of_birth", when_is="future")
    source, target = sent(), other(NAME, future)
    carry(source, target, "called", "birthday")
    assert "birthday" not in answers_of(target).values
    assert not journey_of(target, channel=ONLINE).complete
    typed = typed_of(target, "about")
    assert typed is not None
    assert typed["birthday"]["year"] == "1980"
    assert typed["called"]["given"] == "Ann"  # the step is shown whole


def test_a_question_that_became_another_kind_is_asked_afresh() -> None:
    source = other(question("text", "shoe", same_as="person_own.shoe"))
    save_step(application=source, step="about", values={"shoe": "nine"}, by=citizen(), channel=ONLINE)
    step = {
        "key": "about",
        "section": "you",
        "questions": [question("whole_number", "size", same_as="person_own.shoe")],
    }
    version = publish(document=small_document(key="third", steps=[step], repeats=[]), by=SYSTEM)
    target = start(version=version, by=citizen(), channel=ONLINE, language="en")
    assert carry(source, target, "size") == []
    assert typed_of(target, "about") is None


def test_an_answer_that_no_longer_counts_in_a_draft_is_not_offered() -> None:
    first = question("yes_no", "go")
    asked_if = {"op": "equals", "question": "go", "value": True}
    source = other(first, {**NAME, "when": asked_if})
    values: dict[str, Any] = {"go": False, "called": {"given": "Old", "family": "Branch"}}
    save_step(application=source, step="about", values=values, by=citizen(), channel=ONLINE)
    assert earlier.offers(small_document(), [source]) == []


def test_another_persons_answers_never_go_over() -> None:
    source, target = sent(person("ann")), other(NAME, user=person("ben"))
    with pytest.raises(NotOpen):
        carry(source, target, "called")
    assert answers_of(target).values == {}
    assert list(earlier.submitted_by(User.objects.get(email="ben@example.org"))) == []


def test_what_was_erased_gives_nothing() -> None:
    source, target = filled(draft()), other(NAME)
    stale = Application.objects.get(pk=source.pk)
    erase(application=source, by=citizen(), channel=ONLINE)
    with pytest.raises(NotOpen):
        carry(stale, target, "called")
    assert earlier.offers(target.document, [Application.objects.get(pk=source.pk)]) == []


def test_the_answer_stays_when_the_earlier_application_is_erased() -> None:
    source, target = filled(draft()), other(NAME)
    carry(source, target, "called")
    erase(application=source, by=citizen(), channel=ONLINE)
    assert answers_of(target).values["called"] == {"given": "Ann", "family": "Lee"}
    assert sources_of(target)["called", ""].carried_from == ""


def test_the_newest_answer_is_offered_and_many_applications_cost_no_more(
    django_assert_num_queries: Any,
) -> None:
    user = person()
    target = other(NAME, BORN, user=user)
    for number in range(50):
        application = draft(by=citizen(user))
        name = {"given": f"Ann{number}", "family": "Lee"}
        save_step(
            application=application,
            step="person",
            values={"name": name, "born": "1980-02-01"},
            by=citizen(user),
            channel=ONLINE,
        )
        Application.objects.filter(pk=application.pk).update(
            state="submitted", submitted_at=application.used_at
        )
    earlier.offers(target.document, earlier.submitted_by(user)[:1])  # the process knows the version
    with django_assert_num_queries(2):
        found = earlier.offers(target.document, earlier.submitted_by(user))
    assert [offer.question.key for offer in found] == ["called", "birthday"]
    assert found[0].value == {"given": "Ann49", "family": "Lee"}


def test_it_stays_known_in_which_form_it_was_told_when_that_application_is_erased() -> None:
    source, target = filled(draft()), other(NAME)
    carry(source, target, "called")
    erase(application=source, by=citizen(), channel=ONLINE)
    told = sources_of(target)["called", ""]
    assert (told.carried_from, told.told_at, told.is_elsewhere) == ("", None, True)
    assert told.carried_form == both("Small permit")
