"""What every PDF of ours has, whatever is on it."""

import logging
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from services.documents import PageCodes, page_of, render

CSS = """
@page { size: A4; margin: 30mm 15mm 20mm; @bottom-left { content: "Page " counter(page); } }
html { font-family: "Noto Sans", "Noto Sans Arabic", "DejaVu Sans"; font-size: 12pt; }
@page { font-family: "Noto Sans"; }
.tick { position: absolute; left: 20mm; top: 40mm; width: 5mm; height: 6mm; background: #000; }
.next { break-before: page; }
"""
BODY = """<h1>Medicines</h1><span class="tick" id="q1.yes"></span>
<table><thead><tr><th>Name</th><th>Dose</th></tr></thead>
<tbody><tr><th scope="row">First</th><td>10 mg</td></tr></tbody></table>
<h2 class="next" id="q2"><span lang="en">What else?</span></h2>"""


def page_codes(left_mm: float = 170, top_mm: float = 8) -> PageCodes:
    return PageCodes(lambda page: f"AD1/blue-badge/3/enS/0/{page}", left_mm=left_mm, top_mm=top_mm)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [
        found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and found.get("/S") == kind
    ]


def test_title_and_language_are_set_whatever_the_html_says() -> None:
    reader = PdfReader(BytesIO(render(BODY, language="cy", title="Bathodyn Glas", css=CSS).pdf))
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "Bathodyn Glas"
    assert root["/Lang"] == "cy"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]


def test_the_same_words_give_the_same_bytes() -> None:
    first, second = (
        render(BODY, language="en", title="Form", css=CSS, codes=page_codes()).pdf for _ in range(2)
    )
    assert first == second


def test_boxes_say_where_an_element_stands_on_its_page_in_millimetres() -> None:
    document = render(BODY, language="en", title="Form", css=CSS)
    assert document.pages == 2
    tick = document.boxes[0]["q1.yes"]
    assert tick == pytest.approx((35, 70, 40, 76), abs=0.05)  # the page's margins count
    assert "q2" in document.boxes[1]
    picture = pypdfium2.PdfDocument(document.pdf)[0].render(scale=4).to_pil().convert("L")
    dot_per_mm = picture.width / 210
    assert picture.getpixel((int(37.5 * dot_per_mm), int(73 * dot_per_mm))) == 0
    assert picture.getpixel((int(37.5 * dot_per_mm), int(69 * dot_per_mm))) == 255


def test_arabic_runs_from_the_right() -> None:
    document = render("<p><span id='p'>مرحبا</span></p>", language="ar", title="نموذج", css=CSS)
    pdf = opened(document.pdf)
    assert pdf.Root.ViewerPreferences.Direction == "/R2L"
    assert document.boxes[0]["p"].right_mm == pytest.approx(210 - 15 - 8 * 25.4 / 96, abs=0.1)  # body margin
    assert PdfReader(BytesIO(document.pdf)).metadata.title == "نموذج"


def test_words_in_another_language_keep_it() -> None:
    body = BODY + '<p>نعم <span lang="cy">Ydw</span> <span lang="ar">لا</span></p>'
    pdf = opened(render(body, language="ar", title="نموذج", css=CSS).pdf)
    assert sorted(str(span.Lang) for span in elements(pdf, "/Span") if "/Lang" in span) == ["cy", "en"]
    assert not any(elements(pdf, kind) for kind in ("/Art", "/BlockQuote", "/Part"))


def test_a_document_in_too_many_languages_is_refused() -> None:
    body = "".join(f'<p lang="{code}">x</p>' for code in ("cy", "ar", "fr", "de"))
    with pytest.raises(ValueError, match="'de' is one too many"):
        render(body, language="en", title="Form")


def test_table_headers_say_what_they_head() -> None:
    pdf = opened(render(BODY, language="en", title="Form", css=CSS).pdf)
    assert sorted(str(header.A.Scope) for header in elements(pdf, "/TH")) == ["/Column", "/Column", "/Row"]


def test_page_margins_are_decoration() -> None:
    pdf = opened(render(BODY, language="en", title="Form", css=CSS).pdf)
    streams = [page.Contents.read_bytes() for page in pdf.pages]
    assert all(b"/Artifact <</Type /Pagination>> BDC" in stream for stream in streams)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_code_of_each_page_reads_back(language: str) -> None:
    document = render(BODY, language=language, title="Form", css=CSS, codes=page_codes())
    for number, page in enumerate(pypdfium2.PdfDocument(document.pdf), start=1):
        found = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
        assert [code.text for code in found] == [f"AD1/BLUE-BADGE/3/ENS/0/{number}"]
        corner = found[0].position.top_left
        assert (corner.x * 25.4 / 150, corner.y * 25.4 / 150) == pytest.approx((170, 8), abs=0.5)


def test_a_long_code_grows_instead_of_failing() -> None:
    long = PageCodes(lambda page: f"AD1/{'long-form-key' * 4}/3/enS/0/{page}", left_mm=20, top_mm=8)
    document = render("<p>x</p>", language="en", title="Form", css=CSS, codes=long)
    picture = pypdfium2.PdfDocument(document.pdf)[0].render(scale=2).to_pil()
    assert len(zxingcpp.read_barcodes(picture)) == 1


def test_fonts_travel_inside_the_file() -> None:
    pdf = opened(render(BODY + "<p>مرحبا ŵ</p>", language="en", title="Form", css=CSS).pdf)
    names = {
        str(found.FontName).partition("+")[2]
        for found in pdf.objects
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor"
        if "/FontFile2" in found or "/FontFile3" in found
    }
    assert {name.split("-Bold")[0] for name in names} == {"Noto-Sans", "Noto-Sans-Arabic"}, (
        "install fonts-noto-core"
    )


@pytest.mark.parametrize("address", ["http://127.0.0.1/logo.png", "file:///etc/passwd"])
def test_nothing_outside_the_document_is_fetched(address: str) -> None:
    with pytest.raises(ValueError, match="only use data: addresses"):
        render(f'<img alt="Logo" src="{address}">', language="en", title="Form")


def test_sound_html_and_css_bring_no_complaint(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, logger="weasyprint")
    render(BODY, language="en", title="Form", css=CSS, codes=page_codes())
    assert caplog.messages == []


@pytest.mark.parametrize("guesses", [None, {"q2": 2}, {"q2": 77}])
def test_page_numbers_are_right_whatever_was_guessed(guesses: dict[str, int] | None) -> None:
    body = f"{BODY}<p>See page {page_of('q2')}</p>"
    pdf = render(body, language="en", title="Form", css=CSS, page_guesses=guesses).pdf
    assert "See page 2" in PdfReader(BytesIO(pdf)).pages[1].extract_text()
