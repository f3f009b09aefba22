"""What was read on a page, as it is kept: every answer in the paper's order, sealed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from services.paper.intake.models import ScanPage
from services.paper.scanning.meaning import Meant, State, Why
from services.paper.scanning.plan import Place
from services.vault import Box


def sealed(page: ScanPage, found: Iterable[Meant], *, box: Box) -> bytes:
    """Return the answers on a page, sealed by `box`."""
    rows = [[m.place.key, m.place.row, m.state.value, m.typed, m.why.value if m.why else ""] for m in found]
    return box.seal(json.dumps(rows).encode(), context=f"scan-readings:{page.pk}")


def opened(page: ScanPage) -> tuple[Meant, ...]:
    """Return the answers on a page; none if nothing was read. Raises vault.Unreadable once erased."""
    if not page.readings:
        return ()
    rows = json.loads(page.box.open(page.readings, context=f"scan-readings:{page.pk}"))
    return tuple(
        Meant(Place(key, row), State(state), typed, Why(why) if why else None)
        for key, row, state, typed, why in rows
    )


@dataclass(frozen=True, slots=True)
class Read:
    """One answer on one page that came back."""

    page: ScanPage
    meant: Meant

    @property
    def is_new(self) -> bool:
        """Whether nobody has keyed its page yet."""
        return self.page.state == ScanPage.State.TO_KEY

    @property
    def name(self) -> str:
        """The name of its picture."""
        place = self.meant.place
        return f"{place.key}~{place.row}" if place.row else place.key
