"""Copies that take long to draw: a worker draws them, and a page says when they are there."""

import logging

from django_tasks import task

from services.applications.models import Application
from services.definitions.channels import Channel
from services.errors import Refusal
from services.identity.actors import Actor, Role
from services.identity.models import User
from services.paper.actions import free_code, print_copy
from services.paper.models import PrintedCopy, PrintedForm
from services.paper.prints import Print

logger = logging.getLogger(__name__)
AT_ONCE_PAGES = 12
"""So many are drawn in about two seconds."""


def is_long(application: Application, language: str, size: Print) -> bool:
    """Tell whether a copy takes more than about two seconds: by the empty form, if that is there."""
    alike = PrintedForm.objects.filter(version=application.version, language=language, size=size)
    last = alike.order_by("edition").last()
    return last is not None and last.pages > AT_ONCE_PAGES


def draw_copy_soon(
    *, application: Application, language: str, size: Print, by: Actor, channel: Channel
) -> str:
    """Hand a long copy to the workers and return its code.

    "" for one that is drawn in a moment, or where the queue cannot wait: then it is drawn at once.
    """
    if not draw_copy.get_backend().supports_defer or not is_long(application, language, size):
        return ""
    code = free_code()
    user = by.user.pk if by.user else None
    draw_copy.enqueue(str(application.pk), code, language, size.value, by.role.value, user, channel.value)
    return code


@task()
def draw_copy(
    application_pk: str,
    code: str,
    language: str,
    size: str,
    role: str,
    user_pk: int | None,
    channel: str,
) -> None:
    """Draw one copy. A form that was sent or closed meanwhile has none: its page says what to do."""
    application = Application.objects.select_related("version__form").get(pk=application_pk)
    try:
        print_copy(
            application=application,
            language=language,
            size=Print(size),
            by=Actor(Role(role), User.objects.filter(pk=user_pk).first() if user_pk else None),
            channel=Channel(channel),
            code=code,
        )
    except Refusal as refusal:
        logger.warning("copy for application %s was not drawn: %s", application_pk, refusal.code)


def drawn(application: Application, code: str) -> PrintedCopy | None:
    """Return a copy by its code, once it is there."""
    return PrintedCopy.objects.filter(application=application, code=code).exclude(stored_as="").first()
