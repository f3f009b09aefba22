"""Yes, no, not known: what several verdicts come to together (Kleene's logic). Plain Python."""

from collections.abc import Iterable

Verdict = bool | None
"""None: not known, or it depends."""


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict on things that must all be so."""
    found = list(verdicts)
    if False in found:
        return False
    return None if None in found else True


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict on things of which one must be so."""
    return negated(all_of(negated(verdict) for verdict in verdicts))


def negated(verdict: Verdict) -> Verdict:
    """Return the opposite verdict."""
    return None if verdict is None else not verdict
