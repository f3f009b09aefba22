"""Languages of the web channel: the same page in another one."""

from django.conf import settings
from django.urls import translate_url


def in_other_language(address: str, code: str) -> str:
    """Return the address of a page in a language of the site; the same address for an unknown one."""
    return translate_url(address, code) if code in dict(settings.LANGUAGES) else address
