"""What stops a form from being published, whichever way someone tries."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from content.authoring.compile import Compiled
from content.authoring.naming import told
from content.authoring.typed import amounts_typed
from content.checks.findings import Weight
from services.definitions.checks.advising import advice, must_be_mended
from services.definitions.checks.faults import Fault

READ_ADVICE = _("Open “Before you publish” and read what to look at again.")


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in a form: what must be mended, and what only has to be read."""

    stops: tuple[Fault, ...]
    advice: tuple[Fault, ...] = ()

    @property
    def signature(self) -> str:
        """Stands for exactly this advice: who has read it has not read other advice. "" if there is none."""
        text = "\n".join(f"{each.code} {each.where} {each.about}" for each in self.advice)
        return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def findings(compiled: Compiled) -> Findings:
    """Return what stops a form, and advice once nothing else is wrong with it."""
    if compiled.faults or compiled.document is None:
        return Findings(tuple(compiled.faults))
    found = [
        *((each, must_be_mended(each)) for each in advice(compiled.document)),
        *((each, weight is Weight.STOPS) for each, weight in amounts_typed(compiled.document)),
    ]
    return Findings(
        tuple(each for each, mends in found if mends),
        tuple(each for each, mends in found if not mends),
    )


def stops(form: Any) -> list[str]:
    """Return why this state of a form (content.models.ServiceForm) may not be published, as sentences."""
    compiled = form.compiled()
    found = findings(compiled)
    reasons = told(compiled, found.stops)
    if found.signature and found.signature != form.advice_read:
        reasons.append(str(READ_ADVICE))
    return reasons
