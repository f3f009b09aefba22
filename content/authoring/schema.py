"""What the fields of a document are, read from its pydantic classes: the blocks are made from this."""

from dataclasses import dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from services.definitions.comparing import BaseRule
from services.definitions.kinds.base import Model

Sort = Literal["words", "tree", "yes", "number", "choice", "choices", "text", "day", "data", "list", "struct"]


PLAIN: dict[Any, Sort] = {dict[str, str]: "words", bool: "yes", int: "number", str: "text", date: "day"}


@dataclass(frozen=True, slots=True)
class Shape:
    """How one field is written: its sort, and what it is made of."""

    sort: Sort
    choices: tuple[str, ...] = ()
    inner: "Shape | None" = None
    model: type[Model] | None = None
    variants: tuple[type[Any], ...] = ()
    """For a tree (a rule, a formula): the classes that may stand here."""


def shape_of(field: FieldInfo) -> Shape:
    """Return how a field of a document is written. Raises ValueError for one that authors could not write."""
    return _shape(field.annotation)


def _shape(annotation: Any) -> Shape:
    plain = _bare(annotation)
    origin, inside = get_origin(plain), get_args(plain)
    if origin in (Union, UnionType):
        variants = tuple(_bare(each) for each in inside)
        if all(isinstance(each, type) and issubclass(each, BaseRule | Model) for each in variants):
            return Shape("tree", variants=variants)
    if origin is tuple:
        inner = _shape(inside[0])
        return Shape("choices", inner.choices) if inner.choices else Shape("list", inner=inner)
    if origin is Literal:
        return Shape("choice", choices=inside)
    if plain in PLAIN:
        return Shape(PLAIN[plain])
    if origin is dict:
        return Shape("data")
    if isinstance(plain, type) and issubclass(plain, Model):
        return Shape("struct", model=plain)
    raise ValueError(f"no way to write {annotation!r}")


def _bare(annotation: Any) -> Any:
    """Return the type without Annotated, and without "or None"."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        left = [each for each in get_args(annotation) if each is not NoneType]
        if len(left) == 1:
            return _bare(left[0])
        if len(left) < len(get_args(annotation)):
            return Union[tuple(left)]  # noqa: UP007  # made of a tuple
    return annotation
