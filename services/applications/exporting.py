"""A submitted application as data for the systems that work on it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.timezone import localtime
from pydantic import BaseModel, Field

from services.applications.models import Application, Receipt, Upload
from services.applications.queries import Source, answers_of, file_names, sources_of, uploads_of
from services.definitions.answer_data import AnswerData, answer_data
from services.definitions.channels import Channel
from services.definitions.document import Document
from services.definitions.journey import Journey, walk
from services.definitions.kinds import Computed
from services.definitions.sentences import words
from services.definitions.summary import Entry, summary

SCHEMA = Path(__file__).parent / "schema" / "application.json"
SCHEMA_ADDRESS = "/schema/application/1.json"
"""Where every installation serves it. The number grows when an older reader would no longer understand."""

JUDGED = (Upload.State.CLEAN, Upload.State.REFUSED)
Address = Callable[[Upload], str | None]


class Part(BaseModel):
    """What every part of an export shares: it knows its own names only."""

    model_config = {"extra": "forbid"}


class FormData(Part):
    """The form, and the version that was answered."""

    key: str
    version: int
    title: str


class DeclarationData(Part):
    """What was declared, and how."""

    how: Annotated[str, Field(description="ticked, signed or spoken")]
    statements: list[str]


class FileData(Part):
    """A file that belongs to an evidence answer."""

    id: UUID
    name: str
    media_type: str
    size_bytes: int
    state: Annotated[
        Literal["received", "clean", "refused"],
        Field(description="received: not checked for viruses; refused: turned down, and not to be had"),
    ]
    url: Annotated[str | None, Field(description="Where to fetch it for a while, with GET, if anywhere.")]


class GivenData(AnswerData):
    """An answer with where it stands in the form and where it came from."""

    model_config = {"extra": "forbid"}

    repeat: Annotated[str | None, Field(description="Key of the list that the answer stands in.")] = None
    row: Annotated[int | None, Field(description="Place in that list, from 1.")] = None
    outer_row: Annotated[
        int | None, Field(description="For a list inside another: place of the row that holds it.")
    ] = None
    channel: Annotated[Channel, Field(description="The way this answer came in.")]
    given_by: Annotated[str, Field(description="citizen, helper, staff or system")]
    given_at: datetime
    files: list[FileData] = []


class ApplicationData(Part):
    """One submitted application, whole."""

    schema_: Annotated[Literal["/schema/application/1.json"], Field(alias="schema")] = (
        "/schema/application/1.json"
    )
    test: Annotated[bool, Field(description="true: invented, to try out a connection")] = False
    reference: str
    receipt: str
    form: FormData
    language: Annotated[str, Field(description="The language the person used: write to them in it.")]
    channel: Annotated[Channel, Field(description="The way it was sent in.")]
    submitted_at: datetime
    declaration: DeclarationData
    answers: Annotated[list[GivenData], Field(description="In the order of the form; only what counts.")]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an exported application, worked out from the classes above."""
    made = ApplicationData.model_json_schema(by_alias=True, mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ADDRESS}
    return {**head, **made, "title": "Anydoor application"}


def reading_language(document: Document, wanted: str) -> str:
    """Return the language to export a form in: the wanted one, or its first where it has no such words."""
    return wanted if wanted in document.languages else document.languages[0]


def export(
    application: Application, *, language: str, address: Address = lambda _upload: None
) -> ApplicationData:
    """Return a submitted application as data, its words in a language if the form has it.

    `address` gives the place from which a file can be fetched. The walk is that of the day it was
    submitted, so that an age or a closing date reads the same ever after. A constant number of queries.
    Raises vault.Unreadable once it is erased.
    """
    document, receipt = application.document, application.receipt
    said_in = reading_language(document, language)
    journey = _as_submitted(application, receipt)
    names, sources = file_names(application), sources_of(application)
    files = {str(upload.pk): upload for upload in uploads_of(application)}
    given = [
        _given(entry, sources.get((entry.question.key, entry.row)), receipt, said_in, files, names, address)
        for part in summary(document, journey)
        for entry in part.entries
    ]
    return ApplicationData(
        reference=application.reference,
        receipt=receipt.number,
        form=FormData(
            key=document.key, version=application.version.number, title=words(document.title, said_in)
        ),
        language=application.language,
        channel=Channel(receipt.channel),
        submitted_at=receipt.submitted_at,
        declaration=DeclarationData(
            how=receipt.declared_how,
            statements=[words(text, said_in) for text in document.declared.statements],
        ),
        answers=given,
    )


def _as_submitted(application: Application, receipt: Receipt) -> Journey:
    day = localtime(receipt.submitted_at).date()
    channel = Channel(receipt.channel)
    return walk(application.document, answers_of(application), channel=channel, today=day)


def _given(
    entry: Entry,
    source: Source | None,
    receipt: Receipt,
    language: str,
    files: Mapping[str, Upload],
    names: Mapping[str, str],
    address: Address,
) -> GivenData:
    """Return one answer. What we worked out ourselves has the system as its source."""
    if source is None and not isinstance(entry.question, Computed):
        raise ValueError(f"the answer to {entry.question.key!r} came from nowhere")
    data = answer_data(entry.question, entry.value, language, files=names)
    return GivenData(
        **data.model_dump(),
        repeat=entry.repeat.key if entry.repeat else None,
        row=entry.row_number or None,
        outer_row=entry.outer.number if entry.outer else None,
        channel=source.channel if source else Channel(receipt.channel),
        given_by=source.given_by if source else "system",
        given_at=source.given_at if source else receipt.submitted_at,
        files=list(_files(entry, files, names, address)),
    )


def _files(
    entry: Entry, files: Mapping[str, Upload], names: Mapping[str, str], address: Address
) -> Iterator[FileData]:
    if not isinstance(entry.value, dict) or entry.value.get("way") != "upload":
        return
    for pk in entry.value.get("files", "").split(","):
        upload = files.get(pk)
        if upload is not None:
            yield FileData.model_validate(
                {
                    "id": upload.pk,
                    "name": names[pk],
                    "media_type": upload.media_type,
                    "size_bytes": upload.size_bytes,
                    "state": upload.state if upload.state in JUDGED else Upload.State.RECEIVED,
                    "url": None if upload.state == Upload.State.REFUSED else address(upload),
                }
            )
