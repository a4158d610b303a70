"""Canonical values and conversions through a pint registry that knows the rulebook's units and nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from claimx.errors import UnitError
from claimx.rulebook import Rulebook
from claimx.rulebook.model import UnitRule

if TYPE_CHECKING:
    from pint import UnitRegistry

_BARE = frozenset(["", "%", "x", "point"])
"""Units that have no canonical form: scores, percent, multiples and points."""


class Units:
    """The units of one rulebook; conversion factors are asked of pint once and kept."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules: dict[str, UnitRule] = {rule.symbol: rule for rule in rulebook.units}
        self._exact = {form: rule.symbol for rule in rulebook.units for form in rule.exact}
        self._surfaces = _surfaces(rulebook.units)
        self._counted = frozenset(noun for rule in rulebook.counts for noun in (*rule.nouns, rule.unit) if noun)
        self._factors: dict[tuple[str, str], float] = {}

    @cached_property
    def _registry(self) -> UnitRegistry[float]:
        from pint import UnitRegistry

        registry: UnitRegistry[float] = UnitRegistry(None)
        for rule in sorted(self._rules.values(), key=lambda rule: (_is_derived(rule), rule.id)):
            for line in rule.define:
                registry.define(line)
        return registry

    def canonical(self, value: float, unit: str) -> tuple[float, str] | None:
        """*value* in the canonical unit of its dimension, None for bare scores, percent, multiples and points.

        A counted thing (parameter, image) is its own canonical unit.
        """
        if unit in _BARE:
            return None
        rule = self._rules.get(unit)
        if rule is None:
            return (value, unit)
        target = rule.canonical or unit
        return (value * self._factor(unit, target), target)

    def convert(self, value: float, unit: str, to: str) -> float:
        """*value* from one unit to another; `UnitError` where a unit is unknown or the dimensions differ."""
        return value if unit == to else value * self._factor(self.symbol(unit), self.symbol(to))

    def dimension(self, unit: str) -> str:
        """The canonical unit of *unit*'s dimension, which names the dimension."""
        rule = self._rules.get(self.symbol(unit))
        return (rule.canonical or rule.symbol) if rule else unit

    def symbol(self, surface: str) -> str:
        """The symbol of a unit as written; `UnitError` with the nearest known ones where there is none."""
        if surface in self._rules or surface in _BARE or surface in self._counted:
            return surface
        if surface.removesuffix("s") in self._counted:
            return surface.removesuffix("s")
        symbol = self._exact.get(surface) or self._surfaces.get(surface.lower())
        if symbol is None:
            near = difflib.get_close_matches(surface, sorted({*self._rules, *self._exact, *self._surfaces}), n=3)
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise UnitError(f"unknown unit {surface!r}{hint}")
        return symbol

    def _factor(self, unit: str, to: str) -> float:
        key = (unit, to)
        if key not in self._factors:
            self._factors[key] = self._ask(unit, to)
        return self._factors[key]

    def _ask(self, unit: str, to: str) -> float:
        from pint.errors import DimensionalityError, UndefinedUnitError

        if unit == to:
            return 1.0
        source, target = self._rules.get(unit), self._rules.get(to)
        if source is None or target is None:
            raise UnitError(f"{unit!r} cannot be converted to {to!r}: they are counts of different things")
        try:
            quantity = self._registry.Quantity(1.0, source.pint or source.symbol)
            factor = quantity.to(target.pint or target.symbol).magnitude
        except (DimensionalityError, UndefinedUnitError) as error:
            raise UnitError(
                f"{unit!r} cannot be converted to {to!r}: {self.dimension(unit)} is not {self.dimension(to)}"
            ) from error
        return float(f"{factor:.15g}")


def _surfaces(rules: Iterable[UnitRule]) -> dict[str, str]:
    """Lower-case written form -> symbol; where case alone tells two units apart (mW, MW) there is none."""
    found = {form.lower(): rule.symbol for rule in rules for form in rule.surfaces}
    other: dict[str, set[str]] = {}
    for rule in rules:
        for form in (rule.symbol, *rule.exact):
            other.setdefault(form.lower(), set()).add(rule.symbol)
    return {form: min(symbols) for form, symbols in other.items() if len(symbols) == 1} | found


def _is_derived(rule: UnitRule) -> bool:
    """Whether a unit is defined by others, which have to be defined before it."""
    return not any("[" in line for line in rule.define)
