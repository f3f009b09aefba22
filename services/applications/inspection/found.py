"""What looking into a file can end in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A file that can be kept: what it is, and the bytes to keep if not those that came."""

    media_type: str
    content: bytes | None = None


class Unfit(Exception):
    """The file cannot be kept. `code` is that of the refusal that the person is told."""

    def __init__(self, code: str, **detail: int) -> None:
        super().__init__(code)
        self.code, self.detail = code, detail
