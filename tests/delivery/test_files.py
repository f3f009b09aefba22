"""Applications arrive as files and by email, whole, with what people sent along; and each day as a table."""

import csv
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from unittest import mock

import pytest
import time_machine
from django.core import mail
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from services.applications.actions import change_case, erase_decided, receive_file, save_step, submit
from services.applications.actions.reading import read_file
from services.applications.choices import CaseState, Outcome
from services.applications.choices import State as ApplicationState
from services.applications.exporting import ApplicationData
from services.applications.models import Application, Case, Event, Upload
from services.definitions.channels import Channel
from services.delivery import actions, passing, payload, sample, storing
from services.delivery.errors import SendFailed
from services.delivery.models import Delivery, Destination, ExportFile, State, Way
from services.delivery.tables import as_csv, harmless
from services.delivery.ways import daily
from services.identity.actors import SYSTEM, citizen
from tests import builders, files
from tests.delivery.conftest import sent_in
from tests.race import race

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 23, 18, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 11, 24, 0, 5, tzinfo=UTC)


def with_a_file() -> tuple[Application, Upload]:
    """An application that was sent in with a picture."""
    application = builders.filled(builders.draft())
    upload = receive_file(
        application=application,
        question="proof",
        name="Ann Lee's bill.png",
        content=BytesIO(files.png()),
        by=citizen(),
        channel=Channel.ONLINE,
    )
    save_step(
        application=application,
        step="proof",
        values={"proof": {"way": "upload", "files": str(upload.pk)}},
        by=citizen(),
        channel=Channel.ONLINE,
    )
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    return Application.objects.get(pk=application.pk), upload


def stored(name: str) -> bytes:
    with storages["deliveries"].open(name) as file:
        return file.read()


def listed(folder: str) -> set[str]:
    return set(storages["deliveries"].listdir(folder)[1])


# -- links to files ---------------------------------------------------------------------------------


def link_in(receiver) -> str:
    (proof,) = [given for given in receiver.bodies[-1]["answers"] if given["question"] == "proof"]
    (file,) = proof["files"]
    assert (file["name"], file["media_type"], file["state"]) == (
        "Ann Lee's bill.png",
        "image/png",
        "received",
    )
    return file["url"]


def test_a_webhook_fetches_the_files_by_their_links_and_every_fetch_is_on_record(goes_to, receiver):
    goes_to(url=receiver.url)
    _application, upload = with_a_file()
    passing.deliver_due()
    link = link_in(receiver)
    assert "Lee" not in link
    answer = Client().get(link)
    assert answer.content == read_file(upload)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "image/png"
    assert Event.objects.filter(kind="delivered_file_fetched").count() == 1


def test_a_link_that_was_changed_or_is_too_old_or_belongs_to_a_place_that_is_off_opens_nothing(
    goes_to, receiver
):
    place = goes_to(url=receiver.url)
    with_a_file()
    passing.deliver_due()
    link = link_in(receiver)
    assert Client().get(link[:-3] + "xx/").status_code == 404
    with time_machine.travel(timezone.now() + payload.LINK_LIFE + timedelta(minutes=1)):
        assert Client().get(link).status_code == 404
    actions.switch_off(destination=place, by=SYSTEM, channel=Channel.COUNTER)
    assert Client().get(link).status_code == 404


def test_files_that_are_being_checked_hold_the_delivery_up_and_refused_ones_are_not_offered(
    goes_to, receiver, settings
):
    settings.CLAMD_ADDRESS = "unix:/nowhere"
    goes_to(url=receiver.url)
    _application, upload = with_a_file()
    passing.deliver_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.last_error) == (State.WAITING, "files_being_checked")
    assert not receiver.requests
    Upload.objects.filter(pk=upload.pk).update(state=Upload.State.REFUSED)
    with time_machine.travel(delivery.next_try_at):
        passing.deliver_due()
    (proof,) = [given for given in receiver.bodies[0]["answers"] if given["question"] == "proof"]
    assert [(file["state"], file["url"]) for file in proof["files"]] == [("refused", None)]


# -- drop -------------------------------------------------------------------------------------------


@pytest.mark.database
def test_a_drop_has_the_answers_the_receipt_and_every_file(goes_to):
    goes_to(Way.DROP, folder="highways")
    application, upload = with_a_file()
    assert passing.deliver_due() == 1
    folder = f"highways/{application.reference}"
    assert listed(folder) == {"application.json", "receipt.pdf"}
    assert listed(f"{folder}/files") == {f"{upload.pk}.png"}
    told = ApplicationData.model_validate_json(stored(f"{folder}/application.json"))
    assert told.reference == application.reference
    assert "Ann Lee" in PdfReader(BytesIO(stored(f"{folder}/receipt.pdf"))).pages[0].extract_text()
    assert Delivery.objects.get().state == State.CONFIRMED


def test_a_drop_that_was_cut_off_is_written_again_and_never_shows_half_a_file(goes_to):
    goes_to(Way.DROP, folder="highways")
    application = sent_in()
    folder = f"highways/{application.reference}"
    with mock.patch("services.delivery.storing.os.fsync", side_effect=OSError("disk full")):
        passing.deliver_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.last_error) == (State.WAITING, "storage_down")
    assert listed(folder) == set()
    with time_machine.travel(delivery.next_try_at):
        passing.deliver_due()
    assert listed(folder) == {"application.json", "receipt.pdf"}


def test_what_reads_back_differently_is_not_confirmed(goes_to):
    goes_to(Way.DROP, folder="highways")
    sent_in()
    with mock.patch.object(storing, "read", return_value=b"something else"):
        passing.deliver_due()
    assert Delivery.objects.get().last_error == "storage_changed"


def test_a_name_that_leads_out_of_the_storage_is_refused_for_good():
    with pytest.raises(SendFailed, match="storage_refused") as refused:
        storing.write("../../elsewhere", b"x")
    assert refused.value.final


# -- email ------------------------------------------------------------------------------------------


def test_an_email_carries_the_receipt_and_no_answer_in_its_words(goes_to):
    goes_to(Way.EMAIL, email="highways@council.example")
    application = sent_in()
    passing.deliver_due()
    (sent,) = mail.outbox
    assert sent.to == ["highways@council.example"]
    assert application.reference in sent.subject
    assert application.reference in sent.body
    assert "Lee" not in sent.subject + sent.body
    ((name, content, kind),) = sent.attachments
    assert (name, kind) == (f"receipt-{application.receipt.number}.pdf", "application/pdf")
    assert "Ann Lee" in PdfReader(BytesIO(content)).pages[0].extract_text()
    delivery = Delivery.objects.get()
    assert str(delivery.pk) in sent.extra_headers["Message-ID"]
    assert delivery.state == State.CONFIRMED


@pytest.mark.parametrize(
    ("server", "state", "code"),
    [("Down", State.WAITING, "mail_server"), ("Refusing", State.FAILED, "address_refused")],
)
def test_an_email_that_our_mail_server_did_not_take_is_not_confirmed(goes_to, settings, server, state, code):
    settings.EMAIL_BACKEND = f"tests.notifications.broken_mail.{server}"
    goes_to(Way.EMAIL, email="highways@council.example")
    sent_in()
    passing.deliver_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.last_error) == (state, code)


# -- daily export -----------------------------------------------------------------------------------


@pytest.mark.database
def test_a_day_is_written_once_when_it_is_over(goes_to):
    with time_machine.travel(EVENING, tick=False):
        goes_to(Way.DAILY_EXPORT, folder="reports")
        first, second = sent_in(), sent_in()
        assert passing.deliver_due() == 0  # the day is not over
        assert not Delivery.objects.filter(state=State.CONFIRMED).exists()
    with time_machine.travel(NEXT_MORNING, tick=False):
        third = sent_in()
        assert passing.deliver_due() == 1
        assert passing.deliver_due() == 0
    export = ExportFile.objects.get()
    assert (export.day_on.isoformat(), export.count) == ("2026-11-23", 2)
    lines = stored("reports/small-2026-11-23.jsonl").decode().splitlines()
    assert [json.loads(line)["reference"] for line in lines] == [first.reference, second.reference]
    rows = list(csv.DictReader(StringIO(stored("reports/small-2026-11-23.csv").decode("utf-8-sig"))))
    assert [row["reference"] for row in rows] == [first.reference, second.reference]
    assert (rows[0]["name"], rows[0]["medicine"], rows[0]["dose"]) == ("Ann Lee", "1: Aspirin", "1: ")
    with time_machine.travel(NEXT_MORNING + timedelta(days=1), tick=False):
        passing.deliver_due()
    (line,) = stored("reports/small-2026-11-24.jsonl").decode().splitlines()
    assert json.loads(line)["reference"] == third.reference
    assert Delivery.objects.filter(state=State.CONFIRMED).count() == 3


def test_what_comes_after_its_days_file_was_written_is_in_the_next_one(goes_to):
    with time_machine.travel(EVENING, tick=False):
        goes_to(Way.DAILY_EXPORT, folder="reports")
        sent_in()
        late = sent_in()
    with time_machine.travel(NEXT_MORNING, tick=False):
        passing.sweep()
        Delivery.objects.filter(application=late).delete()
        with mock.patch.object(passing, "sweep"):
            passing.deliver_due()
        passing.deliver_due()
    with time_machine.travel(NEXT_MORNING + timedelta(days=1), tick=False):
        passing.deliver_due()
    (line,) = stored("reports/small-2026-11-24.jsonl").decode().splitlines()
    assert json.loads(line)["reference"] == late.reference


def test_a_daily_file_whose_storage_was_down_is_written_later_with_the_same_content(goes_to):
    with time_machine.travel(EVENING, tick=False):
        goes_to(Way.DAILY_EXPORT, folder="reports")
        sent_in()
    with time_machine.travel(NEXT_MORNING, tick=False) as clock:
        with mock.patch.object(storing, "_write_to_disk", side_effect=OSError):
            passing.deliver_due()
        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.last_error) == (State.WAITING, "storage_down")
        assert ExportFile.objects.get().written_at is None
        clock.move_to(delivery.next_try_at)
        passing.deliver_due()
    assert ExportFile.objects.get().count == 1
    assert Delivery.objects.get().state == State.CONFIRMED


def test_daily_files_are_deleted_when_their_time_is_over(goes_to, settings):
    with time_machine.travel(EVENING, tick=False):
        goes_to(Way.DAILY_EXPORT, folder="reports")
        sent_in()
    with time_machine.travel(NEXT_MORNING, tick=False):
        passing.deliver_due()
        assert daily.erase_old() == 0
    Destination.objects.update(folder="moved")  # what was written before stays where it was
    with time_machine.travel(NEXT_MORNING + settings.EXPORT_RETENTION + timedelta(hours=1)):
        assert daily.erase_old() == 1
    assert listed("reports") == set()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_write_a_day_once(goes_to):
    with time_machine.travel(EVENING, tick=False):
        goes_to(Way.DAILY_EXPORT, folder="reports")
        for _ in range(2):
            sent_in()
    with time_machine.travel(NEXT_MORNING):
        assert sum(race(lambda _number: passing.deliver_due(), 3)) == 1
    assert ExportFile.objects.get().count == 2
    assert Event.objects.filter(kind="delivery_confirmed").count() == 2


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 7700 900982", "'+44 7700 900982"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("-12.50", "-12.50"),
        ("Ann = Lee", "Ann = Lee"),
        ("", ""),
    ],
)
def test_no_cell_begins_a_formula(text, cell):
    assert harmless(text) == cell


def test_hostile_answers_stay_in_their_cell_and_in_their_line(goes_to):
    hostile = '=HYPERLINK("http://x/"&A1,"click")\r\n"; DROP\u2028TABLE,\n{"reference": "X"}'
    application = builders.filled(builders.draft())
    save_step(
        application=application,
        step="person",
        values={"name": {"given": hostile, "family": "</script>"}, "born": "1980-02-01"},
        by=citizen(),
        channel=Channel.ONLINE,
    )
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    data = payload.export(Application.objects.get(), language="en")
    rows = list(csv.reader(StringIO(as_csv([data]).decode("utf-8-sig"), newline="")))
    assert [len(row) for row in rows] == [len(rows[0])] * 2
    assert not any(cell.startswith(("=", "+", "@")) for cell in rows[1])
    (line,) = as_json(data).decode().rstrip("\n").split("\n")
    assert json.loads(line)["reference"] == application.reference


def as_json(data: ApplicationData) -> bytes:
    return daily.FORMATS["jsonl"]([data])


# -- what is kept until it has arrived --------------------------------------------------------------


def decided(application: Application) -> None:
    change_case(
        case=Case.objects.get(application=application),
        revision=0,
        state=CaseState.DECIDED,
        outcome=Outcome.APPROVED,
        message="Yes.",
        by=builders.adviser(),
        channel=Channel.COUNTER,
    )


@pytest.mark.database
def test_nothing_is_erased_before_it_has_arrived(goes_to, receiver):
    """Not even what no sweep has noticed yet, because the worker was off all the time."""
    goes_to(url=receiver.url)
    application = sent_in()
    decided(application)
    receiver.answers = [500, 500, 200]
    later = timezone.now() + timedelta(days=application.document.kept_days + 1)
    with time_machine.travel(later, tick=False) as clock:
        assert erase_decided() == 0
        passing.deliver_due()
        assert erase_decided() == 0
        clock.shift(timedelta(hours=1))
        passing.deliver_due()
        clock.shift(timedelta(hours=1))
        passing.deliver_due()
        assert Delivery.objects.get().state == State.CONFIRMED
        assert erase_decided() == 1
    application.refresh_from_db()
    assert application.state == ApplicationState.ERASED


@pytest.mark.parametrize("way", list(Way))
def test_every_way_can_be_tried_out_with_an_invented_application(goes_to, receiver, way):
    said = {Way.WEBHOOK: {"url": receiver.url}, Way.EMAIL: {"email": "a@council.example"}}
    sample.send(goes_to(way, **said.get(way, {"folder": "f"})))
    if way is Way.WEBHOOK:
        assert receiver.bodies[0]["test"] is True
    elif way is Way.EMAIL:
        assert "test" in mail.outbox[0].body
    else:
        assert listed("f") == set()
