"""What follows from the parts of a claim: kind, effect, factor, basis, polarity, improvement.

Pure arithmetic on plain values, so that the store, the annotated sets and the tests can use it alone.
"""

from __future__ import annotations

from typing import Literal

from claimx.records import Basis, Better, Effect, Kind, Polarity

Direction = Literal["increase", "decrease", "gain", "loss"]


def effect_of(direction: Direction | None, better: Better | None) -> Effect:
    """A direction as an effect on a metric: a gain in perplexity is a decrease.

    >>> effect_of("gain", "lower"), effect_of("loss", "higher"), effect_of("increase", "lower")
    ('decrease', 'decrease', 'increase')
    """
    if direction in ("gain", "loss"):
        up = (direction == "gain") == (better != "lower")
        return "increase" if up else "decrease"
    return "decrease" if direction == "decrease" else "increase"


def factor_of(
    kind: Kind,
    *,
    value: float,
    value2: float | None,
    unit: str,
    effect: Effect,
    percent_scaled: bool,
    basis: Basis | None,
) -> float | None:
    """New value over old value of the metric, None where the sentence does not fix it.

    >>> factor_of("ratio", value=3.2, value2=None, unit="x", effect="decrease", percent_scaled=False, basis=None)
    0.3125
    >>> factor_of("difference", value=30, value2=None, unit="%", effect="decrease", percent_scaled=False, basis="relative")
    0.7
    """
    if kind == "ratio":
        return _ratio(value, unit, effect)
    if kind == "transition":
        return value / value2 if value2 and not percent_scaled else None
    if kind == "difference" and unit == "%" and basis == "relative":
        change = value / 100
        factor = 1 + change if effect == "increase" else 1 - change
        return round(factor, 6) if factor >= 0 else None
    return None


def _ratio(value: float, unit: str, effect: Effect) -> float | None:
    if value <= 0:
        return None
    if unit == "%":
        return value / 100
    if effect == "decrease" and value > 1:
        return 1 / value
    return value


def basis_of(*, unit: str, percent_scaled: bool, said: Basis | None) -> Basis:
    """How a difference counts: as said, in points, relative, or unstated for percent of a percent-scaled measure."""
    if said is not None:
        return said
    if unit != "%":
        return "points"
    return "unstated" if percent_scaled else "relative"


def polarity_of(effect: Effect, better: Better | None) -> Polarity:
    """The effect read against the better way of the metric."""
    if effect == "none" or better is None:
        return "neutral"
    return "gain" if (effect == "increase") == (better == "higher") else "loss"


def improvement_of(factor: float | None, better: Better | None) -> float | None:
    """How many times better: the factor, turned round where lower is better.

    >>> improvement_of(0.5, "lower"), improvement_of(1.5, "higher"), improvement_of(0.5, "higher")
    (2.0, 1.5, 0.5)
    """
    if factor is None or better is None:
        return None
    if better == "higher":
        return factor
    return 1 / factor if factor > 0 else None
