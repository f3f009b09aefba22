"""What the content team writes for all paper: the council's name and ways to reach it, short addresses."""

from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class Sender(Protocol):
    """What a letterhead needs."""

    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def textphone(self) -> str: ...
    @property
    def hours(self) -> str: ...
    @property
    def address(self) -> tuple[str, ...]: ...
    @property
    def email(self) -> str: ...


def sender(language: str) -> Sender:
    """Return the council in a language.

    Paper stands below the content that says so, so the setting COUNCIL_IN names the function.
    """
    return cast("Sender", import_string(settings.COUNCIL_IN)(language))


def short_address(form_key: str, language: str) -> str:
    """Return the short address of the service that a form is for, "" if there is not exactly one.

    Content knows it: the setting SHORT_ADDRESS_IN names the function.
    """
    return cast("str", import_string(settings.SHORT_ADDRESS_IN)(form_key, language))
