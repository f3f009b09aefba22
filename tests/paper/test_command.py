"""manage.py paper writes what the web hands out."""

from pathlib import Path
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from services.documents import Document
from services.paper import blank
from services.paper.blank import blank_form
from services.paper.prints import Print
from tests.builders import draft, filled, small_form
from tests.paper.conftest import stored, words_of

pytestmark = pytest.mark.django_db


def test_it_writes_the_file_that_the_web_serves(tmp_path: Path) -> None:
    version = small_form()
    out = tmp_path / "form.pdf"
    call_command("paper", "small", "--language", "cy", "--out", str(out))
    assert out.read_bytes() == stored(blank_form(version, "cy", Print.STANDARD))


def test_all_means_every_form_language_and_size(tmp_path: Path) -> None:
    small_form()
    with mock.patch.object(blank, "paper_form", return_value=Document(b"%PDF-1.7", [])):
        call_command("paper", "--all", "--out", str(tmp_path / "all"))
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == [
        f"small-{language}-{size}.pdf"
        for language in ("cy", "en")
        for size in ("fillable", "large", "largest", "standard")
    ]


def test_a_form_to_fill_in_on_a_computer_is_always_empty(tmp_path: Path) -> None:
    application = filled(draft())
    out = str(tmp_path / "form.pdf")
    call_command("paper", "small", "--fillable", "--out", out)
    assert "born.day" in PdfReader(out).get_fields()
    with pytest.raises(CommandError, match="Only an empty form"):
        call_command("paper", "small", "--fillable", "--reference", application.reference, "--out", out)


def test_a_reference_fills_the_form_in(tmp_path: Path) -> None:
    application = filled(draft())
    out = tmp_path / "copy.pdf"
    call_command("paper", "small", "--reference", application.reference, "--out", str(out))
    assert "Aspirin" in words_of(out.read_bytes())


def test_an_unknown_form_is_answered_with_those_there_are(tmp_path: Path) -> None:
    small_form()
    with pytest.raises(CommandError, match="There are: small"):
        call_command("paper", "nothing", "--out", str(tmp_path / "x.pdf"))
