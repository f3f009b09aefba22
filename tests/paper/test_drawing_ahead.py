"""Empty forms are drawn by the workers soon after they are published, before anybody asks for them."""

import pytest
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend

from services.definitions.models import FormVersion
from services.paper import tasks
from services.paper.blank import blank_form, undrawn
from services.paper.models import PrintedForm
from services.paper.prints import Print
from services.paper.progress import Stand, draw_again, files_of
from tests.builders import small_form

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def queue(settings) -> DummyBackend:
    """A queue that waits, as in production: what is put in it can be looked at."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return task_backends["default"]


def asked(queue: DummyBackend) -> list[tuple[int, str, str]]:
    return [tuple(result.args) for result in queue.results]


def in_every_size(version: FormVersion) -> list[tuple[int, str, str]]:
    return [(version.pk, language, size.value) for language in ("en", "cy") for size in Print]


def test_a_published_form_is_drawn_in_each_language_and_size(queue: DummyBackend) -> None:
    version = small_form()
    assert tasks.draw_soon() == 8
    assert asked(queue) == in_every_size(version)


def test_it_waits_behind_messages(queue: DummyBackend) -> None:
    small_form()
    tasks.draw_soon()
    assert {result.task.priority for result in queue.results} == {-50}


def test_what_was_handed_over_is_not_handed_over_again_in_the_next_round(queue: DummyBackend) -> None:
    small_form()
    tasks.draw_soon()
    assert tasks.draw_soon() == 0


def test_what_somebody_asked_for_meanwhile_is_there_already(queue: DummyBackend) -> None:
    version = small_form()
    blank_form(version, "cy", Print.LARGE)
    tasks.draw_soon()
    assert asked(queue) == [form for form in in_every_size(version) if form[1:] != ("cy", "large")]


def test_a_new_telephone_number_has_them_drawn_anew(settings, queue: DummyBackend) -> None:
    version = small_form()
    blank_form(version, "en", Print.STANDARD)
    settings.COUNCIL_IN = "tests.paper.council.with_new_phone"
    tasks.draw_soon()
    assert asked(queue) == in_every_size(version)


def test_only_the_newest_version_is_drawn(queue: DummyBackend) -> None:
    small_form()
    newest = small_form(minutes=9)
    tasks.draw_soon()
    assert asked(queue) == in_every_size(newest)


def test_a_worker_draws_it_once(queue: DummyBackend) -> None:
    version = small_form()
    chosen = in_every_size(version)[-2:]
    for form in [*chosen, *chosen]:
        tasks.draw_form.call(*form)
    assert PrintedForm.objects.count() == 2
    assert len(undrawn()) == 6


def test_a_queue_that_cannot_wait_leaves_forms_to_their_first_reader() -> None:
    small_form()
    assert tasks.draw_soon() == 0
    assert PrintedForm.objects.count() == 0


def test_what_fails_says_so_and_can_be_tried_again(
    queue: DummyBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = small_form()
    assert {each.stand for each in files_of(version)} == {Stand.WAITING}
    tasks.draw_soon()
    assert {each.stand for each in files_of(version)} == {Stand.ASKED}

    def no_font(*args: object) -> None:
        raise OSError("no font")

    with monkeypatch.context() as broken:
        broken.setattr(tasks, "blank_form", no_font)
        with pytest.raises(OSError, match="no font"):
            tasks.draw_form.call(version.pk, "cy", "standard")
    failed = [each for each in files_of(version) if each.stand is Stand.FAILED]
    assert [(each.language, each.size, each.why) for each in failed] == [("cy", Print.STANDARD, "OSError")]
    assert draw_again(version) == 8
    assert {each.stand for each in files_of(version)} == {Stand.ASKED}
    tasks.draw_form.call(version.pk, "cy", "standard")
    there = [each for each in files_of(version) if each.stand is Stand.THERE]
    assert [(each.language, each.pages > 0) for each in there] == [("cy", True)]
