"""SQL for what a claim is sure of: the least and the most that its number can be, its bound honoured.

Each quantity is a `Range` of two SQL expressions on a row of claims, null where the claim sets no limit on that side or
does not speak of the quantity at all. "Up to 5x" is sure of at most 5x and of no least; "more than 10x" of at least 10x;
"about" and "average" are taken as they are said. Read optimistically, "up to" says what it names.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimx.query.names import Change

_SHARE = "(kind = 'ratio' AND (unit = '%' OR value < 1))"
"""The number is a share of the old amount (a third of the compute), so its bound is one on the new amount."""
_FALLS = f"(effect = 'decrease' AND NOT {_SHARE})"
"""The new amount falls as the number stated grows (40% fewer)."""
_UPPER_FACTOR = """CASE WHEN value2 IS NULL OR kind = 'transition' THEN factor
    WHEN kind = 'ratio' AND unit = '%' THEN value2 / 100
    WHEN kind = 'ratio' AND effect = 'decrease' AND value > 1 THEN 1 / nullif(value2, 0)
    WHEN kind = 'ratio' THEN value2
    WHEN effect = 'decrease' THEN 1 - value2 / 100
    ELSE 1 + value2 / 100 END"""
"""The factor of the upper end of a range."""
_LEAST, _MOST = f"least(factor, {_UPPER_FACTOR})", f"greatest(factor, {_UPPER_FACTOR})"
FACTOR_LOW = f"""CASE WHEN bound IN ('exact', 'about', 'average') THEN {_LEAST}
    WHEN bound = 'more_than' AND NOT {_FALLS} THEN {_LEAST}
    WHEN bound IN ('less_than', 'up_to') AND {_FALLS} THEN {_LEAST} END"""
"""SQL for the least that the factor of a claim can be; claims are kept with it. A bound is one on the number stated, and
turns round where the factor falls as that number grows."""
FACTOR_HIGH = f"""CASE WHEN bound IN ('exact', 'about', 'average') THEN {_MOST}
    WHEN bound = 'more_than' AND {_FALLS} THEN {_MOST}
    WHEN bound = 'less_than' AND NOT {_FALLS} THEN {_MOST}
    WHEN bound = 'up_to' AND NOT {_FALLS} AND NOT {_SHARE} THEN {_MOST} END"""
"""SQL for the most that the factor of a claim can be."""
_PROPORTION = "(unit = '' AND value BETWEEN 0 AND 1 AND coalesce(value2, 0) BETWEEN 0 AND 1)"
"""Of a metric on a percentage scale: printed as a share of one."""


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most, as SQL."""

    low: str
    high: str

    def inverted(self) -> Range:
        """One over it."""
        return Range(f"(1 / nullif({self.high}, 0))", f"(1 / nullif({self.low}, 0))")

    def mapped(self, form: str) -> Range:
        """A rising function of it; ``{}`` stands for the quantity."""
        return Range(f"({form.format(self.low)})", f"({form.format(self.high)})")

    def falling(self, form: str) -> Range:
        """A falling function of it."""
        return Range(f"({form.format(self.high)})", f"({form.format(self.low)})")

    def where(self, condition: str, other: Range) -> Range:
        """It where *condition* holds, else *other*."""
        return Range(
            f"CASE WHEN {condition} THEN {self.low} ELSE {other.low} END",
            f"CASE WHEN {condition} THEN {self.high} ELSE {other.high} END",
        )


NOTHING = Range("NULL", "NULL")


def factor(optimistic: bool) -> Range:
    """New amount over old amount."""
    if optimistic:
        return Range(_LEAST, _MOST).where("bound = 'up_to'", Range("factor_low", "factor_high"))
    return Range("factor_low", "factor_high")


def times(change: Change, optimistic: bool) -> Range:
    """How many times more, less, better or worse."""
    of = factor(optimistic)
    if change == "increase":
        return of
    if change == "decrease":
        return of.inverted()
    better = of.where("better = 'higher'", of.inverted())
    return better if change == "gain" else better.inverted()


def percent(change: Change, decreasing: bool, optimistic: bool) -> Range:
    """A change in percent of what was before; also one that may be meant in points, which is printed in percent too."""
    of = times(change, optimistic)
    relative = of.mapped("100 * (1 - 1 / nullif({}, 0))") if decreasing else of.mapped("100 * ({} - 1)")
    return relative.where("factor IS NOT NULL", _stated("basis = 'unstated' AND unit = '%'", optimistic))


def points(optimistic: bool, on_percentage_scale: bool) -> Range:
    """A change in percentage points, or in points of a score."""
    basis = "basis IN ('points', 'unstated')" if optimistic else "basis = 'points'"
    scale = f"CASE WHEN {_PROPORTION} THEN 100 ELSE 1 END" if on_percentage_scale else "1"
    moved = _bounded(f"abs(value - value2) * {scale}", f"abs(value - value2) * {scale}", optimistic)
    said = _stated(f"{basis} AND unit IN ('%', 'point', '')", optimistic)
    return moved.where("kind = 'transition' AND canonical_unit IS NULL", said)


def amount_changed(unit: str, optimistic: bool) -> Range:
    """A change in the canonical unit *unit*, which is the SQL of a parameter."""
    size = "(canonical_value / nullif(value, 0))"
    moved = _bounded(f"abs(value - value2) * {size}", f"abs(value - value2) * {size}", optimistic)
    said = _bounded("canonical_value", f"coalesce(value2 * {size}, canonical_value)", optimistic)
    either = moved.where("kind = 'transition'", said.where("kind = 'difference'", NOTHING))
    return either.where(f"canonical_unit = {unit}", NOTHING)


_REACHED = "kind IN ('level', 'transition')"
_UPPER = "CASE WHEN kind = 'level' THEN coalesce(value2, value) ELSE value END"
_CANONICAL_SCALE = "CASE WHEN value = 0 OR canonical_value IS NULL THEN 1 ELSE canonical_value / value END"
_LOWEST, _HIGHEST = f"least(value, {_UPPER}) * {_CANONICAL_SCALE}", f"greatest(value, {_UPPER}) * {_CANONICAL_SCALE}"
_FIRM = "bound IN ('exact', 'about', 'average')"
LEVEL_LOW = f"CASE WHEN {_REACHED} AND ({_FIRM} OR bound = 'more_than') THEN {_LOWEST} END"
"""SQL for the least that a value reached can be, in its canonical unit where it has one; claims are kept with it."""
# "Up to" names the best of several: the most where more is better, but the least or the most where less is.
LEVEL_HIGH = f"""CASE WHEN {_REACHED} AND ({_FIRM} OR bound = 'less_than' OR (bound = 'up_to' AND better = 'higher'))
    THEN {_HIGHEST} END"""
"""SQL for the most that a value reached can be."""


def level(optimistic: bool) -> Range:
    """A value reached, in its canonical unit where it has one; of a transition, what it came to."""
    sure = Range("level_low", "level_high")
    named = Range(_LOWEST, _HIGHEST).where(_REACHED, NOTHING)
    return named.where("bound = 'up_to'", sure) if optimistic else sure


def percentage(optimistic: bool) -> Range:
    """A value reached on a percentage scale, in percent; it may be printed as a share of one."""
    return level(optimistic).mapped(f"{{}} * CASE WHEN {_PROPORTION} THEN 100 ELSE 1 END")


def _stated(condition: str, optimistic: bool) -> Range:
    """The number of a difference, as it stands."""
    said = _bounded("value", "coalesce(value2, value)", optimistic)
    return said.where(f"kind = 'difference' AND {condition}", NOTHING)


def _bounded(low: str, high: str, optimistic: bool) -> Range:
    """The size of a change, whose bound is one on that size."""
    firm = _firm(optimistic)
    return Range(
        f"CASE WHEN {firm} OR bound = 'more_than' THEN {low} END",
        f"CASE WHEN {firm} OR bound IN ('less_than', 'up_to') THEN {high} END",
    )


def _firm(optimistic: bool) -> str:
    """Bounds that say just what the number says."""
    return f"({_FIRM} OR bound = 'up_to')" if optimistic else _FIRM
