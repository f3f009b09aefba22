"""The pieces that authors build pages from. Each has one template in templates/content/blocks/."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from content.checklists.blocks import LimitBlock, Strength, when_block
from content.doors import way_view
from content.particulars.times import ProcessingTime
from content.ways.kinds import WayKind, WayLanguage, WayStatus

PROSE = ["h3", "h4", "bold", "ol", "ul", "link", "document-link"]
LINE = ["bold", "link"]


class Details(blocks.StructBlock):
    """Something only some readers need: closed until they open it."""

    summary = blocks.CharBlock(max_length=120, label=_("What it is about"))
    text = blocks.RichTextBlock(features=PROSE, label=_("Text"))

    class Meta:
        icon = "collapse-down"
        label = _("Details")
        template = "content/blocks/details.html"


class Table(blocks.StructBlock):
    """Rows and columns. The first cell of each row names the row."""

    caption = blocks.CharBlock(max_length=120, label=_("What the table shows"))
    columns = blocks.ListBlock(blocks.CharBlock(max_length=120), label=_("Columns"))
    rows = blocks.ListBlock(blocks.ListBlock(blocks.CharBlock(max_length=400)), label=_("Rows"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "content/blocks/table.html"

    def clean(self, value: Any) -> Any:
        """Refuse a row with more or fewer cells than there are columns."""
        cleaned = super().clean(value)
        if any(len(row) != len(cleaned["columns"]) for row in cleaned["rows"]):
            raise blocks.StructBlockValidationError(
                block_errors={"rows": ValidationError(_("Give every row one cell for each column."))}
            )
        return cleaned


class Body(blocks.StreamBlock):
    """The text of a page or of one part of it."""

    heading = blocks.CharBlock(
        max_length=120, icon="title", label=_("Heading"), template="content/blocks/heading.html"
    )
    text = blocks.RichTextBlock(features=PROSE, label=_("Text"), template="content/blocks/text.html")
    inset = blocks.RichTextBlock(
        features=LINE, icon="openquote", label=_("Inset"), template="content/blocks/inset.html"
    )
    warning = blocks.TextBlock(icon="warning", label=_("Warning"), template="content/blocks/warning.html")
    details = Details()
    table = Table()
    contact = SnippetChooserBlock(
        "content.ContactPoint", label=_("Contact point"), template="content/blocks/contact.html"
    )


class Part(Body):
    """The text of one part of a service page: the page writes its heading."""

    heading = None  # how Wagtail drops an inherited block


class Way(blocks.StructBlock):
    """One way to get the service."""

    kind = blocks.ChoiceBlock(choices=WayKind.choices, label=_("Way"), search_index=False)
    text = blocks.RichTextBlock(features=[*LINE, "ul"], required=False, label=_("What to do"))
    contact = SnippetChooserBlock("content.ContactPoint", required=False, label=_("Contact point"))
    page = blocks.PageChooserBlock(
        page_type=["content.PublicServicePage", "content.GuidancePage"],
        required=False,
        label=_("Page to go to"),
        help_text=_("For a way that starts on another page, for example asking for a home visit."),
    )
    page_text = blocks.CharBlock(max_length=60, required=False, label=_("Words on that link"))
    hours = blocks.CharBlock(
        max_length=200,
        required=False,
        label=_("Hours"),
        help_text=_("Leave empty to use the hours of the contact point."),
    )
    access = blocks.TextBlock(
        required=False,
        label=_("Access"),
        help_text=_("Leave empty to use the access notes of the contact point."),
    )
    languages = blocks.MultipleChoiceBlock(
        choices=WayLanguage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Languages"),
        search_index=False,
    )
    processing_time = ProcessingTime(
        required=False,
        label=_("When people hear"),
        help_text=_("Leave empty if it is the same as for the service."),
    )
    status = blocks.ChoiceBlock(
        choices=WayStatus.choices, default=WayStatus.NORMAL, label=_("Does it work?"), search_index=False
    )
    status_text = blocks.TextBlock(
        max_length=400, required=False, label=_("What is different"), help_text=_("In one or two sentences.")
    )
    status_until = blocks.DateBlock(
        required=False,
        label=_("Until"),
        help_text=_("The last day of it. From the day after, the way is shown as usual by itself."),
    )
    instead = blocks.ChoiceBlock(
        choices=WayKind.choices,
        required=False,
        label=_("Use this way instead"),
        help_text=_("Another way of this page. Needed if this one is closed."),
        search_index=False,
    )

    class Meta:
        icon = "arrow-right"
        label = _("Way")
        template = "content/blocks/way.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add `way`: what the card shows, with its addresses."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["way"] = way_view(context["page"], value)
        return context


class Ways(blocks.StreamBlock):
    """All the ways to get the service, with equal weight."""

    way = Way()


class Need(models.TextChoices):
    """How much one thing in a step matters."""

    REQUIRED = "required", _("You must do this")
    OPTIONAL = "optional", _("If you need it")
    CHOICE = "choice", _("Choose one of these")


class Logic(models.TextChoices):
    """How a step follows the one before."""

    AND = "and", _("and: do it as well")
    OR = "or", _("or: do it instead")


class Item(blocks.StructBlock):
    """What our page and somebody else's page have in common inside a step."""

    need = blocks.ChoiceBlock(
        choices=Need.choices, default=Need.REQUIRED, label=_("How much it matters"), search_index=False
    )
    note = blocks.CharBlock(
        max_length=200, required=False, label=_("Note"), help_text=_("For example a price: £12.50 each.")
    )
    strength = blocks.ChoiceBlock(
        choices=Strength.choices,
        default=Strength.PART,
        label=_("How closely it belongs here"),
        search_index=False,
    )
    when = when_block()


class OurItem(Item):
    """A service or guidance page of this site."""

    page = blocks.PageChooserBlock(
        page_type=["content.PublicServicePage", "content.GuidancePage", "content.StandardPage"],
        label=_("Page"),
    )

    class Meta:
        icon = "doc-full"
        label = _("A page of this site")


class TheirItem(Item):
    """A page of another organisation, which is always named."""

    text = blocks.CharBlock(max_length=120, label=_("Link text"))
    url = blocks.URLBlock(label=_("Address"))
    organisation = blocks.PageChooserBlock(page_type="content.OrganisationPage", label=_("Organisation"))

    class Meta:
        icon = "link-external"
        label = _("A page of another organisation")


class Step(blocks.StructBlock):
    """One step of a life event."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    logic = blocks.ChoiceBlock(
        choices=Logic.choices,
        required=False,
        search_index=False,
        label=_("Belongs to the step before"),
        help_text=_("Leave empty for a step of its own."),
    )
    time_limit = blocks.CharBlock(
        max_length=120, required=False, label=_("Time limit"), help_text=_("For example: within 42 days.")
    )
    limit = LimitBlock()
    when = when_block()
    text = blocks.RichTextBlock(features=[*LINE, "ul"], required=False, label=_("Text"))
    items = blocks.StreamBlock(
        [("ours", OurItem()), ("theirs", TheirItem())], required=False, label=_("Things to do")
    )

    class Meta:
        icon = "list-ol"
        label = _("Step")

    def clean(self, value: Any) -> Any:
        """Refuse a step without text and without a thing to do: it would tell nobody anything."""
        cleaned = super().clean(value)
        if not cleaned["items"] and not cleaned["text"].source.strip():
            raise blocks.StructBlockValidationError(
                block_errors={"text": ValidationError(_("Write what to do, or add a thing to do."))}
            )
        return cleaned


class Law(blocks.StructBlock):
    """Where a rule on the page comes from."""

    title = blocks.CharBlock(max_length=200, label=_("Law or official guidance"))
    url = blocks.URLBlock(required=False, label=_("Address"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Law")
