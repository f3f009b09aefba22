"""A form as content teams write it: drafts, revisions, approval; publishing appends an immutable version."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from content.authoring import labels, previewing
from content.authoring.blocks import STREAM
from content.authoring.compile import Compiled, compile_form
from content.authoring.editing import ServiceFormForm
from content.authoring.gate import stops
from content.authoring.publishing import PublishForm
from content.authoring.widgets import JsonField, WordsInput
from services.definitions.versions.fates import Fate, OpenDrafts

SETTINGS = ("key", "title", "summary", "languages", "next_steps", "privacy", "minutes", "draft_days")
SETTINGS_TOO = ("kept_days", "reference_prefix", "kind", "leads_to")


class WordsField(models.JSONField):
    """One text in every language."""

    def __init__(self, *args: Any, long: bool = False, **options: Any) -> None:
        self.long = long
        super().__init__(*args, **{"default": dict, "blank": True, **options})

    def deconstruct(self) -> Any:
        """Leave how it is edited out of migrations."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def formfield(self, **options: Any) -> FormField:
        """Return boxes side by side."""
        kept = {name: options[name] for name in ("label", "help_text") if name in options}
        widget = WordsInput(lines=3 if self.long else 1)
        return JsonField(
            empty={},
            widget=widget,
            **{"label": capfirst(self.verbose_name), "help_text": self.help_text, **kept},
        )


class FormStream(StreamField):
    """The steps of a form. Migrations do not list its blocks: a new kind of question changes no table."""

    def deconstruct(self) -> Any:
        """Leave the blocks out of migrations."""
        name, _path, _args, options = super().deconstruct()
        options["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], options


class ServiceForm(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model
):
    """A form and its drafts. What is published stands in services.definitions, unchangeable."""

    key = models.SlugField(
        _("address"),
        max_length=60,
        unique=True,
        blank=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]{0,59}$")],
        help_text=_(
            "Leave it empty: it is made from the title. A published form keeps its address for good."
        ),
    )
    kind = models.CharField(
        labels.FIELDS["kind"],
        max_length=20,
        default="application",
        choices=labels.FORM_KINDS,
    )
    title = WordsField(_("title"))
    summary = WordsField(labels.FIELDS["summary"], long=True)
    languages = models.JSONField(labels.FIELDS["languages"], default=list)
    parts = FormStream(STREAM, blank=True, verbose_name=_("what is asked"))
    next_steps = WordsField(labels.FIELDS["next_steps"], long=True)
    return_address = models.TextField(
        labels.FIELDS["return_address"], blank=True, help_text=_("One line of the address per line.")
    )
    privacy = WordsField(labels.FIELDS["privacy"], long=True)
    minutes = models.PositiveIntegerField(labels.FIELDS["minutes"], default=10)
    draft_days = models.PositiveIntegerField(labels.FIELDS["draft_days"], default=28)
    kept_days = models.PositiveIntegerField(labels.FIELDS["kept_days"], default=1096)
    reference_prefix = models.CharField(
        labels.FIELDS["reference_prefix"],
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{0,3}$")],
    )
    leads_to = models.SlugField(labels.FIELDS["leads_to"], max_length=60, blank=True)
    open_drafts = models.CharField(
        max_length=5, choices=[(fate.value, fate.value) for fate in Fate], default=Fate.KEEP.value
    )
    """What the author chose for applications that are open when it is published."""
    kept_until = models.DateField(null=True, blank=True)
    advice_read = models.CharField(max_length=16, blank=True)
    """The signature of the advice that somebody has read (content.authoring.gate)."""

    confirmed = models.JSONField(default=dict, blank=True)
    """By language and place, translations called right although the first language changed."""

    base_form_class = ServiceFormForm
    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("parts"),
        MultiFieldPanel([FieldPanel("next_steps"), FieldPanel("privacy")], heading=_("After it is sent")),
        MultiFieldPanel(
            [
                FieldPanel("key"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("leads_to")]),
                FieldPanel("languages"),
                FieldPanel("return_address"),
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("reference_prefix")]),
                FieldRowPanel([FieldPanel("draft_days"), FieldPanel("kept_days")]),
            ],
            heading=_("Settings"),
        ),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.title.get(get_language() or "en") or next(iter(self.title.values()), self.key or "…")

    def compiled(self) -> Compiled:
        """Return the document that this state of the form makes, or what is wrong with it."""
        told = {name: getattr(self, name) for name in (*SETTINGS, *SETTINGS_TOO)}
        lines = [line.strip() for line in self.return_address.splitlines() if line.strip()]
        raw = self.parts.get_prep_value()
        return compile_form(raw, {**told, "return_address": lines})

    @property
    def fate(self) -> OpenDrafts:
        """What its author chose for open applications. A day that has come means: move them."""
        if self.open_drafts != Fate.KEEP.value:
            return OpenDrafts(Fate(self.open_drafts))
        return OpenDrafts(Fate.KEEP, self.kept_until)

    def publish(self, revision: Any, user: Any = None, **options: Any) -> Any:
        """Publish a revision through the one gate. Raises NotYet if something stops it."""
        free = options.pop("skip_permission_checks", False)
        return PublishForm(revision, user=user, **options).execute(skip_permission_checks=free)

    def stops(self, by: Any = None) -> list[str]:
        """Return why this state may not be published, as sentences: the same for everybody."""
        return stops(self)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Every channel in every language of the site."""
        return previewing.modes()

    def make_preview_request(
        self, original_request: Any = None, preview_mode: Any = None, extra_request_attrs: Any = None
    ) -> Any:
        """Hand on what the author chose to look at: Wagtail's made-up request has no query."""
        attrs = {**(extra_request_attrs or {}), "chosen": getattr(original_request, "GET", {})}
        return super().make_preview_request(original_request, preview_mode, attrs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show this state, saved or not, as a channel would."""
        return previewing.show(self.compiled(), request, mode_name)
