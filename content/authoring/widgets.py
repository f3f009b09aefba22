"""Fields of the form editor that a script draws: words in every language, rules and formulas by choosers.

Each is one hidden input that holds JSON, inside an element that static/authoring/form.js brings to life.
"""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter

MEDIA = forms.Media(js=["authoring/form.js", "authoring/cases.js"], css={"all": ["authoring/form.css"]})


def languages() -> list[dict[str, str]]:
    """Return the site's languages for the script: code, name in itself, direction."""
    infos = [get_language_info(code) for code, _name in settings.LANGUAGES]
    return [
        {"code": info["code"], "name": info["name_local"], "dir": "rtl" if info["bidi"] else "ltr"}
        for info in infos
    ]


class JsonInput(forms.HiddenInput):
    """A hidden input in an element of its own. Its value is JSON."""

    input_type = "hidden"
    element = "form-words"

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.data = data or {}

    @property
    def is_hidden(self) -> bool:
        """What a person sees is drawn around the input."""
        return False

    @property
    def media(self) -> forms.Media:
        return MEDIA

    def format_value(self, value: Any) -> str:
        """Return JSON, whatever form the value has."""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the element with the input in it."""
        # Wagtail puts its own placeholders for name and id into this.
        return format_html(
            '<{0} data-spec="{1}"><input type="hidden" name="{2}" id="{3}" value="{4}"></{0}>',
            self.element,
            json.dumps(self.spec(), ensure_ascii=False),
            name,
            (attrs or {}).get("id", f"id_{name}"),
            self.format_value(value),
        )

    def spec(self) -> dict[str, Any]:
        """Return what the script needs to know."""
        return self.data


class WordsInput(JsonInput):
    """One text in each language, side by side."""

    def __init__(self, *, lines: int = 1) -> None:
        super().__init__()
        self.lines = lines

    def spec(self) -> dict[str, Any]:
        """Return the languages and the height of the boxes."""
        return {"languages": languages(), "lines": self.lines}


class TreeInput(JsonInput):
    """A rule or a formula, built from choosers. `name` says which of the page's grammars it follows."""

    element = "form-tree"

    def __init__(self, grammar: str) -> None:
        super().__init__({"grammar": grammar})


class CaseInput(JsonInput):
    """A part of a made-up case, filled in by choosers. `part` is "answers", "rows" or "expected"."""

    element = "form-case"

    def __init__(self, part: str) -> None:
        super().__init__({"part": part})


class JsonInputAdapter(WidgetAdapter):
    """Tells Wagtail's script how such an input is called when its block is folded."""

    js_constructor = "anydoor.JsonWidget"

    @cached_property
    def media(self) -> forms.Media:
        """Return the scripts, in order."""
        return forms.Media(
            js=[versioned_static("wagtailadmin/js/telepath/widgets.js"), "authoring/telepath.js"]
        )


register(JsonInputAdapter(), JsonInput)


class JsonField(forms.Field):
    """Reads the JSON of such an input. What is no JSON counts as empty: only a script writes it."""

    def __init__(self, *, empty: Any = None, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.empty = empty

    def to_python(self, value: Any) -> Any:
        """Return the value; `empty` for nothing."""
        if not isinstance(value, str):
            return value or self.empty
        try:
            return json.loads(value or "null") or self.empty
        except json.JSONDecodeError:
            return self.empty

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is meant, not how it is written."""
        return bool(self.to_python(initial) != self.to_python(data))


def cleaned_words(value: Any) -> dict[str, str]:
    """Return the texts that are not empty, by language."""
    if not isinstance(value, dict):
        return {}
    return {str(code): text for code, text in value.items() if isinstance(text, str) and text.strip()}
