"""Questions that every form asks on the web, beside its own: made like any other step."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.definitions.document import Document, Step
from services.definitions.kinds import Email, OneOf, Option, Text
from services.definitions.rules import Equals

COPY_TO = "copy_to"
WAY, PRINTED, EMAIL, LAST_NAME = "way", "printed", "email", "last_name"


def language() -> str:
    """Return the language in use."""
    return get_language() or settings.LANGUAGE_CODE


def _here(text: str) -> dict[str, str]:
    return {language(): text}


def declaration(document: Document) -> Step:
    """Return the declaration, and where a confirmation is e-mailed to."""
    copy_to = Email(
        key=COPY_TO,
        label=_here(_("Where should we email your confirmation?")),
        hint=_here(_("Leave this empty if you do not want an email.")),
        required=False,
        autocomplete="email",
    )
    return Step(
        key="declare",
        section=document.sections[-1].key,
        title=document.declared.label,
        questions=(document.declared, copy_to),
    )


def coming_back(document: Document) -> Step:
    """Return how someone wants to come back, and the name that goes with the code."""
    way = OneOf(
        key=WAY,
        label=_here(_("How do you want to come back?")),
        options=(
            Option(key=PRINTED, label=_here(_("With a code that I print or write down"))),
            Option(key=EMAIL, label=_here(_("With a link that you email to me"))),
        ),
    )
    email = Email(
        key=EMAIL,
        label=_here(_("Your email address")),
        autocomplete="email",
        when=Equals(question=WAY, value=EMAIL),
    )
    last_name = Text(
        key=LAST_NAME,
        label=_here(_("Your last name")),
        hint=_here(_("We ask for it with the code, so that nobody else can use a code they find.")),
        max_length=40,
        autocomplete="family-name",
    )
    return Step(
        key="save",
        section=document.sections[-1].key,
        title=_here(_("Save and come back later")),
        questions=(way, email, last_name),
    )
