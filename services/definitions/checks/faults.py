"""What is wrong with a document, as one thing to mend. Plain Python; fault_words.py has the sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: a stable code, where it is, what it concerns, and what to write in its place."""

    code: str
    where: str
    about: str = ""
    instead: str = ""
