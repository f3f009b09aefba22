"""What a person holds in their hands in the end."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Output(blocks.StructBlock):
    """Something that a service gives: a badge, a certificate, a letter with a decision."""

    name = blocks.CharBlock(max_length=120, label=_("What it is"))
    description = blocks.TextBlock(max_length=400, required=False, label=_("More about it"))

    class Meta:
        icon = "download"
        label = _("What people get")
