"""What must be true for a person to get a service."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks import LINE, Law


class Requirement(blocks.StructBlock):
    """One thing that must be true. Where one of several will do, they stand in the description."""

    name = blocks.CharBlock(max_length=255, label=_("What must be true"))
    description = blocks.RichTextBlock(features=[*LINE, "ul"], required=False, label=_("More about it"))
    law = blocks.ListBlock(Law(), default=[], label=_("Where it comes from"), search_index=False)

    class Meta:
        icon = "tick"
        label = _("Requirement")
