"""Values as a person types them: ``2x``, ``150%``, ``3 points``, ``1.5B``, ``1.5k tok/s``, ``$1000``, ``16 GB``, dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claimx.errors import QueryError
from claimx.query.names import Names
from claimx.query.tree import Text

TIMES, PERCENT, POINT, BARE = "x", "%", "point", ""
"""Units that are no units: multiples, percent, percentage points, and none."""

_AMOUNT = re.compile(r"([$€£])?\s{0,9}([-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?)\s*(\S.*)?", re.DOTALL)
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP"}
_WORDS = {
    "x": TIMES, "×": TIMES, "times": TIMES, "fold": TIMES, "-fold": TIMES, "%": PERCENT, "percent": PERCENT, "point": POINT,
    "points": POINT, "pp": POINT, "pts": POINT, "percentage point": POINT, "percentage points": POINT, "%-points": POINT,
}  # fmt: skip
_MAGNITUDES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12,
    "k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "G": 1e9, "T": 1e12,
}  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
LARGEST = 1e300


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: the symbol of a unit, a thing counted, or one of `TIMES`, `PERCENT`, `POINT`, `BARE`."""

    value: float
    unit: str
    text: Text


def read_amount(text: Text, names: Names, *, fits: Callable[[str], bool] = lambda _: True) -> Amount:
    """The amount that *text* says; `QueryError` with its column where it says none.

    *fits* tells whether a unit can be meant: ``7B`` is seven bytes only where bytes are measured.
    """
    found = _AMOUNT.fullmatch(text.text, len(text.text) - len(text.text.lstrip()))
    if found is None:
        raise QueryError(f"{text.text!r} is no number; write one as in 2x, 80%, 3 points, 16 GB or 1.5B", column=text.column)
    value, rest = float(found[2]), (found[3] or "").strip()
    magnitude, unit = _unit(rest, names, fits)
    if found[1]:
        unit = _CURRENCIES[found[1]] if unit == BARE else None
    if unit is None:
        raise QueryError(_unknown(rest, names), column=text.column + found.start(3))
    value *= magnitude
    if abs(value) > LARGEST:
        raise QueryError(f"{text.text!r} is larger than any number that is claimed", column=text.column)
    return Amount(value, unit, text)


def read_date(text: Text) -> tuple[str, str]:
    """First and last day of what *text* says: a day, a month or a year."""
    found = _DATE.fullmatch(text.text.strip())
    if found is None or not _is_day(int(found[1]), int(found[2] or 1), int(found[3] or 1)):
        raise QueryError(f"{text.text!r} is no date; write one as in 2025, 2025-09 or 2025-09-02", column=text.column)
    year, month, day = found.groups()
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _unit(rest: str, names: Names, fits: Callable[[str], bool]) -> tuple[float, str | None]:
    """Magnitude and unit of what stands behind a number; no unit where it cannot be read."""
    if not rest:
        return 1.0, BARE
    if rest.lower() in _WORDS:
        return 1.0, _WORDS[rest.lower()]
    symbol = names.unit(rest)
    if symbol is not None and (rest not in _MAGNITUDES or fits(symbol)):
        return 1.0, symbol
    for word, magnitude in _MAGNITUDES.items():
        if rest.startswith(word):
            after = rest[len(word) :].strip()
            unit = BARE if not after else names.unit(after)
            if unit is not None:
                return magnitude, unit
    return 1.0, symbol


def _unknown(rest: str, names: Names) -> str:
    from claimx.rulebook.nearest import did_you_mean

    return f"unknown unit {rest!r}{did_you_mean(rest, (*names.units, *names.exact_units, *names.surface_units, *names.things))}"
