"""Answers that are crossed on paper: the options of a question, the ways in which a proof comes."""

from django.utils.translation import gettext as _

from services.definitions.kinds import Evidence, OneOf, Select, SeveralOf, YesNo
from services.definitions.languages import shown
from services.paper.areas import Area, Tick
from services.paper.pen import Pen

SHORT_LABEL = 30  # so many letters fit beside another option


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
    offered = {
        "enclosed": ("post", _("I am sending it with this form")),
        "post": ("post", _("I will post it later")),
        "in_person": ("in_person", _("I will show it at one of your offices")),
        "already_sent": ("already_sent", _("You have it already")),
    }
    ticks = [
        Tick(pen.box(key), label, crossed=key == way)
        for key, (needs, label) in offered.items()
        if needs in question.ways or key == way
    ]
    if way == "upload":
        ticks.append(Tick(pen.box("upload"), _("I have uploaded it online"), crossed=True))
    return tuple(ticks)
