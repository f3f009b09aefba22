"""What rules and formulas are made of, read from their classes: the script draws choosers from it."""

from typing import Any, Literal, get_args, get_origin

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic.fields import FieldInfo

from content.authoring.blocks import kind_of
from content.authoring.labels import FOUND
from content.authoring.schema import shape_of
from services.definitions.channels import Channel
from services.definitions.document import Step
from services.definitions.kinds import KINDS, Computed, countries
from services.definitions.kinds.parts import Parts
from services.definitions.screen.controls import boxes

NAMES: dict[str, Any] = {
    "Equals": _("the answer is"),
    "In": _("the answer is one of"),
    "Includes": _("among the answers ticked is"),
    "Answered": _("it was answered"),
    "NumberIs": _("the number is"),
    "DateIs": _("the date is"),
    "Age": _("the age is"),
    "ChannelIs": _("it is asked"),
    "AnyRow": _("at least one row meets"),
    "EveryRow": _("every row meets"),
    "Count": _("the number of rows is"),
    "Sum": _("the sum over rows is"),
    "AllOf": _("all of these"),
    "AnyOf": _("any of these"),
    "Not": _("not"),
    "SumOf": _("the sum of questions"),
    "SumOfRows": _("the sum over rows"),
    "CountOfRows": _("the number of rows"),
    "AgeToday": _("the age today"),
    "Difference": _("the difference of two questions"),
}
STRINGS: dict[str, Any] = {
    "always": _("Always (no condition)"),
    "choose": _("Choose"),
    "question": _("Question"),
    "list": _("List"),
    "add": _("Add a condition"),
    "remove": _("Take out"),
    "is": _("Comparison"),
    "value": _("Value"),
    "values": _("Answers"),
    "years": _("Years"),
    "first": _("From"),
    "second": _("Take away"),
    "yes": _("Yes"),
    "no": _("No"),
    "what": _("Condition"),
    "formula": _("Formula"),
    "gone": _("(not in this form)"),
    "add_answer": _("Add an answer"),
    "add_row": _("Add a row"),
    "add_list": _("Add a list"),
    "row": _("Row"),
    "no_lists": _("This form asks for no lists."),
    "unanswered": _("not answered"),
    "unchecked": _("does not matter"),
    "try": _("Try this case"),
    "tried": _("The checker says:"),
    "differs": _("This is not what you expect."),
    "failed": _("The case could not be tried. Save the form and try again."),
}
COMPARISONS: dict[str, Any] = {
    "<": _("less than"),
    "<=": _("at most"),
    ">": _("more than"),
    ">=": _("at least"),
    "==": _("exactly"),
}
CHANNELS: dict[Channel, Any] = {
    Channel.ONLINE: _("online"),
    Channel.PAPER: _("on paper"),
    Channel.PHONE: _("by phone"),
    Channel.COUNTER: _("at an office"),
    Channel.HOME_VISIT: _("at home"),
    Channel.API: _("through another organisation"),
}


def grammar() -> dict[str, Any]:
    """Return every kind of rule and formula with its fields, and what else the choosers offer."""
    names = countries.names(get_language() or "en")
    return {
        "rule": [_variant(each) for each in shape_of(Step.model_fields["when"]).variants],
        "formula": [_variant(each) for each in shape_of(Computed.model_fields["formula"]).variants],
        "strings": {key: str(text) for key, text in STRINGS.items()},
        "comparisons": {key: str(text) for key, text in COMPARISONS.items()},
        "channels": {key.value: str(text) for key, text in CHANNELS.items()},
        "countries": names,
        "types": {kind_of(kind): kind.value_type.value for kind in KINDS},
        "parts": {kind_of(kind): _parts(kind) for kind in KINDS if issubclass(kind, Parts)},
        "found": {key: str(text) for key, text in FOUND.items()},
        "try": reverse("authoring:try"),
    }


def _parts(kind: type[Parts]) -> list[tuple[str, str]]:
    """Return the parts that someone types in a question of this kind, each with its label."""
    question = kind.model_validate({"kind": kind_of(kind), "key": "any", "label": {"en": "Any"}})
    return [(box.part, str(box.label)) for box in boxes(question) if box.type != "hidden"]


def _variant(rule: Any) -> dict[str, Any]:
    fields = {
        info.alias or name: _field(name, info) for name, info in rule.model_fields.items() if name != "op"
    }
    name = rule.__name__
    return {"op": rule.model_fields["op"].default, "name": str(NAMES.get(name, name)), "fields": fields}


def _field(name: str, info: FieldInfo) -> str:
    """Return how a field of a rule is chosen."""
    if name in ("question", "first", "second"):
        return "question"
    if name in ("questions", "repeat", "rule", "rules", "values"):
        return name
    if name == "is_":
        return "comparison"
    if info.annotation is Channel:
        return "channel"
    if get_origin(info.annotation) is Literal:
        return ",".join(get_args(info.annotation))
    return {"years": "number"}.get(name) or _typed(info)


def _typed(info: FieldInfo) -> str:
    text = str(info.annotation)
    if "date" in text:
        return "date"
    if "bool" in text or info.annotation is str:
        return "answer"
    return "number"
