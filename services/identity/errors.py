"""What identity refuses."""

from services.errors import Refusal


class CodeMistyped(Refusal):
    """A code has the wrong number of letters, or its check letter does not fit: a slip, not a guess."""

    code = "code_mistyped"
    status = 400


class ReferenceMistyped(Refusal):
    """A reference has the wrong number of letters, or its check letter does not fit."""

    code = "reference_mistyped"
    status = 400


class TooManyTries(Refusal):
    """Too many tries in a row. `detail["minutes"]` says after how many minutes the next is possible."""

    code = "too_many_tries"
    status = 429
