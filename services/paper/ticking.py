"""Answers that are crossed on paper: the options of a question, the ways in which a proof comes."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from services.definitions.kinds import Evidence, OneOf, Question, Select, SeveralOf, YesNo
from services.definitions.kinds.evidence import Way
from services.definitions.languages import shown
from services.paper.areas import Area, Tick
from services.paper.pen import Pen

SHORT_LABEL = 30  # so many letters fit beside another option
OPTIONS_TO_CROSS = 30  # a longer list is too much to print under one question
UPLOADED = "upload"
WAYS: Mapping[str, Way] = {
    "enclosed": "post",
    "post": "post",
    "in_person": "in_person",
    "already_sent": "already_sent",
}
"""The boxes of a proof, and the way that each stands for."""


def keys(question: Question) -> tuple[str, ...]:
    """Return the last parts of the names of the boxes to cross that a question has on an empty form."""
    match question:
        case YesNo():
            return ("yes", "no")
        case OneOf(options=options) | SeveralOf(options=options):
            return tuple(option.key for option in options)
        case Select(options=options) if len(options) <= OPTIONS_TO_CROSS:
            return tuple(option.key for option in options)
        case Evidence(ways=ways):
            return tuple(key for key, way in WAYS.items() if way in ways)
    return ()


def choices(question: YesNo | OneOf | SeveralOf | Select, pen: Pen) -> Area:
    """Return a box to cross for each option; two on a line if all of them are short."""
    chosen = pen.chosen()
    if isinstance(question, YesNo):
        ticks = tuple(
            Tick(pen.box(key), label, crossed=key in chosen)
            for key, label in (("yes", _("Yes")), ("no", _("No")))
        )
        return Area("", ticks=ticks, beside=True)
    ticks = tuple(
        Tick(
            pen.box(option.key),
            shown(option.label, pen.language),
            shown(option.hint, pen.language),
            option.key in chosen,
        )
        for option in question.options
    )
    short = all(
        len(option.label.get(pen.language, "")) <= SHORT_LABEL and not option.hint
        for option in question.options
    )
    return Area("", ticks=ticks, beside=short and len(ticks) > 3)


def ways(question: Evidence, pen: Pen) -> tuple[Tick, ...]:
    """A file cannot be uploaded from paper; a proof sent by post is in the envelope or follows."""
    way = pen.text("way")
    labels = {
        "enclosed": _("I am sending it with this form"),
        "post": _("I will post it later"),
        "in_person": _("I will show it at one of your offices"),
        "already_sent": _("You have it already"),
    }
    ticks = [
        Tick(pen.box(key), label, crossed=key == way)
        for key, label in labels.items()
        if WAYS[key] in question.ways or key == way
    ]
    if way == UPLOADED:
        ticks.append(Tick(pen.box(UPLOADED), _("I have uploaded it online"), crossed=True))
    return tuple(ticks)
