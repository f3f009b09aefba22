"""formtools' storage, over our own tables: nothing of a form is kept in the session."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.datastructures import MultiValueDict
from formtools.wizard.storage.base import BaseStorage

from services.applications import meanwhile
from services.applications.actions import save_step
from services.applications.meanwhile import BLANK, Marks
from services.applications.queries import typed_of
from services.definitions.journey import Values
from services.definitions.screen.fields import as_data
from services.identity.actors import Actor
from services.online.drafts import ONLINE, Draft


class ApplicationStorage(BaseStorage):
    """Where the step controller reads and writes: one step of one application, as answers.

    The current step is the one the address names; it is never stored, so a GET moves nothing.
    """

    draft: Draft
    by: Actor
    repeat: str = ""
    row_id: str = ""
    seen: Marks | None = None
    """Which answers the page was made from."""
    theirs: Mapping[str, str] = MappingProxyType({})
    """The marks of answers that came meanwhile and were chosen, by question."""
    clashing: frozenset[str] = frozenset()
    """The questions that were answered otherwise meanwhile, and are not saved yet."""

    def __init__(self, prefix: str, request: Any = None, file_storage: Any = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.init_data()

    def reset(self) -> None:
        """Do nothing: only `erase` deletes what someone entered."""

    def get_step_data(self, step: str) -> MultiValueDict[str, str] | None:
        """Return what was typed into a step without becoming an answer, as a request would send it."""
        found = self.draft.document.steps_by_key.get(step)
        if self.draft.typed is not None and (step, self.row_id) not in self.draft.typed:
            return None
        typed = typed_of(self.draft.application, step, self.row_id) if found else None
        if found is None or not typed:
            return None
        known = self.draft.values_at(self.row_id)  # an adviser may have typed only what was open
        answered = {q.key: q.unread(known[q.key]) for q in found.questions if known.get(q.key) is not None}
        return as_data(found, {**answered, **typed})

    def set_step_data(self, step: str, cleaned_data: Values) -> None:
        """Save the answers of a step that was found valid. Raises NotDraft, RowGone."""
        if step not in self.draft.document.steps_by_key:
            return  # the list of a repeat has no answers of its own
        standing = {key for key, mark in self.theirs.items() if self._is_still(key, mark)}
        values = {key: value for key, value in cleaned_data.items() if key not in standing}
        others = save_step(
            application=self.draft.application,
            step=step,
            row=self.row_id,
            values=values,
            by=self.by,
            channel=ONLINE,
            seen=self.seen,
        )
        self.clashing = others.clashing
        saved = {key: value for key, value in values.items() if key not in others.left}
        self.draft = self.draft.with_values(saved, repeat=self.repeat, row_id=self.row_id)

    def _is_still(self, question: str, chosen: str) -> bool:
        """Tell whether the answer that was chosen is still the one that counts."""
        known = self.draft.values_at(self.row_id).get(question)
        return chosen == (meanwhile.mark(self.draft.application, question, self.row_id, known) or BLANK)

    def get_step_files(self, step: str) -> None:
        """Return None: files are received by `evidence`, not by the step controller."""

    def set_step_files(self, step: str, files: Mapping[str, Any] | None) -> None:
        """Do nothing: see get_step_files."""
