"""Files are known by what is in them; what could do harm, or says more than one sees, is not kept."""

import sys
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageFile

from services.applications.inspection import apart, kinds, office, pdfs, pictures
from services.applications.inspection.found import Unfit
from services.applications.inspection.kinds import examined
from services.applications.inspection.names import cleaned, tidy
from tests import files

ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<manifest/>"}
SETTINGS = "word/_rels/settings.xml.rels"


@pytest.fixture(autouse=True)
def _strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint has Pillow fill up damaged pictures; in the process that looks it is not loaded."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


def reason(plain: bytes) -> str:
    with pytest.raises(Unfit) as told:
        examined(plain)
    return told.value.code


def opened(plain: bytes) -> Image.Image:
    content = examined(plain).content
    assert content is not None
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("made", "media_type"),
    [
        (files.jpeg, "image/jpeg"),
        (files.png, "image/png"),
        (files.heic, "image/jpeg"),
        (files.pdf, "application/pdf"),
        (files.word, files.WORD),
        (lambda: files.zipped(ODT), "application/vnd.oasis.opendocument.text"),
    ],
)
def test_what_people_have_is_known_by_its_content(made: Callable[[], bytes], media_type: str) -> None:
    assert examined(made()).media_type == media_type


@pytest.mark.parametrize(
    "plain",
    [
        b"MZ\x90\x00 %PDF-1.7 a program that pretends",
        b"<html>%PDF-1.4</html>",
        b"GIF89a%PDF-1.4",
        b"RIFF\x1a\x00\x00\x00WEBPVP8 ",
        b"plain words",
        b"\x00",
        files.zipped({"a.txt": b"x"}),
        files.zipped({"[Content_Types].xml": b"<Types/>"}),
        files.zipped({"mimetype": b"application/epub+zip"}),
    ],
)
def test_other_things_are_turned_down_whatever_they_are_called(plain: bytes) -> None:
    assert reason(plain) == "file_kind_unknown"


# -- Pictures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [files.jpeg, files.png])
def test_a_picture_keeps_nothing_but_what_one_sees(made: Callable[[], bytes]) -> None:
    assert b"Zanzibar" in made()
    kept = examined(made()).content
    assert kept is not None
    assert b"Zanzibar" not in kept
    assert not Image.open(BytesIO(kept)).getexif()


def test_a_photo_taken_upright_stays_upright_without_its_note() -> None:
    picture = opened(files.jpeg(turned=True))
    assert picture.size == (30, 60)
    red, _green, blue = picture.convert("RGB").getpixel((15, 5))  # the left half is on top now
    assert red > 200
    assert blue < 60


def test_a_picture_with_something_behind_it_loses_that() -> None:
    kept = examined(files.png() + files.zipped({"a.exe": b"MZ"})).content
    assert kept is not None
    assert b"a.exe" not in kept


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "RGB"])
def test_every_sort_of_png_is_drawn_anew(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (9, 9)).save(out, "PNG")
    assert opened(out.getvalue()).size == (9, 9)


def test_a_picture_for_print_becomes_one_for_screens() -> None:
    out = BytesIO()
    Image.new("CMYK", (9, 9)).save(out, "JPEG")
    assert opened(out.getvalue()).mode == "RGB"


def test_a_large_photo_becomes_large_enough_to_read() -> None:
    out = BytesIO()
    Image.new("RGB", (6000, 4500)).save(out, "JPEG")
    assert max(opened(out.getvalue()).size) <= pictures.SIDE_MAX_PX


def test_a_picture_that_is_huge_when_drawn_is_turned_down_before_it_is_drawn() -> None:
    out = BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    assert len(out.getvalue()) < 1_000_000
    assert reason(out.getvalue()) in {"file_too_big_inside", "file_broken"}


@pytest.mark.parametrize("made", [files.jpeg, files.png, files.heic])
def test_half_a_picture_is_said_to_be_damaged(made: Callable[[], bytes]) -> None:
    assert reason(made()[: len(made()) // 2]) == "file_broken"


# -- PDF --------------------------------------------------------------------------------------------


def test_a_plain_pdf_is_kept_byte_for_byte_so_that_a_signature_in_it_holds() -> None:
    assert examined(files.pdf()).content is None


def test_a_pdf_that_begins_late_is_written_anew() -> None:
    kept = examined(b"\r\n" + files.pdf()).content
    assert kept is not None
    assert kept.startswith(b"%PDF-")


def acting() -> pikepdf.Pdf:
    made = pikepdf.new()
    page = made.add_blank_page()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('Zanzibar')"))
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script)
    link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://harbour.example"))
    good = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[9, 9, 18, 18], A=link)
    held = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 1, 1])
    page.obj["/Annots"] = pikepdf.Array([note, good, held, made.make_indirect(pikepdf.Dictionary(note))])
    made.Root["/OpenAction"] = made.make_indirect(script)
    made.attachments["hidden.exe"] = b"MZ Zanzibar"
    return made


def test_scripts_and_embedded_files_are_taken_out_of_a_pdf_and_links_stay() -> None:
    kept = examined(files.saved(acting())).content
    assert kept is not None
    with pikepdf.open(BytesIO(kept)) as left:
        assert len(left.pages) == 1
        assert not left.attachments
        everything = b"".join(each.unparse(resolved=True) for each in left.objects)
        kinds_left = {str(note.get("/Subtype")) for note in left.pages[0].obj["/Annots"]}
    assert b"Zanzibar" not in everything
    assert b"JavaScript" not in everything
    assert b"harbour.example" in everything
    assert kinds_left == {"/Link"}


def test_a_pdf_with_a_password_is_explained_and_one_that_only_forbids_printing_is_taken() -> None:
    made = pikepdf.open(BytesIO(files.pdf()))
    locked = files.saved(made, encryption=pikepdf.Encryption(user="secret", owner="other"))
    assert reason(locked) == "file_locked"
    open_to_all = files.saved(made, encryption=pikepdf.Encryption(user="", owner="other"))
    assert examined(open_to_all).media_type == "application/pdf"


def test_pages_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "PAGES_MAX", 3)
    assert examined(files.pdf(pages=3)).media_type == "application/pdf"
    assert reason(files.pdf(pages=4)) == "file_too_long"


def test_a_pdf_without_pages_or_end_is_said_to_be_damaged() -> None:
    assert reason(files.pdf(pages=0)) == "file_broken"
    assert reason(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n") == "file_broken"


def test_a_pdf_that_only_a_program_can_draw_is_turned_down() -> None:
    made = pikepdf.open(BytesIO(files.pdf()))
    made.Root["/AcroForm"] = pikepdf.Dictionary(XFA=pikepdf.String("<xdp/>"), Fields=[])
    assert reason(files.saved(made)) == "file_active"


def test_a_pdf_with_too_much_in_it_is_turned_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "OBJECTS_MAX", 2)
    assert reason(files.pdf()) == "file_too_big_inside"


# -- Office -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "plain",
    [
        files.word(**{"word/vbaProject.bin": b"x"}),
        files.word(**{"word/embeddings/oleObject1.bin": b"x"}),
        files.word(**{"word/activeX/activeX1.xml": b"x"}),
        files.word(
            **{SETTINGS: b'<Relationship Type="x/attachedTemplate" TargetMode="External" Target="//evil"/>'}
        ),
        files.zipped({"[Content_Types].xml": f'"{files.WORD}.macroEnabled.main+xml"'.encode()}),
        files.zipped(ODT | {"Basic/Standard/Module1.xml": b"x"}),
    ],
)
def test_an_office_document_that_can_run_something_is_turned_down(plain: bytes) -> None:
    assert reason(plain) == "file_active"


def test_links_and_printer_settings_in_an_office_document_are_harmless() -> None:
    rels = b'<Relationship Type="http://x/relationships/hyperlink" Target="https://a" TargetMode="External"/>'
    plain = files.word(**{SETTINGS: rels, "xl/printerSettings/printerSettings1.bin": b"x"})
    assert examined(plain).media_type == files.WORD


def test_a_zip_bomb_is_turned_down_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason(files.word(bomb=b"\0" * 20_000_000)) == "file_too_big_inside"
    assert reason(files.zipped({"[Content_Types].xml": bytes(range(256)) * 8192})) == "file_too_big_inside"
    monkeypatch.setattr(office, "PARTS_MAX", 1)
    assert reason(files.word()) == "file_too_big_inside"


def test_locked_and_old_office_documents_are_explained() -> None:
    sealed = files.zipped(ODT | {"META-INF/manifest.xml": b"<encryption-data/>"})
    assert reason(sealed) == "file_locked"
    flagged = bytearray(files.zipped({"mimetype": b"x"}))
    flagged[flagged.index(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(flagged)) == "file_locked"
    assert reason(kinds.OLD_OFFICE + b"\0" * 600) == "file_old_office"


def test_a_damaged_zip_is_said_to_be_damaged() -> None:
    assert reason(files.word()[:-30]) == "file_broken"
    assert reason(files.zipped({"mimetype": ODT["mimetype"]})) == "file_broken"


# -- In a process of its own ------------------------------------------------------------------------


def test_the_process_that_looks_says_what_it_found() -> None:
    kept = apart.examined(files.jpeg()).content
    assert kept is not None
    assert b"Zanzibar" not in kept
    assert apart.examined(files.pdf()).content is None
    with pytest.raises(Unfit) as told:
        apart.examined(files.pdf(pages=101))
    assert (told.value.code, told.value.detail) == ("file_too_long", {"pages": 100})


def test_a_file_that_breaks_the_program_that_opens_it_breaks_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dies = (sys.executable, "-c", "import os; os.kill(os.getpid(), 11)")
    with pytest.raises(Unfit, match="file_broken"):
        apart.examined(b"x", command=dies)
    monkeypatch.setattr(apart, "TIMEOUT_S", 0.2)
    with pytest.raises(Unfit, match="file_too_big_inside"):
        apart.examined(b"x", command=(sys.executable, "-c", "import time; time.sleep(9)"))


def test_the_process_that_looks_gets_no_secrets() -> None:
    shows = "import os, json; print(json.dumps({'media_type': ' '.join(os.environ), 'changed': False}))"
    seen = apart.examined(b"x", command=(sys.executable, "-c", shows)).media_type
    assert not {"SECRET_KEY", "VAULT_KEYS", "DATABASE_URL"} & set(seen.split())


# -- Names ------------------------------------------------------------------------------------------

PDF, JPG = (".pdf",), (".jpg", ".jpeg")
KNOWN = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".heic"})


@pytest.mark.parametrize(
    ("name", "endings", "tidied"),
    [
        ("letter.pdf", PDF, "letter.pdf"),
        ("Photo.JPEG", JPG, "Photo.jpeg"),
        ("IMG_1.HEIC", JPG, "IMG_1.jpg"),
        ("scan.pdf", (".png",), "scan.png"),
        ("invoice.exe", PDF, "invoice.exe.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\Users\\Ana Lee\\rent.pdf", PDF, "rent.pdf"),
        ("ann\u202efdp.exe", PDF, "annfdp.exe.pdf"),
        ("a\r\nSet-Cookie: b.pdf", PDF, "a Set-Cookie_ b.pdf"),
        ("عقد\u200cإيجار.pdf", PDF, "عقد\u200cإيجار.pdf"),
        ("", PDF, "file.pdf"),
        (".pdf", PDF, "pdf.pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * 100 + ".pdf"),
    ],
)
def test_names_are_tidied(name: str, endings: tuple[str, ...], tidied: str) -> None:
    assert tidy(name, endings=endings, known=KNOWN) == tidied


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("letter.pdf", "letter.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("a." + "x" * 300, "a." + "x" * 9),
        ("x" * 300, "x" * 100),
        ("ann\u202efdp.exe", "annfdp.exe"),
        ("", "file"),
    ],
)
def test_names_of_files_on_their_way_are_safe_to_show(name: str, shown: str) -> None:
    assert cleaned(name) == shown
