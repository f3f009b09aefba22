"""Gives services their short codes."""

from typing import Any

from django.db import IntegrityError, transaction

from content.models.codes import ShortCode
from content.short.letters import looks_made, new_code, plain, tidy
from services.identity.models import User


class Taken(ValueError):
    """The code leads to another service already, or once did."""


def ensure_code(page: Any) -> None:
    """Give a service, in all its languages, a code that is made by itself, unless it has one."""
    own = ShortCode.objects.filter(translation_key=page.translation_key, is_automatic=True)
    while not own.exists():
        code = new_code()
        ShortCode.objects.bulk_create(
            [
                ShortCode(
                    plain=plain(code), shown=code, translation_key=page.translation_key, is_automatic=True
                )
            ],
            ignore_conflicts=True,  # somebody has it: the next one is free
        )


def add_code(page: Any, text: str, *, by: User | None) -> ShortCode:
    """Give a service a code that somebody chose; those it has keep working.

    Raises ValueError for what is no code, Taken if it leads elsewhere. Choosing one's own again is fine.
    """
    code = tidy(text)
    if looks_made(code) or is_taken(page, code):
        raise Taken(code)
    try:
        with transaction.atomic():
            found, _is_new = ShortCode.objects.get_or_create(
                plain=plain(code),
                translation_key=page.translation_key,
                defaults={"shown": code, "by": by},
            )
    except IntegrityError:  # somebody else was quicker
        raise Taken(code) from None
    return found


def is_taken(page: Any, code: str) -> bool:
    """Tell whether a code belongs to another service."""
    others = ShortCode.objects.exclude(translation_key=page.translation_key)
    return others.filter(plain=plain(code)).exists()
