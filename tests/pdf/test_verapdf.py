"""The gate itself: it lets a sound document through and stops broken ones."""

from io import BytesIO

import pikepdf
import pytest

from services.documents import render
from tests.pdf.verapdf import VeraPdf

pytestmark = pytest.mark.pdf

SOUND = "<h1>Tell us you are moving</h1><h2>Your new home</h2><p>When do you move?</p>" * 10


def broken(pdf: bytes, part: str) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.Root[part]
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def test_the_gate_passes_a_sound_document_and_names_what_broken_ones_break(verapdf: VeraPdf) -> None:
    sound = render(SOUND, language="en", title="Moving").pdf
    cases = {
        "sound": sound,
        "no-tags": broken(sound, "/StructTreeRoot"),
        "no-language": broken(sound, "/Lang"),
        "skipped-heading": render(SOUND.replace("h2", "h4"), language="en", title="Moving").pdf,
        "sound-again": sound,
    }
    clauses = {
        name: {rule.split("-")[0] for rule in verapdf.broken_rules(pdf)} for name, pdf in cases.items()
    }
    assert clauses["sound"] == clauses["sound-again"] == set()
    assert "7.1" in clauses["no-tags"]
    assert "7.2" in clauses["no-language"]
    assert clauses["skipped-heading"] == {"7.4.2"}
