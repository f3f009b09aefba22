"""The controls of one question as a Django widget, drawn by templates/kinds/<kind>/."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from services.definitions.kinds import (
    Address,
    Declaration,
    Evidence,
    OneOf,
    Question,
    SeveralOf,
    Typed,
    YesNo,
)
from services.definitions.kinds.evidence import FILE_SORTS, WAYS, FileSort
from services.definitions.languages import shown
from services.definitions.screen.controls import Box, boxes, html_name, limit
from services.definitions.screen.listing import list_options

WAY_WORDS = {
    "upload": gettext_lazy("Upload a photo or file now"),
    "post": gettext_lazy("Send a copy by post"),
    "in_person": gettext_lazy("Show it at one of our offices"),
    "already_sent": gettext_lazy("I have already sent it"),
}
"""How evidence can reach us, as an answer."""

SORT_WORDS: Mapping[FileSort, Promise] = {
    "images": gettext_lazy("pictures (JPG, PNG, HEIC)"),
    "pdf": gettext_lazy("PDF"),
    "office": gettext_lazy("documents (DOCX, XLSX, ODT, ODS)"),
}
"""The sorts of files that a question accepts."""


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file that was received for an evidence question, as a page shows it."""

    id: str
    name: str
    size_bytes: int
    refused: bool = False
    """Turned down by the scanner: it does not count."""
    waits: bool = False
    """The scanner has still to look at it; it counts meanwhile."""
    percent: int | None = None
    """How much of it is here, where only part of it arrived: it does not count yet."""

    @property
    def counts(self) -> bool:
        """Whether it is an answer."""
        return not self.refused and self.percent is None


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, in the reader's language."""

    key: str
    label: str
    hint: str = ""
    exclusive: bool = False


# Control characters: nobody sees or means them, copied text brings them, no page or PDF may hold them.
UNSEEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])


def readable(text: str) -> str:
    """Return what was sent without characters that cannot be seen."""
    return text.translate(UNSEEN)


class QuestionWidget(forms.Widget):
    """The controls of one question. Its value is what was typed, by part of the question."""

    def __init__(self, question: Question, *, language: str, face: str) -> None:
        super().__init__()
        self.question, self.language = question, language
        self.template_name = f"kinds/{question.kind}/{face}.html"
        self.choosing = isinstance(question, YesNo | OneOf | SeveralOf | Declaration)
        self.use_fieldset = self.choosing or len(question.parts) > 1
        self.wrong: set[str] = set()
        """The parts that are wrong, filled by the form's cleaning."""
        self.revealed: dict[str, list[BoundField]] = {}
        """Questions that only one option asks, by that option."""
        self.files: Sequence[FileShown] = ()
        self.finder: object = None
        """Where the answer can be looked up, what stands above its boxes (services/gazetteer/asking.py)."""

    def id_for_label(self, id_: str | None) -> str:
        """Return the control's id; none where a legend names several controls."""
        return "" if self.use_fieldset else id_ or ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str | list[str]]:
        """Return what was typed, by part."""
        if isinstance(self.question, SeveralOf):
            return {"": [readable(text) for text in data.getlist(name)]}
        parts = [part for part in self.question.parts if part != "files"]
        return {part: readable(data.get(html_name(self.question, part), "")) for part in parts}

    def get_context(self, name: str, value: Typed | None, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the kind's template needs: `widget.parts` to type in, `widget.optgroups` to choose."""
        context = super().get_context(name, None, attrs)
        widget, typed = context["widget"], value or {}
        own = widget["attrs"]
        widget["question"] = self.question
        widget["finder"], widget["wrong"] = self.finder, bool(self.wrong)
        widget["parts"] = [self._part(box, typed, own) for box in boxes(self.question)]
        widget["optgroups"] = [
            (None, [self._option(at, choice, typed, own)], at) for at, choice in enumerate(self._choices())
        ]
        if isinstance(self.question, YesNo) and not self.revealed:
            widget["attrs"] = {**own, "class": "govuk-radios--inline"}
        return context

    def _part(self, box: Box, typed: Typed, attrs: Mapping[str, Any]) -> dict[str, Any]:
        own: dict[str, Any] = {**box.attrs}
        described = [attrs["aria-describedby"]] if "aria-describedby" in attrs else []
        longest = limit(self.question)
        if box.part in self.wrong:
            own["aria-invalid"] = "true"
            if self.use_fieldset and "id" in attrs:
                described = [f"{attrs['id']}_error"]
        if "id" in attrs:
            own["id"] = f"{attrs['id']}_{box.part}" if box.part else attrs["id"]
            described += [f"{own['id']}_hint"] * bool(box.hint) + [f"{own['id']}_limit"] * bool(longest)
        if described:
            own["aria-describedby"] = " ".join(described)
        value = typed.get(box.part, self._offered(box.part)) or None
        return {
            "name": html_name(self.question, box.part),
            "value": value,
            "type": box.type,
            "label": box.label,
            "hint": box.hint,
            "attrs": own,
            "prefix": box.prefix,
            "suffix": shown(getattr(self.question, "unit", None), self.language),
            "limit": longest,
            "options": self._listed(value) if box.type == "select" else "",
        }

    def _listed(self, value: object) -> SafeString:
        return list_options(self.question, str(value or ""), self.language)

    def _offered(self, part: str) -> str:
        """Return what stands in a control before anything was typed."""
        anywhere = isinstance(self.question, Address) and self.question.where == "any"
        return "GB" if anywhere and part == "country" else ""

    def _choices(self) -> Iterator[Choice]:
        match self.question:
            case YesNo():
                yield Choice("yes", _("Yes"))
                yield Choice("no", _("No"))
            case OneOf(options=options) | SeveralOf(options=options):
                for option in options:
                    label, hint = shown(option.label, self.language), shown(option.hint, self.language)
                    yield Choice(option.key, label, hint, option.exclusive)
            case Evidence(ways=ways):
                for way in WAYS:
                    if way in ways:
                        yield Choice(way, str(WAY_WORDS[way]))
            case Declaration():
                yield Choice("agreed", _("I agree"))

    def _option(self, at: int, choice: Choice, typed: Typed, attrs: Mapping[str, Any]) -> dict[str, Any]:
        part = "way" if isinstance(self.question, Evidence) else ""
        chosen = typed.get(part) or ()
        more = [bound.as_field_group() for bound in self.revealed.get(choice.key, ())]
        if isinstance(self.question, Evidence) and choice.key == "upload":
            more.append(self._upload_area(self.question, attrs))
        return {
            "name": html_name(self.question, part),
            "value": choice.key,
            "label": choice.label,
            "hint": choice.hint,
            "exclusive": choice.exclusive,
            "divider": _("or") if choice.exclusive else "",
            "selected": choice.key == chosen or (not isinstance(chosen, str) and choice.key in chosen),
            "attrs": {"id": f"{attrs['id']}_{at}"} if "id" in attrs else {},
            "conditional": format_html_join("", "{}", ((html,) for html in more)),
        }

    def _upload_area(self, question: Evidence, attrs: Mapping[str, Any]) -> SafeString:
        counted = sum(file.counts for file in self.files)
        endings = (end for sort in question.accepts for ends in FILE_SORTS[sort].values() for end in ends)
        context = {
            "question": question,
            "files": self.files,
            "full": counted >= question.max_files,
            "sorts": pgettext("between things in a list", ", ").join(
                str(SORT_WORDS[sort]) for sort in question.accepts
            ),
            "accept": ",".join([*question.media_types, *endings]),
            "megabytes": settings.UPLOAD_LIMIT_BYTES // 1024**2,
            "limit_bytes": str(settings.UPLOAD_LIMIT_BYTES),
            "id": f"{attrs.get('id', question.key)}_files",
            "name": html_name(question, "files"),
            "wrong": "files" in self.wrong,
        }
        return render_to_string("kinds/evidence/upload.html", context)
