"""Paper that comes back joins the same application, and nothing of it is lost or given to somebody else."""

from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pytest
from django.conf import settings as portal
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from services.applications.actions import erase, start, submit
from services.applications.models import Answer, Application, Event
from services.applications.queries import answers_of
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.documents import Document as Pdf
from services.identity.actors import SYSTEM, citizen
from services.identity.models import User
from services.identity.roles import StaffRole
from services.paper import page_code
from services.paper.actions import print_copy
from services.paper.blank import blank_form
from services.paper.intake import reading
from services.paper.intake.models import ScanBatch, ScanPage
from services.paper.intake.purging import purge_scans
from services.paper.intake.putting import note_keyed
from services.paper.intake.reading import read_batch
from services.paper.models import PrintedCopy, PrintedForm
from services.paper.prints import Print
from tests.builders import draft, filled, small_form
from tests.paper.intake.paperwork import batch_of, filled_in, pdf_of
from tests.scans import Grey
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db
State = ScanPage.State


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


def hand_in(desk: Client, content: bytes, name: str = "scan.pdf") -> str:
    """Upload a file at the desk and let a worker read it; return the page that lists what waits."""
    answer = desk.post(reverse("assisted:scans"), {"scans": SimpleUploadedFile(name, content)}, follow=True)
    assert answer.status_code == 200
    for batch in ScanBatch.objects.filter(state=ScanBatch.State.WAITING):
        read_batch(str(batch.pk))
    return answer.content.decode() + desk.get(reverse("assisted:scans")).content.decode()


def blank() -> PrintedForm:
    return blank_form(small_form(), "en", Print.STANDARD)


def copy_of(application: Application) -> tuple[PrintedCopy, Pdf]:
    return print_copy(
        application=application,
        language="en",
        size=Print.STANDARD,
        by=citizen(),
        channel=Channel.ONLINE,
    )


def page_with(boxes: list[dict[str, Any]], name: str) -> int:
    return next(number for number, page in enumerate(boxes, start=1) if name in page)


def test_a_blank_form_filled_in_scanned_keyed_and_sent_says_the_same_as_the_web(desk: Client) -> None:
    form = blank()
    pages = filled_in(
        pdf_of(form),
        form.boxes,
        crosses=["who.me", "proof.enclosed"],
        words={"name.given": "Ann", "name.family": "Lee", "medicine~1": "Aspirin"},
    )
    listed = hand_in(desk, batch_of(reversed(pages)))  # the last page lay on top
    assert "Empty forms that came back filled in" in listed
    batch = ScanBatch.objects.get()
    address = reverse("assisted:scan_loose", args=[batch.pk, form.pk])
    assert address in listed
    asked = desk.get(address).content.decode()
    assert asked.count("checked") == len(pages)  # they may be one person's
    loose = [str(page.pk) for page in ScanPage.objects.all()]
    begun = desk.post(address, {"pages": loose})
    application = Application.objects.get()
    session = AssistedSession.objects.get(application=application)
    assert begun["Location"] == reverse("assisted:key", args=[session.pk])

    you = reverse("assisted:key_page", args=[session.pk, "you"])
    seen = desk.get(you).content.decode()
    assert _is_checked(seen, "who", "me")
    assert "Read by machine. Check it against the picture." in seen
    assert "Key what is written." in seen
    number = page_with(form.boxes, "name.given")
    name_page = ScanPage.objects.get(page=number)
    cut = desk.get(reverse("assisted:scan_picture", args=[name_page.pk, "name"]))
    assert cut["Content-Type"] == "image/png"
    assert _ink(cut.content) > 100
    desk.post(
        you,
        {
            "who": "me",
            "name-given": "Ann",
            "name-family": "Lee",
            "born-day": "1",
            "born-month": "2",
            "born-year": "1980",
        },
    )
    rest = reverse("assisted:key_page", args=[session.pk, "rest"])
    assert "1 more is filled in on the scanned pages." in desk.get(rest).content.decode()
    assert _is_checked(desk.get(rest).content.decode(), "proof-way", "post")
    row_page = desk.post(rest, {"proof-way": "post", "step-then": "add:medicines"})["Location"]
    assert f"{reverse('assisted:scan_picture', args=[_page_of(form, 'medicine~1').pk, 'medicine~1'])}" in (
        desk.get(row_page).content.decode()
    )
    desk.post(row_page, {"medicine": "Aspirin"})

    online = start(version=application.version, by=citizen(), channel=Channel.ONLINE, language="en")
    filled(online)
    assert _told(application) == _told(online)
    keyed = Answer.objects.get(application=application, question="who", superseded_at=None)
    assert keyed.channel == Channel.PAPER.value
    assert keyed.keyed_by_id == session.staff_id
    assert keyed.sheet == f"scan_page:{_page_of(form, 'who.me').pk}"
    sent = desk.post(reverse("assisted:read_back", args=[session.pk]), {"declared": "signed"})
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    application.refresh_from_db()
    assert not application.is_draft
    assert set(ScanPage.objects.values_list("state", flat=True)) == {State.KEYED}


def test_a_form_filled_in_on_a_computer_is_read_to_the_letter(desk: Client) -> None:
    form = blank_form(small_form(), "en", Print.FILLABLE)
    reader = PdfReader(BytesIO(pdf_of(form)))
    writer = PdfWriter(clone_from=reader)
    known = {"name.given": "Ann", "name.family": "Lee-Ŵyn", "who": "/me", "medicine~1": "Aspirin"}
    for page in writer.pages:
        writer.update_page_form_field_values(page, known, auto_regenerate=False)
    sent = BytesIO()
    writer.write(sent)
    hand_in(desk, sent.getvalue())
    batch = ScanBatch.objects.get()
    pages = [str(page.pk) for page in ScanPage.objects.all()]
    assert len(pages) == len(form.boxes)
    desk.post(reverse("assisted:scan_loose", args=[batch.pk, form.pk]), {"pages": pages})
    session = AssistedSession.objects.get()
    seen = desk.get(reverse("assisted:key_page", args=[session.pk, "you"])).content.decode()
    assert 'value="Lee-Ŵyn"' in seen
    assert 'value="Ann"' in seen
    assert _is_checked(seen, "who", "me")
    assert (
        "1 more is filled in"
        in desk.get(reverse("assisted:key_page", args=[session.pk, "rest"])).content.decode()
    )


@pytest.mark.database
def test_pages_of_a_printed_copy_find_their_application_whatever_lies_between(desk: Client) -> None:
    ann, bob = filled(draft()), draft()
    (copy, pdf), (other, other_pdf) = copy_of(ann), copy_of(bob)
    number = page_with(copy.boxes, "who.other")
    mine = filled_in(pdf.pdf, copy.boxes)[number - 1]
    theirs = filled_in(other_pdf.pdf, other.boxes, crosses=["who.other"])[number - 1]
    cover_letter = np.full_like(mine, 250)
    listed = hand_in(desk, batch_of([theirs, cover_letter, mine], "feeder"))
    pages = {page.number: page for page in ScanPage.objects.select_related("application")}
    assert [pages[place].application for place in (1, 2, 3)] == [bob, None, ann]
    assert (pages[2].state, pages[2].problem) == (State.TO_SORT, "page_without_code")
    assert ann.reference in listed
    assert bob.reference in listed
    assert "No square code was found" in listed
    assert Event.objects.filter(kind="page_received", application=ann).count() == 1
    # Keying opens only with the application: who helps nobody with it sees no picture.
    picture = reverse("assisted:scan_picture", args=[pages[1].pk, "straight"])
    assert desk.get(picture).status_code == 404
    opened = desk.post(reverse("assisted:scan_key", args=[bob.pk]))
    assert desk.get(picture)["Content-Type"] == "image/jpeg"
    session = AssistedSession.objects.get(application=bob)
    assert opened["Location"] == reverse("assisted:key", args=[session.pk])
    assert _is_checked(
        desk.get(reverse("assisted:key_page", args=[session.pk, "you"])).content.decode(), "who", "other"
    )
    assert answers_of(bob).values == {}  # nothing is an answer until somebody keyed it
    # The same pages a second time are told, and change nothing.
    again = hand_in(desk, batch_of([theirs], "flatbed"), "again.pdf")
    assert "We have this page already." in again
    assert (
        ScanPage.objects.get(batch__pages__problem="page_again", problem="page_again").state == State.TO_SORT
    )


def test_what_cannot_be_joined_waits_for_a_person_and_says_why(desk: Client) -> None:
    sent = filled(draft())
    copy, pdf = copy_of(sent)
    pages = filled_in(pdf.pdf, copy.boxes)
    assert "The form was sent already." not in hand_in(desk, batch_of(pages[:1]))
    submit(application=sent, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    assert "The form was sent already." in desk.get(reverse("assisted:scans")).content.decode()
    assert desk.post(reverse("assisted:scan_key", args=[sent.pk])).status_code == 404
    earlier = ScanPage.objects.get()
    desk.post(reverse("assisted:scan_page", args=[earlier.pk]), {"do": "aside", "why": "again"})
    listed = hand_in(desk, batch_of(pages[1:2]), "later.pdf")
    assert "The form was sent already." in listed
    found = ScanPage.objects.exclude(pk=earlier.pk).get()
    assert (found.state, found.application) == (State.TO_SORT, None)
    aside = reverse("assisted:scan_page", args=[found.pk])
    assert desk.post(aside, {"do": "aside"}).status_code == 200  # why?
    desk.post(aside, {"do": "aside", "why": "letter"})
    found.refresh_from_db()
    assert (found.state, found.aside, found.decided_by) == (State.ASIDE, "letter", member_of(desk))
    assert desk.post(aside, {"do": "aside", "why": "letter"}).status_code == 404


def test_a_page_whose_square_code_is_torn_off_is_put_by_the_code_that_stands_under_it(desk: Client) -> None:
    application = draft()
    copy, pdf = copy_of(application)
    number = page_with(copy.boxes, "who.me")
    page = filled_in(pdf.pdf, copy.boxes, crosses=["who.me"])[number - 1]
    torn = _without_code(page)
    hand_in(desk, batch_of([torn]))
    found = ScanPage.objects.get()
    assert found.problem == "page_without_code"
    address = reverse("assisted:scan_page", args=[found.pk])
    wrong = desk.post(address, {"do": "code", "code": "AD1.XYZ/SMALL/1/ENS/1/1"}, follow=True)
    assert "Check the code." in wrong.content.decode()
    typed = _code_of(copy, number).lower().replace("/", " / ")
    desk.post(address, {"do": "code", "code": typed})
    found.refresh_from_db()
    assert (found.state, found.application, found.page) == (State.TO_KEY, application, number)
    assert found.readings


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"hello, this is no picture", "This is not a kind of file we can read."),
        (b"%PDF-1.7\n1 0 obj\n<<>>\n", "The file is damaged."),
    ],
)
def test_a_bad_file_is_told_plainly(desk: Client, content: bytes, said: str) -> None:
    assert said in hand_in(desk, content)
    assert not ScanPage.objects.exists()


def test_the_same_file_twice_is_taken_in_once(desk: Client) -> None:
    hand_in(desk, b"no picture")
    answer = desk.post(
        reverse("assisted:scans"), {"scans": SimpleUploadedFile("b.pdf", b"no picture")}, follow=True
    )
    assert "We have this file already." in answer.content.decode()
    assert ScanBatch.objects.count() == 1


def test_a_file_too_large_is_refused_before_it_is_read(desk: Client, settings: Any) -> None:
    settings.SCAN_LIMIT_BYTES = 1024
    answer = desk.post(reverse("assisted:scans"), {"scans": SimpleUploadedFile("b.pdf", b"x" * 2048)})
    assert "larger than" in answer.content.decode()
    assert not ScanBatch.objects.exists()


def test_an_interrupted_batch_goes_on_where_it_stopped(desk: Client, monkeypatch: Any) -> None:
    form = blank()
    content = batch_of(filled_in(pdf_of(form), form.boxes))
    keep = "services.paper.intake.reading.keep_page"
    real, kept = reading.keep_page, []

    def dies(*args: Any) -> ScanPage:
        if len(kept) == 1:
            raise KeyboardInterrupt
        kept.append(real(*args))
        return kept[-1]

    monkeypatch.setattr(keep, dies)
    with pytest.raises(KeyboardInterrupt):
        hand_in(desk, content)
    batch = ScanBatch.objects.get()
    assert (batch.state, batch.pages.count()) == (ScanBatch.State.READING, 1)
    monkeypatch.setattr(keep, real)
    assert reading.read_left_over() == 0  # another worker may be at it
    ScanBatch.objects.update(reading_at=batch.uploaded_at - reading.READING_TAKES)
    assert reading.read_left_over() == 1
    batch.refresh_from_db()
    assert (batch.state, batch.pages.count()) == (ScanBatch.State.READ, len(form.boxes))


def test_pictures_and_files_lie_sealed(desk: Client) -> None:
    application = draft()
    copy, pdf = copy_of(application)
    hand_in(desk, batch_of([filled_in(pdf.pdf, copy.boxes)[1]]), "Ann Lee.pdf")
    page, batch = ScanPage.objects.get(), ScanBatch.objects.get()
    for stored_as in (page.stored_as, batch.stored_as, copy.stored_as):
        with storages["private"].open(stored_as) as stored:
            content = stored.read()
        assert not any(mark in content for mark in (b"%PDF", b"JFIF", b"IHDR", b"PK\x03\x04"))
    assert b"Ann" not in bytes(batch.name)
    assert batch.file_name == "Ann Lee.pdf"


def test_scans_go_with_what_they_belong_to_and_files_when_nobody_needs_them(
    desk: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    application = draft()
    copy, pdf = copy_of(application)
    joined = filled_in(pdf.pdf, copy.boxes)[1]
    hand_in(desk, batch_of([joined, np.full_like(joined, 250)]))
    cover = ScanPage.objects.get(number=2)
    settings.SCANS_KEPT_DAYS = -1
    assert purge_scans() == 0  # both still wait for somebody
    desk.post(reverse("assisted:scan_page", args=[cover.pk]), {"do": "aside", "why": "back"})
    note_keyed(application=application, by=SYSTEM)
    assert purge_scans() == 1
    batch = ScanBatch.objects.get()
    assert (batch.file_name, batch.stored_as) == ("", "")
    assert [bool(page.stored_as) for page in ScanPage.objects.order_by("number")] == [True, False]
    places = [copy.stored_as, ScanPage.objects.get(number=1).stored_as]
    assert all(storages["private"].exists(place) for place in places)
    with django_capture_on_commit_callbacks(execute=True):
        erase(application=application, by=citizen(), channel=Channel.ONLINE)
    assert not any(storages["private"].exists(place) for place in places)
    assert desk.get(reverse("assisted:scans")).status_code == 200


def _told(application: Application) -> dict[str, Any]:
    found = answers_of(application)
    rows = {repeat: [dict(row) for row in each.values()] for repeat, each in found.rows.items()}
    return {**found.values, **rows}


def _page_of(form: PrintedForm, box: str) -> ScanPage:
    return ScanPage.objects.get(printed_form=form, page=page_with(form.boxes, box))


def _is_checked(page: str, name: str, value: str) -> bool:
    tags = [tag for tag in page.split("<input") if f'name="{name}"' in tag and f'value="{value}"' in tag]
    return any("checked" in tag.split(">")[0] for tag in tags)


def _ink(picture: bytes) -> int:
    grey = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    return int((grey < 128).sum())


def _without_code(page: Grey) -> Grey:
    """The top of the page torn off, on the side of the code."""
    torn = page.copy()
    height, width = torn.shape
    torn[: height // 9, width * 3 // 4 :] = 255
    return torn


def _code_of(copy: PrintedCopy, page: int) -> str:
    return page_code.written(
        site=page_code.site_mark(portal.SITE_URL),
        form=copy.version.form.key,
        version=copy.version.number,
        language=copy.language,
        size=Print(copy.size).letter,
        copy=copy.code,
    ) + str(page)


def member_of(desk: Client) -> Any:
    return User.objects.get(pk=desk.session["_auth_user_id"])
