"""References: what we call an application or appointment, on screen, on paper and on the phone."""

from services.identity.errors import ReferenceMistyped
from services.identity.letters import check_letter, grouped, is_sound, random_letters, squeeze

_RANDOM_LENGTH = 7  # 3.4 thousand million: no neighbour to guess, collisions rare (the caller retries)
_BODY_LENGTH = _RANDOM_LENGTH + 1
_PREFIX_MAX_LENGTH = 3


def new_reference(prefix: str = "") -> str:
    """Return a fresh reference such as `K7MR-4TXP` or `BB-K7MR-4TXP`. Random, never in sequence.

    The last letter checks all the others, prefix included. Two may be equal once in a long while:
    keep them in a unique column and try again when it refuses. Raises ValueError if the prefix is
    longer than three letters or uses one that is not in the alphabet of codes.
    """
    if len(prefix) > _PREFIX_MAX_LENGTH:
        raise ValueError(f"a prefix has at most {_PREFIX_MAX_LENGTH} letters, got {prefix!r}")
    body = prefix + random_letters(_RANDOM_LENGTH)
    return _shown(body + check_letter(body))


def tidy_reference(text: str) -> str:
    """Return the reference that was typed, as it is stored. Raises ReferenceMistyped."""
    letters = squeeze(text)
    fits = _BODY_LENGTH <= len(letters) <= _BODY_LENGTH + _PREFIX_MAX_LENGTH
    if not fits or not is_sound(letters):
        raise ReferenceMistyped
    return _shown(letters)


def _shown(letters: str) -> str:
    prefix, body = letters[:-_BODY_LENGTH], letters[-_BODY_LENGTH:]
    return "-".join(filter(None, [prefix, grouped(body, 4, "-")]))
