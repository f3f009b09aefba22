"""Which language an application speaks: the one its person used last."""

from services.applications.choices import State
from services.applications.models import Application


def use_language(*, application: Application, language: str) -> None:
    """Use this language from now on for what we send about the application. No event: it says nothing."""
    Application.objects.filter(pk=application.pk).exclude(state=State.ERASED).update(language=language)
