"""What only the person knows, taken from their answers: it goes with a code, or opens a closed page."""

from services.applications import finding
from services.definitions.kinds import Date
from services.definitions.rules import as_date
from services.identity.codes import fold
from services.online.drafts import Draft


def last_names(draft: Draft) -> list[str]:
    """Return every last name in the answers that count, the applicant's first."""
    return finding.last_names(draft.document, draft.journey.relevant.values)


def births(draft: Draft) -> list[str]:
    """Return the dates of birth in the answers that count, as ISO texts."""
    return [
        str(draft.journey.relevant.values[key])
        for key, question in draft.document.questions.items()
        if isinstance(question, Date)
        and question.identifies == "date_of_birth"
        and draft.journey.relevant.values.get(key)
    ]


def knows(draft: Draft, *, name: str = "", born: str = "") -> bool:
    """Return whether a last name or ISO date of birth is one of the answers'."""
    if name and fold(name) in {fold(known) for known in last_names(draft)}:
        return True
    return as_date(born) is not None and born in births(draft)
