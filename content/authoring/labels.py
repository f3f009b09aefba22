"""What authors read beside the fields of a form. A field without words here is called by its name."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: dict[str, Any] = {
    "text": _("Short text"),
    "long_text": _("Long text"),
    "whole_number": _("Whole number"),
    "decimal": _("Number with decimals"),
    "money": _("Amount of money"),
    "yes_no": _("Yes or no"),
    "one_of": _("One of a list"),
    "several_of": _("Several of a list"),
    "select": _("One of a long list"),
    "country": _("Country"),
    "date": _("Date"),
    "month_year": _("Month and year"),
    "partial_date": _("Date, or a part of it"),
    "time": _("Time of day"),
    "name": _("Name of a person"),
    "address": _("Address"),
    "email": _("Email address"),
    "phone": _("Telephone number"),
    "identifier": _("Number an authority gave"),
    "organisation_number": _("Number of an organisation"),
    "bank_account": _("Bank account"),
    "iban": _("International bank account (IBAN)"),
    "computed": _("Worked out from other answers"),
    "evidence": _("Evidence"),
    "declaration": _("Declaration"),
}

FIELDS: dict[str, Any] = {
    "label": pgettext_lazy("field of a question", "Question"),
    "hint": _("Hint"),
    "script": _("Asked aloud"),
    "required": _("Must be answered"),
    "when": _("Only asked if"),
    "ends": _("The way ends here"),
    "identifies": _("Finds the application by"),
    "autocomplete": _("Purpose of the field"),
    "meaning": _("Meaning"),
    "key": _("Key"),
    "title": pgettext_lazy("heading in a form", "Title"),
    "guidance": _("Guidance before the questions"),
    "options": _("Answers to choose from"),
    "exclusive": _("Cannot be chosen together with another"),
    "ways": _("Ways to send it"),
    "max_files": _("Most files"),
    "accepts": _("Sorts of files"),
    "max_length": _("Most letters"),
    "lines": _("Lines on paper"),
    "minimum": pgettext_lazy("limit", "At least"),
    "maximum": pgettext_lazy("limit", "At most"),
    "minimum_pence": _("At least (pence)"),
    "maximum_pence": _("At most (pence)"),
    "places": _("Places after the point"),
    "unit": _("Unit"),
    "when_is": _("Lies in"),
    "where": pgettext_lazy("field of an address", "Where"),
    "known_as": _("Also ask what they like to be called"),
    "scheme": _("Which number"),
    "masks": _("What it can look like"),
    "formula": _("Worked out as"),
    "money": _("Shown as pounds"),
    "statements": _("Statements"),
    "item": _("One row is called"),
    "rows_on_paper": _("Rows on paper"),
    "text": pgettext_lazy("words in a form", "Text"),
    "summary": _("What the form is for"),
    "next_steps": _("What happens next"),
    "privacy": _("Privacy"),
    "languages": _("Languages"),
    "return_address": _("Where paper goes"),
    "minutes": _("Minutes it takes"),
    "draft_days": _("Days an unfinished application is kept"),
    "kept_days": _("Days an application is kept after its decision"),
    "reference_prefix": _("References begin with"),
    "kind": _("Kind of form"),
    "same_as": _("Same as in other forms"),
    "rule": _("Holds if"),
    "met": _("What to say if it is met"),
    "not_met": _("What to say if it is not met"),
    "not_known": _("What to say if it is not known"),
    "link": _("Where to read on"),
    "address": _("Address"),
    "decides": _("Decides the outcome"),
    "on": _("Judged on"),
    "answers": _("Answers"),
    "rows": _("Rows"),
    "expected": _("Expected"),
    "leads_to": _("Form to go on with"),
}

OPTION_LABEL = pgettext_lazy("field of an option", "Answer")

HELP: dict[str, Any] = {
    "key": _("Leave it empty: it is made from the words. A published question keeps its key for good."),
    "script": _("How an adviser says it. Empty: the question itself."),
    "meaning": _("Raise it by 1 when the question means something else than before: it is asked again."),
    "masks": _("A stands for a letter, 9 for a digit, * for either: AA999999A."),
    "autocomplete": _("If it is about the person filling in the form: name, email, tel, bday …"),
    "identifies": _("Staff can find the application by this answer."),
    "same_as": _("A word that forms share, like person.name: what was answered there is offered here."),
    "ends": _(
        "For people who cannot go on. Ask nothing here. Say who it is for under “Only asked if”, why in the"
        " title, and what to do instead in the guidance."
    ),
    "answers": _("What this person answers. Leave an answer empty for “I do not know”."),
    "rows": _("What this person answers in each row of a list."),
    "expected": _("What the checker must say. Publishing tries every case."),
}

BLOCKS: dict[str, Any] = {
    "guidance": _("Guidance"),
    "warning": pgettext_lazy("words in a form", "Warning"),
    "inset": _("Inset text"),
    "details": _("Text to unfold"),
}

CHOICES: dict[str, Any] = {
    "upload": _("Upload"),
    "post": _("By post"),
    "in_person": _("In person"),
    "already_sent": _("Already sent"),
    "images": _("Pictures"),
    "pdf": _("PDF"),
    "office": _("Office documents"),
    "past": _("the past"),
    "future": _("the future"),
    "any": pgettext_lazy("place or time", "anywhere, any time"),
    "uk": _("in the United Kingdom"),
    "international": _("in any country, always named"),
    "nino": _("National Insurance number"),
    "nhs": _("NHS number"),
    "mask": _("one that looks like this:"),
    "company": _("company (Companies House)"),
    "charity": _("charity (England and Wales)"),
    "norway": _("organisation in Norway"),
    "name": _("name"),
    "date_of_birth": _("date of birth"),
    "postcode": _("postcode"),
    "email": _("email address"),
    "phone": _("telephone number"),
    "application": _("application"),
    "checker": _("checker: may I have it?"),
    "sum": _("sum"),
}


FOUND: dict[str, Any] = {
    "met": pgettext_lazy("a requirement", "met"),
    "not_met": pgettext_lazy("a requirement", "not met"),
    "not_known": pgettext_lazy("a requirement", "not known"),
}

FORM_KINDS = [(kind, CHOICES[kind]) for kind in ("application", "checker")]


def said(names: dict[str, Any], key: str) -> Any:
    """Return the words for a name, or the name itself, readable."""
    return names.get(key) or key.replace("_", " ").capitalize()


FAMILIES: dict[str, Any] = {
    "question": pgettext_lazy("piece of a form", "question"),
    "step": pgettext_lazy("piece of a form", "step"),
    "section": pgettext_lazy("piece of a form", "section"),
    "repeat": pgettext_lazy("piece of a form", "list"),
    "option": pgettext_lazy("piece of a form", "answer"),
    "requirement": pgettext_lazy("piece of a form", "requirement"),
}

SECTION, STEP, STEPS = _("Section"), _("Step"), _("Steps")
ASKED = _("Questions, and words between them")
REPEAT = _("Steps answered for each row (add another)")
INNER_REPEAT = _("Steps answered for each row inside a row")
DECLARATION = _("Declaration before sending")
REQUIREMENT = _("Requirement (checker)")
OUTCOME = _("Outcome (checker)")
EXAMPLE = _("Example case (checker)")
PARTS = {"declaration": DECLARATION, "requirements": REQUIREMENT, "outcome": OUTCOME, "examples": EXAMPLE}
"""What a form may lack or have too much of, by its name in the document."""
