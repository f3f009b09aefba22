"""Every kind of question renders in every channel."""

from pathlib import Path

import pytest
from django.template.loader import get_template

from services.definitions.kinds import KINDS, Question

CHANNELS = ("online", "paper", "script", "review")
TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "kinds"


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_kind_has_a_template_for_each_channel(kind: type[Question], channel: str) -> None:
    name = kind.model_fields["kind"].default
    assert get_template(f"kinds/{name}/{channel}.html").template.source.strip()


def test_no_template_is_left_from_a_kind_that_is_gone() -> None:
    assert {folder.name for folder in TEMPLATES.iterdir()} == {k.model_fields["kind"].default for k in KINDS}
