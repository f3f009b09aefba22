"""The other organisations that take part in a service, beside the one that answers for it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page, ReferenceIndex

FIELD = "partners"
"""What a service calls them."""


class Partner(blocks.StructBlock):
    """An organisation and its part in the service: who tells the registrar, who sends the letter."""

    organisation = blocks.PageChooserBlock(page_type="content.OrganisationPage", label=_("Organisation"))
    does = blocks.CharBlock(
        max_length=160, label=_("What it does"), help_text=_("For example: Checks that you get the benefit.")
    )

    class Meta:
        icon = "group"
        label = _("Organisation that takes part")


def shown(partners: Iterable[Any], localised: Mapping[int, Any]) -> list[tuple[Any, str]]:
    """Return (page in the reader's language, what it does) of the partners whose pages are published."""
    chosen = [(each["organisation"], each["does"]) for each in partners]
    return [(localised[page.pk], does) for page, does in chosen if page and page.pk in localised]


def services_of(organisation: UUID) -> set[UUID]:
    """Return the keys of the published services that an organisation answers for."""
    its = Page.objects.live().filter(publicservicepage__organisation__translation_key=organisation)
    return set(its.values_list("translation_key", flat=True))


def services_with(organisation: UUID) -> set[UUID]:
    """Return the keys of the published services that an organisation takes part in.

    What services choose in their lists is read from Wagtail's index of references.
    """
    pages = Page.objects.filter(translation_key=organisation).values_list("pk", flat=True)
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Page),
        to_object_id__in=[str(pk) for pk in pages],
        model_path__startswith=f"{FIELD}.",
    ).values_list("object_id", flat=True)
    its = Page.objects.live().filter(pk__in=[int(pk) for pk in references])
    return set(its.values_list("translation_key", flat=True))
