"""The short address on the cover of a paper form. Paper stands below content: see SHORT_ADDRESS_IN."""

from django.utils import translation

from content.models.codes import ShortCode
from content.models.services import PublicServicePage
from content.short.showing import spoken


def address_of_form(form_key: str, language: str) -> str:
    """Return the short address, in a language, of the one service that a form is for: "town.example/s/badge".

    "" if no published service has the form, or several have it. One query.
    """
    services = PublicServicePage.objects.live().filter(form_key=form_key)
    codes = list(ShortCode.objects.filter(translation_key__in=services.values("translation_key")))
    if len({code.translation_key for code in codes}) != 1:
        return ""
    with translation.override(language):
        return spoken(codes[0])
