"""Takes personal data out of free text before it is kept.

What has a shape is found: addresses of e-mail, numbers, postcodes, dates. Names have none, and stay; so
nothing scrubbed may be published, or kept for long.
"""

import re
import unicodedata

from services.identity.letters import ALPHABET

# What stands where something was taken out: no letters, so that it is in no language.
GONE = "[…]"

_EMAIL = r"[^\s@<>,;:()\[\]]{1,64}\s?[@＠]\s?[^\s@<>,;:()\[\]]{1,255}"
# It may hold somebody's name or key.
_ADDRESS_OF_PAGE = r"(?:https?://|www\.)[^\s()<>]+"
# Two letters, six digits and a letter, which many leave out (HMRC, National Insurance Manual NIM39110).
_NATIONAL_INSURANCE = r"\b[a-z]{2}[\s.-]*\d{2}[\s.-]*\d{2}[\s.-]*\d{2}(?:[\s.-]*[a-d])?\b"
# Royal Mail's shapes, with or without the space.
_POSTCODE = r"\b(?:gir\s*0aa|[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2})\b"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr"
    r"|يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر)"
)
# A day with its year. A month alone, or Christmas Day, tells nothing about anybody.
_DATE = (
    r"\b\d{1,4}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{1,4}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|af|ail|il|ydd|fed|eg|ain)?\s+(?:of\s+)?{_MONTH}\s*,?\s*\d{{2,4}}\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*,\s*|\s+)\d{{2,4}}\b"
)
# Telephone, NHS, bank and passport numbers, our own references: six digits or more, however they
# are spaced. A form's number, a year or a price is shorter and stays.
_DIGITS = r"(?:\+|\((?=\d{1,5}\)))?\d(?:[\s().\-/–]{0,3}\d){5,}"
# A vehicle's registration mark, which leads to a keeper.
_VEHICLE = r"\b[a-z]{2}\d{2}\s?[a-z]{3}\b"
# Letters and figures in one word, as in a licence: five figures or more. DS1500 and P45 are forms.
_LICENCE = r"\b(?=[^\W_]*[a-z])(?:[^\W\d_]*\d){5,}[^\W_]*\b"
# Our own references and codes: eight letters or more, none of them a vowel.
_OURS = rf"\b(?:[a-z]{{1,3}}-)?(?=(?:[\s-]?[{ALPHABET}]){{8}})[{ALPHABET}][{ALPHABET}\s-]*[{ALPHABET}]\b"

_PERSONAL = re.compile(
    "|".join(
        [
            _EMAIL,
            _ADDRESS_OF_PAGE,
            _NATIONAL_INSURANCE,
            _DIGITS,
            _DATE,
            _POSTCODE,
            _VEHICLE,
            _LICENCE,
            _OURS,
        ]
    ),
    re.IGNORECASE,
)


def scrubbed(text: str) -> str:
    """Return the text with everything that has the shape of personal data replaced by GONE.

    Taken out: addresses of e-mail and of pages, dates of birth (any full date), National Insurance, NHS,
    telephone and other numbers of six digits or more, postcodes, registration marks, references. Figures
    may be Arabic. A person's name cannot be told from other words and is not taken out.
    """
    figures = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in text)
    return _PERSONAL.sub(GONE, figures)
