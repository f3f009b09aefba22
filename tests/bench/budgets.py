"""What single things cost on the server, each beside its budget. `make bench` runs it in a process."""

import gzip
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli
import django
import pikepdf

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- after the set-up
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from portal.sample.facts import load_facts  # noqa: E402
from portal.sample.forms import read_form  # noqa: E402
from services.applications.actions import (  # noqa: E402
    add_row,
    issue_resume_code,
    save_step,
    start,
    submit,
)
from services.applications.models import Application  # noqa: E402
from services.definitions.channels import Channel  # noqa: E402
from services.definitions.document import Document  # noqa: E402
from services.definitions.journey import Answers, walk  # noqa: E402
from services.definitions.publishing import publish  # noqa: E402
from services.identity.actors import SYSTEM, citizen  # noqa: E402
from services.paper.actions import print_copy  # noqa: E402
from services.paper.blank import blank_form  # noqa: E402 -- after the set-up
from services.paper.letters import receipt  # noqa: E402
from services.paper.prints import Print  # noqa: E402
from tests.bench.reference import SIZES, document, key, typed, wide_answers, wide_document  # noqa: E402
from tests.definitions.importers import test_real_forms as real_forms  # noqa: E402
from tests.definitions.importers.filling import walked  # noqa: E402

ONLINE = Channel.ONLINE
CSS = Path(settings.BASE_DIR) / "portal" / "static" / "build" / "citizen.css"


def best(
    work: Callable[[], object], *, times: int = 5, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Return the least milliseconds that a piece of work took, after once to warm up."""
    work()
    took = []
    for _ in range(times):
        begin = clock()
        work()
        took.append(clock() - begin)
    return min(took) * 1000


def tell(what: str, found: float, limit: float, unit: str) -> None:
    """Print one figure with its budget."""
    verdict = "met" if found <= limit else "MISSED"
    print(f"  {what:<56}{found:>9,.1f} {unit:<8} at most {limit:>8,.0f}  {verdict}", flush=True)


@contextmanager
def undone() -> Iterator[None]:
    """Take back what the block writes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def main() -> None:
    """Measure everything; print one line for each figure."""
    print("\nSingle things, on the server")
    _queries()
    _walking()
    _resuming()
    load_facts()
    _publishing()
    _paper()
    _weight()


def _queries() -> None:
    for count in (SIZES[0], SIZES[-1]):
        client, path = _begun(count)
        for place in range(1, count - 2):
            path = client.post(path, typed(place))["Location"]
            client.get(path)
        with CaptureQueriesContext(connection) as post:
            path = client.post(path, typed(count - 2))["Location"]
        with CaptureQueriesContext(connection) as get:
            client.get(path)
        asked = max(sum(query["sql"] not in ("BEGIN", "COMMIT") for query in each) for each in (post, get))
        tell(f"queries of a request, {count} steps", asked, 8, "queries")


def _begun(count: int) -> tuple[Client, str]:
    publish(document=document(count), by=SYSTEM)
    client = Client(HTTP_HOST="127.0.0.1")
    return client, client.post(f"/apply/{key(count)}/", {"start": "again"})["Location"]


def _walking() -> None:
    form, answers, today = wide_document(), wide_answers(), timezone.localdate()
    known = Answers(answers)
    took = best(lambda: walk(form, known, channel=ONLINE, today=today), times=20)
    tell("walk through 500 questions and 300 rules", took, 2, "ms")


def _resuming() -> None:
    form, by = wide_document(), citizen()
    application = start(version=publish(document=form, by=SYSTEM), by=by, channel=ONLINE, language="en")
    answers = wide_answers()
    for step in form.steps[:-1]:
        values = {question.key: answers[question.key] for question in step.questions}
        save_step(application=application, step=step.key, values=values, by=by, channel=ONLINE)
    code = issue_resume_code(application=application, fact="Lee", way="printed", by=by, channel=ONLINE)
    said = {"reference": application.reference, "code": code, "last_name": "Lee"}
    client = Client(HTTP_HOST="127.0.0.1")  # the same one: as a server does, it starts once

    def come_back() -> None:
        client.cookies.clear()
        answer = client.post("/resume/", said, follow=True)
        if form.steps[-1].key not in answer.redirect_chain[-1][0]:
            raise RuntimeError(f"resuming led to {answer.redirect_chain}")

    tell("resume with 490 answers: code, way on, page", best(come_back), 50, "ms")


def _publishing() -> None:
    tell("publish the sample's largest form", _publish(read_form("blue-badge")), 2000, "ms")
    if real_forms.FOLDER.is_dir():
        every = [real_forms.read(name)[0] for name in real_forms.FORMS]
        largest = max(every, key=lambda form: len(form.questions))
        tell(
            f"publish the largest real form ({len(largest.questions)} questions)",
            _publish(largest),
            2000,
            "ms",
        )


def _publish(form: Document) -> float:
    def fresh() -> None:
        with undone():
            publish(document=form.model_copy(update={"minutes": form.minutes + 1}), by=SYSTEM)

    return best(fresh, times=3)


def _paper() -> None:
    application = _filled(read_form("blue-badge"))
    blank_form(application.version, "en", Print.STANDARD)  # as `manage.py draw_forms` does after publishing

    def copy() -> Any:
        with undone():
            return print_copy(
                application=application, language="en", size=Print.STANDARD, by=citizen(), channel=ONLINE
            )

    pages = len(pikepdf.open(BytesIO(copy()[1].pdf)).pages)
    took = best(copy, times=2, clock=time.process_time)
    tell(f"each 8 pages of a prefilled form of {pages}, CPU", took * 8 / pages, 1200, "ms")
    submit(application=application, declared="ticked", by=citizen(), channel=ONLINE)
    sent = Application.objects.get(pk=application.pk)
    took = best(lambda: receipt(sent, language="en"), times=3, clock=time.process_time)
    tell("receipt, CPU", took, 400, "ms")


def _filled(form: Document) -> Application:
    by = citizen()
    application = start(version=publish(document=form, by=SYSTEM), by=by, channel=ONLINE, language="en")
    answers, _problems = walked(form, 0)
    for step in form.steps:
        if step.repeat is None:
            values = {q.key: answers.values[q.key] for q in step.questions if q.key in answers.values}
            save_step(application=application, step=step.key, values=values, by=by, channel=ONLINE)
    for repeat, rows in answers.rows.items():
        for values in rows.values():
            row = add_row(application=application, repeat=repeat, by=by, channel=ONLINE)
            for step in form.steps_of_repeat(repeat):
                mine = {q.key: values[q.key] for q in step.questions if q.key in values}
                save_step(
                    application=application, step=step.key, row=row.pk, values=mine, by=by, channel=ONLINE
                )
    return application


def _weight() -> None:
    client, path = _begun(SIZES[0])
    page = gzip.compress(client.get(path).content)
    tell(
        "weight of a step: page and styles, compressed",
        len(page) + len(brotli.compress(CSS.read_bytes())),
        14_600,
        "bytes",
    )


if __name__ == "__main__":
    main()
