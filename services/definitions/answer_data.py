"""An answer as data for other people's systems: the export channel of every kind of question."""

from collections.abc import Mapping
from typing import Annotated

from django.utils.translation import override
from pydantic import BaseModel, Field, JsonValue

from services.definitions.display import answer_lines
from services.definitions.kinds import Question, ValueType
from services.definitions.rules import Value


class AnswerData(BaseModel):
    """What was asked and what was answered."""

    question: Annotated[str, Field(description="Key of the question: the same in every version of the form.")]
    label: Annotated[str, Field(description="The question in words.")]
    kind: Annotated[str, Field(description="Kind of question: text, date, one_of, money …")]
    type: Annotated[
        ValueType,
        Field(description="How `value` compares: text, number, boolean, choice, choices, date …"),
    ]
    value: Annotated[
        JsonValue,
        Field(
            description="The answer: null if it was left blank; money in whole pence; decimals as text; "
            "dates as ISO 8601; chosen options by key; an object where the question has several parts."
        ),
    ]
    text: Annotated[list[str], Field(description="The answer as people read it, line by line.")]


def answer_data(
    question: Question, value: Value, language: str, *, files: Mapping[str, str] | None = None
) -> AnswerData:
    """Return an answer as data, its words in a language that the form is published in.

    `files` gives the names of uploaded files by id. A question left blank has no text.
    """
    with override(language):
        lines = [] if value is None else answer_lines(question, value, language, files=files)
    return AnswerData.model_validate(
        {
            "question": question.key,
            "label": question.label[language],
            "kind": question.kind,
            "type": question.value_type,
            "value": value,
            "text": [str(line) for line in lines],
        }
    )
