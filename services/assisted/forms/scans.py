"""Hand in scanned paper, and say whose a page is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.assisted.forms.references import ReferenceForm
from services.paper.intake.models import ScanPage

KINDS = ".pdf,.tif,.tiff,.jpg,.jpeg,.png,.heic"


class FilesInput(forms.FileInput):
    """A control for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return all of them."""
        return [super(FilesField, self).clean(each, initial) for each in data or [None]]


class ScansForm(forms.Form):
    """Files from the scanner or a phone."""

    scans = FilesField(
        label=_("Files"),
        widget=FilesInput(attrs={"accept": KINDS, "class": "govuk-file-upload"}),
        error_messages={
            "required": _("Choose a file"),
            "empty": _("The file is empty. Scan the pages again and choose the new file."),
        },
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scans"].help_text = gettext(
            "PDF, TIFF, JPEG, PNG or HEIC, up to %(megabytes)s MB each. The pages may be of several people, "
            "in any order, upside down or askew."
        ) % {"megabytes": settings.SCAN_LIMIT_BYTES // 1024**2}


class PageCodeForm(forms.Form):
    """The code that stands on a page."""

    code = forms.CharField(
        label=_("Code on the page"),
        help_text=_("It stands at the foot of each page. Spaces and small letters do not matter."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code")},
    )


class AsideForm(forms.Form):
    """Why a page is not keyed."""

    why = forms.ChoiceField(
        label=_("Put it aside because it is"),
        choices=ScanPage.Aside.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it is not keyed")},
    )


class LooseForm(ReferenceForm):
    """Which pages of an empty form are one person's, and of whom."""

    pages = forms.MultipleChoiceField(
        label=_("Pages of one person"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose the pages that belong together"),
            "invalid_choice": _("A colleague has dealt with some of these pages. Look again and choose."),
        },
    )

    field_order = ("pages", "reference")

    def __init__(self, *args: Any, pages: Sequence[ScanPage], chosen: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_key = {str(page.pk): page for page in pages}
        label = gettext("Page %(page)s, sheet %(number)s of the file")
        field = self.fields["pages"]
        field.choices = [  # type: ignore[attr-defined]  # fields hold their class's own fields
            (key, label % {"page": page.page, "number": page.number}) for key, page in self.by_key.items()
        ]
        field.initial = list(chosen)
        self.fields["reference"].help_text = gettext(
            "Only if they have begun this form already. Leave it empty to begin a new one."
        )

    @property
    def chosen(self) -> list[ScanPage]:
        """The pages that were chosen, as they were scanned."""
        return [page for key, page in self.by_key.items() if key in self.cleaned_data["pages"]]
