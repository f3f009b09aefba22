"""The admin shows how far the paper forms of a form are, and has them tried again."""

import pytest
from django.test import Client
from django.utils import timezone

from services.definitions.publishing import publish
from services.identity.actors import SYSTEM
from services.paper.blank import blank_form, made_from
from services.paper.models import FailedDrawing
from services.paper.prints import Print
from tests.content.authoring import small_form, written
from tests.content.reading import open_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def test_each_file_is_listed_as_there_or_failed_with_why(author: Client) -> None:
    form = written()
    address = f"/admin/forms/{form.pk}/paper/"
    assert "not published yet" in open_page(address, author).text
    version = publish(document=small_form(), by=SYSTEM)
    language = version.document.languages[0]
    blank_form(version, language, Print.STANDARD)
    FailedDrawing.objects.create(
        made_from=made_from(version, language, Print.LARGE), why="OSError", failed_at=timezone.now()
    )
    text = open_page(address, author).text
    for words in ("There: 3 pages", "Failed: OSError", "Not drawn yet", "Draw what is missing"):
        assert words in text
    answer = author.post(address, follow=True)
    assert "files are drawn soon" in answer.content.decode()
    assert not FailedDrawing.objects.exists()
