"""On a service's editor: the short addresses that lead to it, with their QR codes."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from content.models.codes import ShortCode
from content.short.showing import spoken


class ShortCodesPanel(Panel):
    """Shows the codes of a service; a field below it takes another one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/short/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add `codes`: pairs of an address as it is said, and where its QR code is."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            codes = ShortCode.objects.filter(translation_key=self.instance.translation_key)
            context["codes"] = [(spoken(code), reverse("short_qr", args=[code.shown])) for code in codes]
            return context
