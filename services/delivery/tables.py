"""Applications as a table for a spreadsheet, and as JSON Lines for a program."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from services.applications.exporting import ApplicationData, GivenData

FIXED = ("reference", "receipt", "form", "version", "language", "channel", "submitted_at", "declared")
BETWEEN_ROWS = " | "
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)


def as_json_lines(applications: Sequence[ApplicationData]) -> bytes:
    """Return one line of JSON for each application. Line ends inside an answer are escaped by JSON."""
    return "".join(each.model_dump_json(by_alias=True) + "\n" for each in applications).encode()


def as_csv(applications: Sequence[ApplicationData]) -> bytes:
    """Return one row for each application and one column for each question (RFC 4180, UTF-8 with a mark
    by which spreadsheets know it).

    A column is headed by the question's key, which stays the same over versions. Answers of a list
    stand in one cell, with their row's number before them.
    """
    keys = list(dict.fromkeys(given.question for each in applications for given in each.answers))
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*FIXED, *keys])
    for each in applications:
        cells = _cells(each.answers)
        writer.writerow([harmless(text) for text in (*_fixed(each), *(cells.get(key, "") for key in keys))])
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection).

    A mark that would begin one gets an apostrophe before it. A plain number stays a number.
    """
    if text.lstrip(" \n\u00a0\ufeff").startswith(STARTS_FORMULA) and not PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _fixed(each: ApplicationData) -> tuple[str, ...]:
    return (
        each.reference,
        each.receipt,
        each.form.key,
        str(each.form.version),
        each.language,
        each.channel.value,
        each.submitted_at.isoformat(),
        each.declaration.how,
    )


def _cells(answers: Sequence[GivenData]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for given in answers:
        text = _number(given) + "\n".join(given.text)
        before = cells.get(given.question)
        cells[given.question] = text if before is None else before + BETWEEN_ROWS + text
    return cells


def _number(given: GivenData) -> str:
    if given.row is None:
        return ""
    return f"{given.outer_row}.{given.row}: " if given.outer_row else f"{given.row}: "
