"""A person's request turned down, with a stable code. `wording` holds the sentences."""


class Refusal(Exception):
    """Raised when what a person asked for cannot be done; the answer is a clear page, never a 500.

    `code` is stable: tests, events and translations refer to it. `detail` fills the sentence's
    placeholders and must never hold personal data. `status` is the HTTP status of the answer.
    """

    code: str = "refused"
    status: int = 409

    def __init__(self, **detail: str | int) -> None:
        super().__init__(self.code)
        self.detail = detail
