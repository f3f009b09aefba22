"""A partner starts an application for somebody, who goes on with it by any door."""

import pytest

from services.applications.actions import keep_typed, save_step, submit
from services.applications.models import Answer, Application, Event
from services.applications.queries import answers_of, sources_of, typed_of
from services.definitions.channels import Channel
from services.identity.actors import citizen
from tests import builders
from tests.api.partner import Partner
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NAME = {"given": "Ann", "family": "Lee"}
ALL = {
    "who": "me",
    "name": NAME,
    "born": "1980-02-01",
    "medicines": [{"medicine": "Aspirin", "dose": None}, {"medicine": "Ibuprofen", "dose": "one a day"}],
    "proof": {"way": "post"},
}


@pytest.fixture
def partner() -> Partner:
    return Partner(builders.small_form())


def the_application() -> Application:
    return Application.objects.select_related("version__form").get()


def test_what_a_partner_sends_is_answered_and_says_that_it_came_from_them(partner: Partner) -> None:
    answer = partner.start("small", ALL)
    said = answer.json()
    assert (answer.status_code, said["complete"], said["missing"]) == (201, True, [])
    assert (said["problems"], said["not_asked"]) == ([], [])
    application = the_application()
    known = answers_of(application)
    assert known.values == {key: ALL[key] for key in ("who", "name", "born", "proof")}
    assert list(known.rows["medicines"].values()) == ALL["medicines"]
    assert said["rows"]["medicines"] == list(known.rows["medicines"])
    source = sources_of(application)["who", ""]
    assert (source.channel, source.given_by) == (Channel.API, "helper")
    assert answer["Location"].endswith(f"/api/1/applications/{application.reference}/")
    assert application.owner is None


def test_the_person_goes_on_on_the_web_with_the_code_and_their_last_name(partner: Partner) -> None:
    said = partner.start("small", ALL).json()
    person = Visitor()
    person.go("/resume/")
    person.send(reference=said["reference"], code=said["resume"]["code"], last_name="Lee")
    assert person.at.endswith("/check/")
    assert "Told to us by another organisation on" in person.page
    assert "Ibuprofen" in person.page


def test_without_a_last_name_there_is_no_code_until_one_comes(partner: Partner) -> None:
    first = partner.start("small", {"who": "me"})
    assert first.json()["resume"] is None
    reference = first.json()["reference"]
    second = partner.add(reference, {"name": NAME}, first["ETag"])
    assert second.json()["resume"]["code"]
    assert partner.add(reference, {"born": "1980-02-01"}, second["ETag"]).json()["resume"] is None


def test_a_wrong_answer_is_explained_kept_and_waits_for_the_person(partner: Partner) -> None:
    sent = {"who": "me", "name": NAME, "born": "2999-02-01", "medicines": [{"medicine": 3}]}
    answer = partner.start("small", sent, **{"Accept-Language": "en"})
    said = answer.json()
    assert said["taken"] == ["/answers/who", "/answers/name"]
    assert said["problems"] == [
        {
            "pointer": "/answers/born",
            "question": "born",
            "part": "day",
            "code": "date_not_past",
            "sentence": "Enter today’s date or a date before it",
        },
        {
            "pointer": "/answers/medicines/0/medicine",
            "question": "medicine",
            "code": "answer_shape",
            "sentence": "This answer cannot be read. Send it the way the form’s schema shows",
        },
    ]
    assert said["rows"] == {}
    shown = partner.show(said["reference"]).json()
    assert [(each["question"], each["code"]) for each in shown["problems"]] == [("born", "date_not_past")]
    assert shown["missing"][0] == {"step": "person", "questions": ["born"]}
    assert shown["missing"][1] == {"list": "medicines", "rows": 1}
    mended = partner.add(said["reference"], {"born": "1980-02-01"}, answer["ETag"]).json()
    assert mended["problems"] == []
    assert partner.show(said["reference"]).json()["problems"] == []


def test_sentences_come_in_the_language_that_was_asked_for(partner: Partner) -> None:
    answer = partner.start("small", {"born": "1980-02-31"}, **{"Accept-Language": "cy, en;q=0.5"})
    assert answer["Content-Language"] == "cy"
    assert "Accept-Language" in answer["Vary"]
    assert the_application().language == "cy"
    assert "real date" not in answer.json()["problems"][0]["sentence"]


def test_what_the_answers_do_not_lead_to_is_not_asked(partner: Partner) -> None:
    said = partner.start("small", {"who": "me", "helper": "Sam"}).json()
    assert said["not_asked"] == ["/answers/helper"]
    assert "helper" not in answers_of(the_application()).values


def test_the_same_request_again_starts_nothing_and_gives_a_fresh_code(partner: Partner) -> None:
    first = partner.start("small", ALL, request="one").json()
    again = partner.start("small", ALL, request="one")
    assert (again.status_code, again.json()["reference"]) == (201, first["reference"])
    assert again.json()["resume"]["code"] != first["resume"]["code"]
    assert Answer.objects.count() == 8
    other = partner.start("small", {"who": "other"}, request="one")
    assert (other.status_code, other.json()["type"]) == (422, "tag:anydoor,2026:request-key-used")
    assert Application.objects.count() == 1


def test_an_answer_of_the_person_is_never_overwritten(partner: Partner) -> None:
    first = partner.start("small", {"who": "me", "name": NAME})
    reference = first.json()["reference"]
    save_step(
        application=the_application(),
        step="person",
        values={"born": "1981-02-01"},
        by=citizen(),
        channel=builders.ONLINE,
    )
    late = partner.add(reference, {"born": "1980-02-01", "proof": {"way": "post"}}, first["ETag"])
    assert (late.status_code, late.json()["questions"]) == (409, ["born"])
    assert "1981" not in late.content.decode()
    known = answers_of(the_application()).values
    assert (known["born"], "proof" in known) == ("1981-02-01", False)
    fresh = partner.show(reference)["ETag"]
    assert partner.add(reference, {"born": "1980-02-01"}, fresh).status_code == 200


def test_more_answers_need_the_version_they_follow_on(partner: Partner) -> None:
    reference = partner.start("small", {"who": "me"}).json()["reference"]
    for seen in ("", "*", "7", '"x"'):
        assert partner.add(reference, {"who": "other"}, seen).status_code == 428
    assert answers_of(the_application()).values == {"who": "me"}


def test_an_entry_of_a_list_is_changed_by_its_id_and_others_are_added(partner: Partner) -> None:
    first = partner.start("small", ALL)
    reference, (row, other) = first.json()["reference"], first.json()["rows"]["medicines"]
    more = [{"$row": row, "dose": "two"}, {"medicine": "Codeine"}, {"$row": "gone", "dose": "x"}]
    said = partner.add(reference, {"medicines": more}, first["ETag"]).json()
    rows = answers_of(the_application()).rows["medicines"]
    assert rows[row] == {"medicine": "Aspirin", "dose": "two"}
    assert rows[other] == ALL["medicines"][1]
    assert len(said["rows"]["medicines"]) == len(rows) == 3
    assert [(each["pointer"], each["code"]) for each in said["problems"]] == [
        ("/answers/medicines/2", "row_gone")
    ]
    assert said["missing"] == [
        {"step": "medicine", "questions": ["dose"], "row": said["rows"]["medicines"][2]}
    ]


def test_a_list_takes_no_more_than_the_form_allows(partner: Partner) -> None:
    rows = [{"medicine": f"Number {number}"} for number in range(12)]
    said = partner.start("small", {"who": "me", "name": NAME, "born": "1980-02-01", "medicines": rows}).json()
    assert [each["code"] for each in said["problems"]] == ["too_many_rows"] * 2
    assert len(said["rows"]["medicines"]) == 10


def test_an_entry_of_which_nothing_is_right_does_not_mix_with_the_next(partner: Partner) -> None:
    said = partner.start("small", {"medicines": [{"medicine": "x" * 300}, {"medicine": "Aspirin"}]}).json()
    assert list(answers_of(the_application()).rows["medicines"].values()) == [{"medicine": "Aspirin"}]
    assert said["problems"][0]["code"] == "too_long"
    assert partner.show(said["reference"]).json()["problems"] == []


def test_what_the_person_is_typing_stays(partner: Partner) -> None:
    first = partner.start("small", {"who": "me"})
    keep_typed(
        application=the_application(),
        step="person",
        typed={"name": {"given": "A"}, "born": {"day": "40"}},
        channel=builders.ONLINE,
    )
    partner.add(first.json()["reference"], {"born": "1980-02-01"}, first["ETag"])
    assert typed_of(the_application(), "person") == {"name": {"given": "A"}}


def test_no_file_is_taken_on_the_word_of_a_partner(partner: Partner) -> None:
    said = partner.start("small", {"proof": {"way": "upload", "files": "a,b"}}).json()
    assert said["problems"][0]["code"] == "missing_file"
    assert "proof" not in answers_of(the_application()).values


def test_a_partner_sees_that_it_was_sent_and_nothing_else(partner: Partner) -> None:
    first = partner.start("small", ALL)
    submit(application=the_application(), declared="ticked", by=citizen(), channel=builders.ONLINE)
    shown = partner.show(first.json()["reference"]).json()
    assert set(shown) == {"reference", "form", "state", "submitted_at"}
    assert shown["state"] == "submitted"
    late = partner.add(shown["reference"], {"who": "other"}, first["ETag"])
    assert (late.status_code, late.json()["type"]) == (409, "tag:anydoor,2026:not-draft")


def test_what_was_started_with_one_key_is_closed_to_another(partner: Partner) -> None:
    reference = partner.start("small", ALL).json()["reference"]
    version = the_application().version
    stranger = Partner(version, organisation="Somebody else")
    for answer in (
        stranger.show(reference),
        stranger.add(reference, {"who": "other"}, '"1"'),
        partner.show("K7MR-4TXP"),
        partner.show("nonsense"),
    ):
        assert (answer.status_code, answer.json()["type"]) == (404, "tag:anydoor,2026:application-unknown")


def test_every_use_is_an_event_without_anything_personal(partner: Partner) -> None:
    first = partner.start("small", ALL)
    reference = first.json()["reference"]
    partner.show(reference)
    partner.add(reference, {"who": "me"}, first["ETag"])
    used = Event.objects.filter(kind="api_used", application=the_application())
    assert [event.codes for event in used] == [{"deed": "started"}, {"deed": "looked"}, {"deed": "answered"}]
    assert {event.subject for event in used} == {f"api-key:{partner.key.pk}"}
    assert not any("Ann" in str(event.codes) for event in Event.objects.all())
