"""The name kind."""

from typing import ClassVar, Literal

from services.definitions.kinds.base import Typed, text_of
from services.definitions.kinds.parts import Parts


class Name(Parts):
    """A person's name: title if they want one, given and family names, at least one of the two."""

    kind: Literal["name"] = "name"
    known_as: bool = False
    """Also ask what they like to be called."""
    fixed_parts: ClassVar[tuple[str, ...]] = ("title", "given", "family")
    missing_code: ClassVar[str] = "missing_name"

    @property
    def parts(self) -> tuple[str, ...]:
        return (*self.fixed_parts, "known_as") if self.known_as else self.fixed_parts

    @property
    def missing_part(self) -> str:
        return "given"

    def is_blank(self, typed: Typed) -> bool:
        return not (text_of(typed, "given") or text_of(typed, "family"))
