"""Someone whose browser sends a file in pieces, by hand: each step of the protocol is one call."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from tests.online.visitor import Visitor

PIECE = 16 * 1024


@dataclass
class Sender:
    """Sends one file for the small form's proof; `at` and `offset` are what the site said last."""

    visitor: Visitor
    content: bytes
    name: str = "letter.pdf"
    question: str = "proof"
    row: str = ""
    at: str = ""
    offset: int = 0
    complete: bool = False
    said: dict[str, Any] = field(default_factory=dict)

    def begin(self, **other: Any) -> int:
        """Begin, or find what was begun. Return the status of the answer."""
        fields = {
            "question": self.question,
            "row": self.row,
            "name": self.name,
            "size": len(self.content),
            "sha256": hashlib.sha256(self.content).hexdigest(),
        }
        answer = self.visitor.client.post(self.visitor.url("form/files/"), fields | other)
        self.at = answer.headers.get("Location", "")
        return self._heard(answer)

    def piece(self, size: int = PIECE, *, at: int | None = None, last: bool | None = None) -> int:
        """Send the next piece, or one from somewhere else. Return the status of the answer."""
        start = self.offset if at is None else at
        piece = self.content[start : start + size]
        ends = start + len(piece) == len(self.content) if last is None else last
        answer = self.visitor.client.generic(
            "PATCH",
            self.at,
            piece,
            content_type="application/partial-upload",
            headers={"Upload-Offset": str(start), "Upload-Complete": "?1" if ends else "?0"},
        )
        return self._heard(answer)

    def rest(self, size: int = PIECE) -> int:
        """Send everything that is left. Return the status of the last answer."""
        while True:
            status = self.piece(size)
            if self.complete or status >= 400:
                return status

    def ask(self) -> int:
        """Ask how much is there. Return the status of the answer."""
        return self._heard(self.visitor.client.head(self.at))

    def cancel(self) -> int:
        """Let go of the file. Return the status of the answer."""
        return self.visitor.client.delete(self.at).status_code

    def _heard(self, answer: Any) -> int:
        if "Upload-Offset" in answer.headers:
            self.offset = int(answer.headers["Upload-Offset"])
            self.complete = answer.headers["Upload-Complete"] == "?1"
        self.said = answer.json() if answer.headers.get("Content-Type") == "application/problem+json" else {}
        return int(answer.status_code)
