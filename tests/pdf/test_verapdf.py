"""The gate itself: it lets a sound document through and stops broken ones."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from services.documents import render
from tests.pdf.verapdf import validate

pytestmark = pytest.mark.pdf

SOUND = "<h1>Tell us you are moving</h1><h2>Your new home</h2><p>When do you move?</p>" * 10


def broken(pdf: bytes, part: str) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.Root[part]
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def test_the_gate_passes_a_sound_document_and_names_what_broken_ones_break(tmp_path: Path) -> None:
    sound = render(SOUND, language="en", title="Moving").pdf
    skipped = render(SOUND.replace("h2", "h4"), language="en", title="Moving").pdf
    cases = {
        "sound": sound,
        "no-tags": broken(sound, "/StructTreeRoot"),
        "no-language": broken(sound, "/Lang"),
        "skipped-heading": skipped,
    }
    for name, pdf in cases.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
    found = validate(sorted(tmp_path.iterdir()))
    clauses = {path.stem: {rule.split("-")[0] for rule in rules} for path, rules in found.items()}
    assert clauses["sound"] == set()
    assert "7.1" in clauses["no-tags"]
    assert "7.2" in clauses["no-language"]
    assert clauses["skipped-heading"] == {"7.4.2"}
