"""One step with a question of every kind that is typed or chosen from a list."""

from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from services.definitions.channels import Channel
from services.definitions.document import Step
from services.definitions.rules import Scope
from services.definitions.screen.fields import StepForm, step_form


def _ask(kind: str, key: str, label: str, hint: str = "", **more: Any) -> dict[str, Any]:
    texts = {"label": {"en": label}, **({"hint": {"en": hint}} if hint else {})}
    return {"kind": kind, "key": key, **texts, **more}


LINES = ["Coast bus", "Harbour tram", "Night bus", "Railway", "River boat"]
STEP = Step.model_validate(
    {
        "key": "kinds",
        "section": "all",
        "title": {"en": "Every kind of question"},
        "questions": [
            _ask("name", "name", "Your name", known_as=True),
            _ask("text", "nickname", "Name of the event", max_length=60),
            _ask("long_text", "about", "What happens there?", max_length=300, lines=4),
            _ask("whole_number", "people", "How many people will come?", maximum=5000),
            _ask("decimal", "height", "How high is the stage?", places=1, unit={"en": "metres"}),
            _ask("money", "fee", "What does a ticket cost?", "For example, £7.50"),
            _ask("date", "begins", "When does it begin?", "For example, 27 3 2026"),
            _ask("month_year", "since", "Since when have you held it?", "For example, 5 2019"),
            _ask("partial_date", "first", "When was the first one?", "Leave empty what you do not know"),
            _ask("time", "opens", "When do the doors open?", "For example, 2:30pm"),
            _ask(
                "select",
                "line",
                "Which line stops there?",
                options=[{"key": line.replace(" ", "_").lower(), "label": {"en": line}} for line in LINES],
            ),
            _ask("country", "country", "In which country are you insured?"),
            _ask("address", "address", "Your address", where="any"),
            _ask("organisation_number", "company", "Your company number", scheme="company"),
            _ask("identifier", "licence", "Your licence number", scheme="mask", masks=["AA 999-9"]),
            _ask("bank_account", "account", "Where should we pay money back to?"),
            _ask("iban", "iban", "Or the IBAN of an account abroad", required=False),
        ],
    }
)
WRONG = (
    "name-known_as=Sunny&nickname=" + "Summer+fair+" * 6 + "&people=many&height=2.55&fee=free&begins-day=31"
    "&begins-month=2&begins-year=2026&since-month=13&since-year=2026&first-day=3&first-year=1944&opens=2:30"
    "&line=Moon+shuttle&country=Atlantis&address-line1=1+Quay+Street&address-town=Lantern+Bay"
    "&address-postcode=12345&address-country=GB&company=12&licence=9&account-account_name=A+Lee"
    "&account-sort_code=3094&account-account_number=1&iban=GB00"
)


def kinds_form(*, wrong: bool) -> StepForm:
    """Return the step's form, empty or with a mistake in every question."""
    scope = Scope({}, timezone.localdate(), Channel.ONLINE)
    data = QueryDict(WRONG) if wrong else None
    return step_form(STEP, scope=scope, language=get_language() or "en", data=data)
