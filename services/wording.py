"""Codes to sentences, in the reader's language. A sentence says what to do next.

The pure modules and `Refusal` return codes; this is the only place that turns them into words.
tests/test_wording.py checks that every code has a sentence in every language.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from services.errors import Refusal

SENTENCES = {
    "refused": _("We could not do that. Go back and try again, or call us."),
    # -- identity -----------------------------------------------------------------------------
    "code_mistyped": _("Check the code. It has 9 letters and numbers, like BCD 346 FGH."),
    "reference_mistyped": _("Check the reference. It has letters and numbers, like K7MR-4TXP."),
    "too_many_tries": ngettext_lazy(
        "There were too many tries. Wait %(minutes)s minute and try again, or call us.",
        "There were too many tries. Wait %(minutes)s minutes and try again, or call us.",
        "minutes",
    ),
    # -- end of identity ----------------------------------------------------------------------
    # -- booking ------------------------------------------------------------------------------
    "slot_taken": _("Someone has just taken that time. Choose another time."),
    "hold_expired": _("We could not keep that time for you any longer. Choose another time."),
    "hold_already_extended": _(
        "We can give you more time only once. Finish your booking now. "
        "If you need longer, call us and we will book it with you."
    ),
    "appointment_too_late_to_change": _(
        "You cannot change this appointment any more. Call us if you need help."
    ),
    "appointment_not_begun": _(
        "This appointment has not begun yet. Wait until its start time before you mark it as missed."
    ),
    "appointment_person_arrived": _(
        "This person was marked as arrived. Look in the waiting area again before you mark them as missing."
    ),
    "appointment_not_found": _(
        "We cannot find an appointment with those details. Check your letter, text or email and try again."
    ),
    "event_office_closed": _("An office or adviser was closed for a time"),
    "event_office_reopened": _("A closed time was opened again"),
    # -- end of booking -----------------------------------------------------------------------
}


def sentence(code: str, **detail: object) -> str:
    """Return the sentence for a code. Raises ValueError if the code has none."""
    if code not in SENTENCES:
        raise ValueError(f"no sentence for code {code!r}")
    return str(SENTENCES[code] % detail) if detail else str(SENTENCES[code])


def explain(refusal: Refusal) -> str:
    """Return the sentence for a refusal, with its details filled in."""
    return sentence(refusal.code, **refusal.detail)
