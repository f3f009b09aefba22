"""Data for tests, built by the real actions, so that no impossible state can exist."""

from typing import Any

from services.applications.actions import add_row, save_step, start
from services.applications.models import Application
from services.definitions.channels import Channel
from services.definitions.document import Document
from services.definitions.models import FormVersion
from services.definitions.publishing import publish
from services.identity.actors import SYSTEM, Actor, citizen, staff
from services.identity.models import User

ONLINE = Channel.ONLINE


def both(text: str) -> dict[str, str]:
    """A text in English and a recognisable stand-in in Welsh."""
    return {"en": text, "cy": f"{text} (Cymraeg)"}


def small_document(**changes: Any) -> Document:
    """A form with one of everything that matters: a branch, a repeat, evidence, a found person."""
    content: dict[str, Any] = {
        "key": "small",
        "title": both("Small permit"),
        "summary": both("Apply for a small permit."),
        "languages": ["en", "cy"],
        "reference_prefix": "",
        "sections": [{"key": "you", "title": both("About you")}, {"key": "rest", "title": both("The rest")}],
        "steps": [
            {
                "key": "who",
                "section": "you",
                "questions": [
                    {
                        "kind": "one_of",
                        "key": "who",
                        "label": both("Who is it for?"),
                        "options": [
                            {"key": "me", "label": both("Me")},
                            {"key": "other", "label": both("Someone else")},
                        ],
                    }
                ],
            },
            {
                "key": "helper",
                "section": "you",
                "when": {"op": "equals", "question": "who", "value": "other"},
                "questions": [{"kind": "text", "key": "helper", "label": both("Your own name")}],
            },
            {
                "key": "person",
                "section": "you",
                "title": both("About the person"),
                "questions": [
                    {"kind": "name", "key": "name", "label": both("Name"), "identifies": "name"},
                    {
                        "kind": "date",
                        "key": "born",
                        "label": both("Date of birth"),
                        "when_is": "past",
                        "identifies": "date_of_birth",
                    },
                ],
            },
            {
                "key": "medicine",
                "section": "rest",
                "repeat": "medicines",
                "title": both("A medicine"),
                "questions": [
                    {"kind": "text", "key": "medicine", "label": both("Name of the medicine")},
                    {
                        "kind": "text",
                        "key": "dose",
                        "label": both("How much"),
                        "required": False,
                    },
                ],
            },
            {
                "key": "proof",
                "section": "rest",
                "questions": [{"kind": "evidence", "key": "proof", "label": both("Proof of address")}],
            },
        ],
        "repeats": [{"key": "medicines", "title": both("Your medicines"), "item": both("Medicine")}],
        "declaration": {
            "kind": "declaration",
            "key": "declaration",
            "label": both("Declaration"),
            "statements": [both("What I have said is true.")],
        },
        "next_steps": both("We will write to you."),
        "return_address": ["Lantern Bay Council", "ZZ1 1AA"],
        "privacy": both("We use this to decide."),
    }
    return Document.model_validate({**content, **changes})


def without(document: Document, language: str) -> Document:
    """The form as if it had never been translated into this language."""

    def left(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: left(part) for key, part in value.items() if key != language}
        return [left(part) for part in value if part != language] if isinstance(value, list) else value

    return Document.model_validate(left(document.model_dump(mode="json", by_alias=True)))


def small_form(**changes: Any) -> FormVersion:
    """The small form, published."""
    return publish(document=small_document(**changes), by=SYSTEM)


def draft(*, by: Actor | None = None, channel: Channel = ONLINE, language: str = "en") -> Application:
    """A fresh draft of the small form."""
    return start(version=small_form(), by=by or citizen(), channel=channel, language=language)


def filled(
    application: Application, *, channel: Channel = ONLINE, by: Actor | None = None, until: str = ""
) -> Application:
    """The draft with every question answered, or those of the steps before one."""
    actor = by or citizen()
    answers: dict[str, dict[str, Any]] = {
        "who": {"who": "me"},
        "person": {"name": {"given": "Ann", "family": "Lee"}, "born": "1980-02-01"},
        "medicine": {"medicine": "Aspirin", "dose": None},
        "proof": {"proof": {"way": "post"}},
    }
    for step, values in answers.items():
        if step == until:
            break
        in_row = step == "medicine"
        row = (
            add_row(application=application, repeat="medicines", by=actor, channel=channel)
            if in_row
            else None
        )
        save_step(
            application=application,
            step=step,
            row=row.id if row else "",
            values=values,
            by=actor,
            channel=channel,
        )
    return application


def adviser(email: str = "adviser@example.org") -> Actor:
    """A member of staff who acts."""
    return staff(User.objects.create_user(email, "a long enough password", name="Sam Carter", is_staff=True))


def long_document(count: int) -> Document:
    """A form of so many yes/no steps in five sections, every fifth asked only if the one before was yes."""
    steps = []
    for number in range(1, count + 1):
        step: dict[str, Any] = {
            "key": f"s{number}",
            "section": f"part{(number - 1) * 5 // count + 1}",
            "questions": [{"kind": "yes_no", "key": f"q{number}", "label": both(f"Question {number}?")}],
        }
        if number % 5 == 0:
            step["when"] = {"op": "answered", "question": f"q{number - 1}"}
        steps.append(step)
    sections = [{"key": f"part{number}", "title": both(f"Part {number}")} for number in range(1, 6)]
    return small_document(key=f"long-{count}", sections=sections, steps=steps, repeats=[])


def long_form(count: int) -> FormVersion:
    """The long form, published."""
    return publish(document=long_document(count), by=SYSTEM)
