"""Two numbers that are one quantity: ranges (3-5x) and "A to B" (124M to 1.4B)."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Literal

from claimx.quantities.atoms import Atom

_RANGE = re.compile(r"\s?[-–—‐‑~∼]\s?[-–~]?\s?")
_TO = re.compile(
    r"(?:\s|-)(?:up\s|down\s)?to(?:\s|-)(?:(?:about|around|nearly|almost|roughly|approximately|only|just|over|up to|as \w+ as)\s)?[~≈]?[+$]?"
    r"|\s?(?:→|->|⟶|=>|⇒)\s?[~≈+$]?|\s(?:through|up to|down to)\s[~≈]?"
)
_NOUN_TO = re.compile(r"\s[a-z][\w-]*(?:\s[a-z]+)?\s(?:(?:up|down)\s)?to\s(?:(?:about|over|nearly|almost)\s)?[~≈]?")
_ASIDE_TO = re.compile(r"\s\([^()]{1,36}\)\s(?:(?:up|down)\s)?to\s[~≈]?")
"""The same behind an aside that says whose the first number is: "from 21.4 dB (TensoRF) to 23.7 dB"."""
_FROM = re.compile(r"\bfrom\s(?:(?:about|around|approximately|only|just|roughly|over|nearly|a|an)\s)*[~≈$]?[+-]?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s(?:about\s|approximately\s)?[~≈$]?[+-]?$", re.IGNORECASE)
_JOINT = re.compile(r",?\s(?:and|or)\s[~≈]?|\s?/\s?|\s?&\s?")
_COMMA = re.compile(r",\s[~≈]?")
_AND = re.compile(r"\sand\s[~≈$]?")
_SECONDS = {
    "µs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0, "week": 604800.0,
    "month": 2629746.0, "year": 31556952.0,
}  # fmt: skip
_BYTES = {"B": 1.0, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15}
_SIZE = "px"
"""What a width by a height is in; a number before it is of its own."""
_LOOK_BACK = 40


def pair_of(first: Atom, second: Atom, text: str) -> Literal["", "range", "to"]:
    """How *first* and *second* are one quantity, by what stands between them; empty where they are two."""
    if first.total is not None or second.total is not None or first.value2 is not None or second.value2 is not None:
        return ""
    gap = text[first.outer_end : second.outer_start]
    if len(gap) > _LOOK_BACK or not _compatible(first, second):
        return ""
    if _RANGE.fullmatch(gap):
        return "range" if first.value <= second.value * _ratio(first, second) or first.unit else ""
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    if _TO.fullmatch(gap) or ((_NOUN_TO.fullmatch(gap) or _ASIDE_TO.fullmatch(gap)) and _FROM.search(before)):
        return "to"
    return "range" if _AND.fullmatch(gap) and _BETWEEN.search(before) else ""


def joined(first: Atom, second: Atom) -> tuple[float, float]:
    """Both numbers in the unit and scale of the pair."""
    value = first.value
    if second.orders and not first.orders:
        return 10.0 ** min(first.raw, 300), second.value
    if second.scaled and not first.scaled and abs(first.raw) < abs(second.raw) * 1000 and first.form == "bare":
        factor = second.value / second.raw if second.raw else 1.0
        if first.raw <= second.raw or first.decimal:
            value = float(f"{first.value * factor:.12g}")
    return value * _ratio(second, first), second.value


def share_units(text: str, atoms: list[Atom], *, announced: Callable[[Atom], bool]) -> None:
    """Gives bare numbers the unit or scale of the coordinated number after them: "1.2 and 3.4 points", "7, 13 and 70B".

    A number that a metric's name announces (*announced*) is a value of its own and keeps its form.
    """
    shares = False
    for index in range(len(atoms) - 2, -1, -1):
        first, second = atoms[index], atoms[index + 1]
        gap = text[first.outer_end : second.outer_start]
        joint = _JOINT.fullmatch(gap) or (shares and _COMMA.fullmatch(gap))
        shares = bool(joint) and _shares(first, second) and not announced(first)
        if shares:
            first.form, first.unit = second.form, second.unit
            if second.scaled and second.raw:
                first.value *= second.value / second.raw
                first.scaled = True


def share_factors(text: str, atoms: list[Atom]) -> None:
    """Makes the upper end of "a factor of 10-100" a multiple as its lower end is."""
    for first, second in pairwise(atoms):
        plain = second.form == "bare" and not (second.scaled or second.compound or second.decimal != first.decimal)
        if first.form == "times" and first.end == first.number_end and plain:
            gap = text[first.outer_end : second.outer_start]
            if _RANGE.fullmatch(gap) or _TO.fullmatch(gap):
                second.form, second.unit = first.form, first.unit


def _shares(first: Atom, second: Atom) -> bool:
    plain = first.form == "bare" and not (first.scaled or first.compound or first.sign or first.word)
    in_unit = second.form == "unit" and second.unit != _SIZE
    return plain and (second.form in ("percent", "point", "times") or in_unit or second.scaled)


def _ratio(one: Atom, other: Atom) -> float:
    """How many of *one*'s unit make *other*'s."""
    for table in (_SECONDS, _BYTES):
        if one.unit in table and other.unit in table:
            return table[other.unit] / table[one.unit] if one.unit != other.unit else 1.0
    return 1.0


def _compatible(first: Atom, second: Atom) -> bool:
    if first.compound or (first.form == "fraction") != (second.form == "fraction"):
        return False
    if first.form == second.form and first.unit == second.unit:
        return True
    if first.form == "bare":
        return not (first.scaled and second.form in ("percent", "times", "point"))
    same_kind = any(first.unit in table and second.unit in table for table in (_SECONDS, _BYTES))
    return first.form == second.form == "unit" and same_kind
