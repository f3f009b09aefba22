"""Evidence sent from a browser without scripts: several files, mistakes, and nothing lost."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from services.applications.actions.reading import read_file
from services.applications.errors import FileKindUnknown
from services.applications.inspecting import inspected
from services.applications.models import Upload
from services.applications.queries import answers_of
from tests import builders, files
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db]
PDF = files.pdf()


def pdf(name: str = "letter.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    """A file to send; each name with content of its own."""
    plain = PDF + b"%" + name.encode() if content is None else content
    return SimpleUploadedFile(name, plain, "application/pdf")


@pytest.fixture
def visitor() -> Visitor:
    found = Visitor()
    found.has_answered(until="proof")
    return found


def test_the_page_says_what_may_be_sent_before_it_is_chosen(visitor: Visitor) -> None:
    assert "up to 10 MB" in visitor.page
    assert 'enctype="multipart/form-data"' in visitor.page


def test_files_are_uploaded_one_by_one_listed_and_counted(visitor: Visitor) -> None:
    visitor.press("upload", **{"proof-files": pdf("first.pdf")})
    assert "first.pdf" in visitor.page
    assert visitor.at.startswith(visitor.url("proof/"))
    visitor.press("upload", **{"proof-way": "upload", "proof-files": pdf("second.pdf")})
    visitor.send(**{"proof-way": "upload"})
    assert visitor.at.endswith("/check/")
    assert "first.pdf" in visitor.page
    assert "second.pdf" in visitor.page


def test_several_files_may_be_chosen_at_once(visitor: Visitor) -> None:
    visitor.send(**{"proof-way": "upload", "proof-files": [pdf("a.pdf"), pdf("b.pdf")]})
    assert visitor.at.endswith("/check/")
    assert Upload.objects.count() == 2


def test_a_file_chosen_and_sent_with_continue_counts(visitor: Visitor) -> None:
    visitor.send(**{"proof-way": "upload", "proof-files": pdf()})
    assert visitor.at.endswith("/check/")
    value = answers_of(visitor.application).values["proof"]
    assert value == {"way": "upload", "files": str(Upload.objects.get().pk)}


def test_what_is_stored_cannot_be_read_and_comes_back_whole(visitor: Visitor) -> None:
    visitor.press("upload", **{"proof-files": pdf(content=PDF + b"Zanzibar")})
    upload = Upload.objects.get()
    with storages["private"].open(upload.stored_as) as stored:
        assert b"Zanzibar" not in stored.read()
    assert read_file(upload) == PDF + b"Zanzibar"


def test_a_removed_file_no_longer_counts(visitor: Visitor) -> None:
    visitor.send(**{"proof-way": "upload", "proof-files": pdf("wrong.pdf")})
    visitor.go(visitor.url("proof/"))
    visitor.send(**{"step-remove": str(Upload.objects.get().pk), "proof-way": "upload"})
    assert "wrong.pdf" not in visitor.page
    visitor.go(visitor.url("declare/"))
    assert visitor.at.endswith("/check/")
    assert "Some questions still need an answer" in visitor.page


def test_nobody_removes_a_file_of_another_application(visitor: Visitor) -> None:
    visitor.press("upload", **{"proof-files": pdf()})
    other = Visitor()
    other.has_answered(until="proof")
    other.send(**{"step-remove": str(Upload.objects.get().pk)})
    assert Upload.objects.get().removed_at is None


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (lambda: pdf("run.pdf", b"MZ\x90\x00 this program"), "We cannot use this kind of file"),
        (lambda: pdf("empty.pdf", b""), "The file is empty"),
        (lambda: pdf("big.pdf", PDF + b"x" * (2 * 1024 * 1024)), "The file is too big"),
    ],
)
@pytest.mark.parametrize("then", ["upload", ""])
def test_a_wrong_file_is_explained_and_the_rest_is_kept(
    visitor: Visitor, settings: Any, file: Any, sentence: str, then: str
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    visitor.send(**{"proof-way": "upload", "proof-files": pdf("good.pdf")})
    visitor.go(visitor.url("proof/"))
    visitor.send(**{"step-then": then, "proof-way": "upload", "proof-files": file()})
    assert visitor.status == 200
    assert sentence in visitor.page
    assert 'href="#id_proof_files"' in visitor.page
    assert "good.pdf" in visitor.page
    assert "<title>Error:" in visitor.page
    assert Upload.objects.filter(removed_at=None).count() == 1


def test_too_many_files_are_explained(visitor: Visitor) -> None:
    visitor.press("upload", **{"proof-files": [pdf(f"{number}.pdf") for number in range(5)]})
    assert Upload.objects.count() == 4
    assert "Send 4 files or fewer" in visitor.page


def test_upload_pressed_without_a_file_says_what_to_do(visitor: Visitor) -> None:
    visitor.press("upload", **{"proof-way": "upload"})
    assert "Choose a file to send" in visitor.page


def test_files_stay_when_someone_says_they_will_post_it_instead_and_are_gone_after_sending(
    visitor: Visitor, django_capture_on_commit_callbacks: Any
) -> None:
    visitor.press("upload", **{"proof-files": pdf()})
    visitor.send(**{"proof-way": "post"})
    assert Upload.objects.get().removed_at is None
    with django_capture_on_commit_callbacks(execute=True):
        visitor.send(visitor.url("declare/"), declaration="agreed")
    assert Upload.objects.get().removed_at is not None
    assert not storages["private"].exists(Upload.objects.get().stored_as)


def test_a_body_far_too_large_ends_in_a_clear_page(visitor: Visitor) -> None:
    answer = visitor.client.post(visitor.url("who/"), {"who": "x" * 2_000_000})
    assert answer.status_code == 413
    assert "too big" in answer.content.decode()


def test_too_many_fields_end_in_a_clear_page(visitor: Visitor, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
    answer = visitor.client.post(visitor.url("who/"), {f"f{number}": "" for number in range(200)})
    assert answer.status_code == 413


def test_a_file_for_a_page_that_takes_none_is_ignored(visitor: Visitor) -> None:
    visitor.send(visitor.url("who/"), who="me", **{"who-files": BytesIO(PDF)})
    assert not Upload.objects.exists()


def test_a_file_sent_twice_is_kept_once(visitor: Visitor) -> None:
    visitor.press("upload", **{"proof-files": pdf("a.pdf", PDF)})
    visitor.press("upload", **{"proof-files": [pdf("b.pdf", PDF), pdf("c.pdf", PDF)]})
    assert [*Upload.objects.filter(removed_at=None).values_list("size_bytes", flat=True)] == [len(PDF)]


def test_fifty_files_at_once_end_in_a_sentence_not_in_fifty(visitor: Visitor) -> None:
    visitor.press("upload", **{"proof-files": [pdf(f"{number}.pdf") for number in range(50)]})
    assert Upload.objects.count() == 4
    assert visitor.page.count("Send 4 files or fewer") == 2  # once in the summary, once at the question


def test_a_photo_called_pdf_is_taken_for_what_it_is_and_tells_no_place(visitor: Visitor) -> None:
    visitor.press("upload", **{"proof-files": pdf("../\u202escan.pdf", files.jpeg())})
    upload = Upload.objects.get()
    assert upload.media_type == "image/jpeg"
    assert "scan.jpg" in visitor.page
    assert b"Zanzibar" not in read_file(upload)


def test_one_byte_too_many_is_too_many(visitor: Visitor, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    whole = PDF + b"%" * (settings.UPLOAD_LIMIT_BYTES - len(PDF))
    visitor.press("upload", **{"proof-files": pdf("over.pdf", whole + b"%")})
    assert "The file is too big" in visitor.page
    visitor.press("upload", **{"proof-files": pdf("just.pdf", whole)})
    assert Upload.objects.get().size_bytes == settings.UPLOAD_LIMIT_BYTES


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (files.word(), "We cannot use this kind of file"),  # the question asks for pictures and PDF
        (files.word(bomb=b"\0" * 20_000_000), "too big once it is open"),
        (files.pdf(pages=101), "Send 100 pages or fewer"),
        (files.jpeg()[:200], "It may be damaged"),
    ],
)
def test_why_a_file_is_turned_down_is_said_with_what_to_do(
    visitor: Visitor, content: bytes, sentence: str
) -> None:
    visitor.press("upload", **{"proof-files": pdf("a.pdf", content)})
    assert sentence in visitor.page
    assert not Upload.objects.exists()


def test_a_file_that_arrives_after_the_form_was_sent_in_another_tab_changes_nothing(visitor: Visitor) -> None:
    visitor.send(**{"proof-way": "upload", "proof-files": pdf("first.pdf")})
    proof, page = visitor.url("proof/"), visitor.page
    visitor.send(visitor.url("declare/"), declaration="agreed")
    visitor.page = page
    visitor.send(proof, **{"step-then": "upload", "proof-way": "upload", "proof-files": pdf("late.pdf")})
    assert visitor.status < 500
    assert Upload.objects.count() == 1


def test_office_documents_are_taken_where_the_question_says_so() -> None:
    application = builders.draft()
    asked = application.document.questions["proof"].model_copy(update={"accepts": ("office",)})
    kept = inspected(files.word(), name="rent.docx", question=asked)
    assert (kept.name, kept.media_type) == ("rent.docx", files.WORD)
    with pytest.raises(FileKindUnknown):
        inspected(files.jpeg(), name="a.jpg", question=asked)
