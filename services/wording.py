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
    # -- answers: what to do about something that was typed, in the style of GOV.UK error messages --
    "missing": _("Enter an answer"),
    "missing_choice": _("Choose one answer"),
    "missing_choices": _("Choose at least one answer"),
    "missing_yes_no": _("Choose yes or no"),
    "missing_date": _("Enter the day, month and year"),
    "missing_name": _("Enter a first name or a family name"),
    "missing_evidence_way": _("Choose how you will show us this"),
    "declaration_needed": _("Confirm that you agree"),
    "unknown_choice": _("Choose an answer from the list"),
    "exclusive_choice": _("Choose “none”, or choose other answers, but not both"),
    "not_text": _("Type the answer again. We could not read some of the signs"),
    "too_long": _("Make the answer shorter. It can have up to %(limit)s letters, numbers and spaces"),
    "number_wrong": _("Enter a whole number, like 25"),
    "number_out_of_range": _("Enter a whole number from %(minimum)s to %(maximum)s"),
    "date_without_day": _("Enter the day"),
    "date_without_month": _("Enter the month"),
    "date_without_year": _("Enter the year"),
    "date_wrong": _("Enter a real date, like 27 3 2026"),
    "date_not_past": _("Enter today’s date or a date before it"),
    "date_not_future": _("Enter today’s date or a date after it"),
    "year_wrong": _("Check the year. It has 4 numbers, like 1958"),
    "address_without_line1": _("Enter the first line of the address"),
    "address_without_town": _("Enter the town or city"),
    "address_without_postcode": _("Enter the postcode"),
    "postcode_wrong": _("Enter a full UK postcode, like ZZ1 1AA"),
    "email_wrong": _("Enter an email address, like name@example.com"),
    "phone_wrong": _("Enter a full phone number, like 01632 960001 or +44 7700 900982"),
    "nino_wrong": _("Check the National Insurance number. It looks like QQ 12 34 56 C"),
    "nhs_wrong": _("Check the NHS number. It has 10 numbers, like 485 777 3456"),
    "missing_file": _("Choose a file to send, or choose another way to show us this"),
    "too_many_files": ngettext_lazy("Send only %(limit)s file", "Send %(limit)s files or fewer", "limit"),
    # -- end of answers -----------------------------------------------------------------------
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
    "appointment_not_open": _(
        "To see your appointment, enter its reference and code on the page “Your appointment”, or call us."
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
