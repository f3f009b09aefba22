"""Offices in the editor's menu: authors look after the words and facts, managers after the hours."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from content.offices.form import OfficeForm, per_language
from services.booking import opening
from services.booking.models import Office
from services.booking.words import say


class HoursPanel(Panel):
    """Shows the week and the closed days, and where they are changed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/offices/panel.html"

        def is_shown(self) -> bool:
            """Only an office that is there has hours."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the week and what is planned."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["weekly"] = opening.weekly(self.instance)
            context["closures"] = opening.closures(self.instance)
            return context


class OfficeViewSet(ModelViewSet):
    """Offices with a place of their own in the menu. None is deleted: one that closes is taken off."""

    model = Office
    icon = "home"
    menu_label = _("Offices")
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        TitleColumn(
            "name",
            label=_("Name"),
            accessor=lambda office: say(office.name),
            url_name="managed_offices:edit",
        ),
        Column("postcode", label=_("Postcode"), accessor="postcode"),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel(name) for name in per_language("name")], heading=_("Name")),
            MultiFieldPanel(
                [
                    FieldPanel("address"),
                    FieldPanel("postcode", heading=_("Postcode")),
                    FieldPanel(
                        "uprn",
                        heading=_("UPRN"),
                        help_text=_("The number of the address in Great Britain, at most 12 digits."),
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("latitude", heading=_("Latitude")),
                            FieldPanel("longitude", heading=_("Longitude")),
                        ],
                        help_text=_("In degrees, for the link to a map."),
                    ),
                ],
                heading=_("Where it is"),
            ),
            FieldRowPanel(
                [FieldPanel("phone", heading=_("Telephone")), FieldPanel("email", heading=_("Email"))]
            ),
            MultiFieldPanel(
                [
                    FieldPanel("step_free", heading=_("Step-free")),
                    FieldPanel("hearing_loop", heading=_("Hearing loop")),
                    FieldPanel("quiet_room", heading=_("Quiet room")),
                    FieldPanel("accessible_toilet", heading=_("Accessible toilet")),
                    *(FieldPanel(name) for name in per_language("getting_in")),
                    *(FieldPanel(name) for name in per_language("parking")),
                ],
                heading=_("Access"),
            ),
            HoursPanel(heading=_("When people can come")),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "key",
                        heading=_("Word in the address"),
                        help_text=_("Small letters and hyphens. It cannot be changed later."),
                    ),
                    FieldPanel("position", heading=_("Place in the list")),
                    FieldPanel("active", heading=_("People can come here")),
                ],
                heading=_("On the site"),
            ),
        ],
        base_form_class=OfficeForm,
    )


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_offices() -> OfficeViewSet:
    """Add the editor of offices."""
    return OfficeViewSet("managed_offices", url_prefix="offices")
