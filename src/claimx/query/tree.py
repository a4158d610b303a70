"""A query as it was written: tests joined by and, or, not. What the words mean is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "~", "between", "in"]


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of the query: a name or a value, and where it begins."""

    text: str
    column: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Compare:
    """``NAME OPERATOR VALUE...``"""

    name: Text
    operator: Operator
    values: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Bare:
    """A name alone: ``own``, ``speedup``, ``fid``."""

    name: Text


@dataclass(frozen=True, slots=True)
class On:
    """``on NAME, NAME``: any of these datasets or devices."""

    names: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A test and the datasets or devices that it is asked on."""

    part: Node
    on: On


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What must hold together."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Of which one must hold."""

    parts: tuple[Node, ...]


Node = Compare | Bare | On | Placed | Not | And | Or


@dataclass(frozen=True, slots=True)
class Key:
    """One key of ``order by``."""

    name: Text
    descending: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query; without a condition it asks for everything."""

    condition: Node | None
    order: tuple[Key, ...]
    limit: int | None
