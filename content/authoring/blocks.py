"""The blocks of the form editor, made from the document's own classes: a new kind needs no new block."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from content.authoring import labels
from content.authoring.schema import Shape, shape_of
from content.authoring.widgets import CaseInput, JsonField, TreeInput, WordsInput, cleaned_words
from services.definitions.checkers.requirements import Example, Outcome, Requirement
from services.definitions.document import Block as WordsBetween
from services.definitions.document import Repeat, Section, Step
from services.definitions.kinds import KINDS, Option, Question
from services.definitions.kinds.base import Model

LONG = {"guidance", "text", "next_steps", "privacy", "summary"}
MADE_ELSEWHERE = {"kind", "section", "repeat", "questions", "blocks", "before", "inside"}
"""Fields that say where something stands: the editor shows that by the place itself."""
ASIDE = (
    "script",
    "required",
    "when",
    "identifies",
    "same_as",
    "autocomplete",
    "meaning",
    "rows_on_paper",
    "key",
)
"""What many questions never need: folded away, in this order."""


class _Json(blocks.FieldBlock):
    """A block of one hidden input with JSON."""

    def __init__(self, **options: Any) -> None:
        self.long = options.pop("long", False)
        self.grammar = options.pop("grammar", "")
        self.part = options.pop("part", "")
        super().__init__(**options)

    class Meta:
        help_text = ""

    def value_from_form(self, value: Any) -> Any:
        return self.field.to_python(value)

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        return value


class WordsBlock(_Json):
    """One text in every language, side by side."""

    class Meta:
        default: dict[str, str] = {}  # Wagtail's own way

    @cached_property
    def field(self) -> JsonField:
        return JsonField(
            empty={}, help_text=self.meta.help_text, widget=WordsInput(lines=3 if self.long else 1)
        )

    def value_from_form(self, value: Any) -> dict[str, str]:
        return cleaned_words(super().value_from_form(value))

    def normalize(self, value: Any) -> dict[str, str]:
        return cleaned_words(value)

    def get_searchable_content(self, value: Any) -> list[str]:
        return list(value.values())


class TreeBlock(_Json):
    """A rule or a formula, as the document holds it; None if there is none."""

    @cached_property
    def field(self) -> JsonField:
        return JsonField(help_text=self.meta.help_text, widget=TreeInput(self.grammar))


class CaseBlock(_Json):
    """Answers of a made-up case, or what is expected of it, by key."""

    class Meta:
        default: dict[str, Any] = {}  # Wagtail's own way

    @cached_property
    def field(self) -> JsonField:
        return JsonField(empty={}, help_text=self.meta.help_text, widget=CaseInput(self.part))


PLAIN: dict[str, type[blocks.Block]] = {
    "yes": blocks.BooleanBlock,
    "number": blocks.IntegerBlock,
    "choice": blocks.ChoiceBlock,
    "text": blocks.CharBlock,
    "day": blocks.DateBlock,
}


def block_for(name: str, shape: Shape) -> blocks.Block:
    """Return the block in which one field of a document is written."""
    words = {"label": labels.said(labels.FIELDS, name), "help_text": labels.HELP.get(name, "")}
    named = [(choice, labels.said(labels.CHOICES, choice)) for choice in shape.choices]
    if shape.sort == "struct" and shape.model:
        return struct_of(shape.model, label=words["label"])
    if shape.sort == "words":
        return WordsBlock(long=name in LONG, **words)
    if shape.sort == "tree":
        return TreeBlock(grammar="formula" if name == "formula" else "rule", **words)
    if shape.sort == "data":
        return CaseBlock(part=name, **words)
    if shape.sort == "list" and shape.inner:
        return blocks.ListBlock(block_for(name, shape.inner), default=[], **words)
    if shape.sort == "choices":
        return blocks.MultipleChoiceBlock(
            choices=named, required=False, widget=forms.CheckboxSelectMultiple, **words
        )
    if shape.choices:
        return PLAIN[shape.sort](choices=named, required=False, **words)
    return PLAIN[shape.sort](required=False, **words)


def struct_of(model: type[Model], *more: tuple[str, blocks.Block], **meta: Any) -> blocks.StructBlock:
    """Return the block in which one piece of a document is written; `more` comes after its own fields."""
    inside: dict[str, blocks.Block] = {}
    for name, info in model.model_fields.items():
        if name not in MADE_ELSEWHERE:
            inside[name] = block_for(name, shape_of(info))
            if (model, name) == (Option, "label"):
                inside[name] = WordsBlock(label=labels.OPTION_LABEL)
            default = info.get_default(call_default_factory=True)
            if not info.is_required() and default not in (None, "", ()):
                plain = list(default) if isinstance(default, tuple) else default
                inside[name].meta.default = plain
    inside.update(more)
    aside = [name for name in ASIDE if name in inside and name not in meta.get("shown", ())]
    meta.pop("shown", None)
    first = [name for name in inside if name not in aside]
    return blocks.StructBlock(
        list(inside.items()), form_layout=BlockGroup(children=first, settings=aside), **meta
    )


def kind_of(model: type[Question]) -> str:
    """Return the name of a kind."""
    return str(model.model_fields["kind"].default)


class Asked(blocks.StreamBlock):
    """The questions of a step, and the words between them."""

    def __init__(self, *_args: Any, **options: Any) -> None:
        found = [
            (kind_of(kind), struct_of(kind, label=labels.said(labels.KINDS, kind_of(kind)), icon="help"))
            for kind in KINDS
        ]
        words = [
            (f"{name}_words", struct_of(WordsBetween, label=labels.said(labels.BLOCKS, name), icon="pilcrow"))
            for name in shape_of(WordsBetween.model_fields["kind"]).choices
        ]
        super().__init__([*found, *words], required=False, collapsed=True, **options)


WORDS_SUFFIX = "_words"


def _step() -> blocks.StructBlock:
    asked = Asked(label=labels.ASKED)
    return struct_of(Step, ("questions", asked), label=labels.STEP, icon="form", shown=("when",))


def _repeat(*held: tuple[str, blocks.Block], label: Any) -> blocks.StructBlock:
    steps = blocks.StreamBlock(list(held), required=False, collapsed=True, label=labels.STEPS)
    return struct_of(Repeat, ("steps", steps), label=label, icon="list-ol")


def _stream() -> list[tuple[str, blocks.Block]]:
    step = _step()
    inner = _repeat(("step", step), label=labels.INNER_REPEAT)
    repeat = _repeat(("step", step), ("repeat", inner), label=labels.REPEAT)
    steps = blocks.StreamBlock(
        [("step", step), ("repeat", repeat)], required=False, collapsed=True, label=labels.STEPS
    )
    section = struct_of(Section, ("steps", steps), label=labels.SECTION, icon="folder-open-inverse")
    declaration = next(kind for kind in KINDS if kind_of(kind) == "declaration")
    return [
        ("section", section),
        ("requirement", struct_of(Requirement, label=labels.REQUIREMENT, icon="tick")),
        ("outcome", struct_of(Outcome, label=labels.OUTCOME, icon="tick")),
        ("example", struct_of(Example, label=labels.EXAMPLE, icon="tick")),
        ("declaration", struct_of(declaration, label=labels.DECLARATION, icon="check")),
    ]


STREAM = _stream()
"""What a form is written in: its sections, what a checker judges by, the declaration of an application."""


def beginning() -> list[dict[str, Any]]:
    """Return the blocks of a form of which nothing is written yet: a section with a step, a declaration."""
    section, declaration = (dict(STREAM)[name] for name in ("section", "declaration"))
    step = section.child_blocks["steps"].child_blocks["step"]
    opened = _block("section", section, steps=[_block("step", step)])
    return [opened, _block("declaration", declaration)]


def _block(kind: str, block: Any, **value: Any) -> dict[str, Any]:
    empty = block.get_prep_value(block.get_default())
    return {"type": kind, "value": {**empty, **value}, "id": str(uuid4())}
