"""The example cases of a checker that is being written: what it says of each now."""

from typing import Any

from content.authoring.compile import Compiled
from content.authoring.naming import sentence
from services.definitions.channels import Channel
from services.definitions.checkers.judging import result_of
from services.definitions.checkers.requirements import Example
from services.definitions.checks.checker_faults import answers_in, example_faults
from services.definitions.document import Document

OF_CASES = "example_"
"""Begins the codes of faults that only concern example cases: the rest of the form is sound."""
STILL_JUDGED = ("example_differs", "example_not_asked")
"""With these, all answers of a case are such as someone could give."""


def tried(form: Any) -> dict[str, dict[str, Any]]:
    """Return what the checker says of each case, by the id of its block: {"found": ..., "problems": ...}.

    `found` has every requirement's verdict by key. A case that cannot be judged has problems only.
    """
    blocks = [block for block in form.parts.get_prep_value() if block["type"] == "example"]
    if not blocks:
        return {}
    compiled = form.compiled()
    stopped = [fault for fault in compiled.faults if not fault.code.startswith(OF_CASES)]
    if compiled.document is None or stopped:
        problems = [sentence(compiled, fault) for fault in stopped]
        return {block["id"]: {"found": {}, "problems": problems} for block in blocks}
    cases = zip(blocks, compiled.document.examples, strict=True)
    return {block["id"]: _said(compiled, compiled.document, case) for block, case in cases}


def _said(compiled: Compiled, document: Document, case: Example) -> dict[str, Any]:
    wrong = list(example_faults(document.model_copy(update={"examples": (case,)})))
    found = {}
    if all(fault.code in STILL_JUDGED for fault in wrong):
        result = result_of(document, answers_in(case), channel=Channel.ONLINE, today=case.on)
        found = {each.requirement.key: each.found for each in result.judgements}
    return {"found": found, "problems": [sentence(compiled, fault) for fault in wrong]}
