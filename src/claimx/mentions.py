"""What one stage hands to the next; internal, may change between releases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from claimx.records import Attribution, Basis, Bound, Effect, Family, Kind

Form = Literal["percent", "point", "times", "unit", "bare", "fraction", "of"]
"""How a number is written: ``12%``, ``3 pp``, ``2.5x``, ``1.6 ms``, ``12.7`` or ``37M``, ``half``, ``13 of 73``."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a pair of numbers, with its unit and qualifier, found on characters of the normal text.

    ``start``/``end`` cover the quote (number and unit or scale word, no qualifier, no counted noun);
    ``outer_start``/``outer_end`` also cover the qualifier and a sign, so that what stands around can be read.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    value: float
    value2: float | None
    unit: str
    form: Form
    bound: Bound
    pair: Literal["", "range", "to"]
    """``range``: 3-5x; ``to``: "A to B", which the words around make a transition or a range."""
    sign: Literal["", "+", "-"] = ""
    scaled: bool = False
    """Written with a scale word or suffix (million, K, M, B), so never a score."""
    word: bool = False
    """Spelled out ("seven", "half")."""
    decimal: bool = False
    """Written with a decimal point."""
    total: float | None = None
    """Of "13 of 73" and "12/12": the 73 and the 12."""
    note: str = ""
    """A deviation or interval written beside it ("± 0.4")."""
    compound: str = ""
    """The noun after a hyphen in "7B-parameter", "77-class"."""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A number that is no quantity, with the rule that says so."""

    start: int
    end: int
    rule: str
    why: str


@dataclass(slots=True)
class Draft:
    """A claim in the making: a quantity with what it is claimed of, in offsets of the normal text."""

    quantity: Quantity
    family: Family
    kind: Kind
    metric: str
    effect: Effect = "none"
    unit: str = ""
    value: float = 0.0
    value2: float | None = None
    bound: Bound = "exact"
    factor: float | None = None
    basis: Basis | None = None
    subject: str | None = None
    baseline: tuple[str, ...] = ()
    dataset: tuple[str, ...] = ()
    task: str | None = None
    hardware: str | None = None
    setting: tuple[str, ...] = ()
    attribution: Attribution = "own"
    rules: list[str] = field(default_factory=list)
