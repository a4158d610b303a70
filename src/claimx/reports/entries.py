"""Claims made ready to stand beside each other: a score on one scale, under a name, with its conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from claimx.naming import name_key
from claimx.records import Better, Bound, Claim
from claimx.reports.conditions import Conditions, conditions
from claimx.reports.identity import is_proper_name
from claimx.reports.measures import Measure

By = Literal["level", "improvement", "points"]
"""What is ranked: values reached, how many times better, or points gained."""

_CLASSES: dict[Bound, str] = {"up_to": "best case", "average": "average"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with its score: the number that is compared, on the scale named."""

    claim: Claim
    measure: Measure
    score: float
    scale: str
    """``%``, ``x``, ``point``, a canonical unit, or ``""`` for a bare score."""
    rescaled: bool
    """Printed as a proportion (0.961), scored in percent."""
    conditions: Conditions

    @property
    def device_key(self) -> str:
        """The device with its count, where the metric depends on it; else empty."""
        found = self.conditions.device if self.measure.on_device else None
        return f"{found.key} {found.count or ''}" if found else ""

    @property
    def bound_class(self) -> str:
        """``best case`` or ``average``, which no single result is to be ranked with; else empty."""
        return _CLASSES.get(self.claim.bound, "")

    @property
    def subject_key(self) -> str:
        """Equal for claims on the same thing: a proper name means the same everywhere, a description only in its paper."""
        return subject_key(self.claim)

    @property
    def subject(self) -> str:
        """The subject as named, else what stands for it."""
        return self.claim.subject or ("(this paper)" if self.claim.attribution == "own" else "(unnamed)")

    @property
    def label(self) -> str:
        """A name that tells one entry from the others where no paper stands beside it."""
        claim = self.claim
        return claim.subject or f"({(claim.title or claim.paper_id).partition(':')[0]})"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many claims were left out, and why."""

    reason: str
    count: int


def subject_key(claim: Claim) -> str:
    """Equal for claims whose subject is the same thing."""
    if claim.subject and is_proper_name(claim.subject):
        return name_key(claim.subject)
    return f"{claim.paper_id}\0{claim.attribution}\0{name_key(claim.subject or '')}"


def entry(claim: Claim, measure: Measure, *, by: By = "level") -> Entry | str:
    """The claim with its score, or the reason why it has none."""
    scored = _SCORES[by](claim, measure)
    if isinstance(scored, str):
        return scored
    score, scale, rescaled = scored
    return Entry(claim, measure, score, scale, rescaled, conditions(claim))


def ranked_way(measure: Measure, by: By) -> Better | None:
    """Which way is better on the scale that *by* ranks on: a gain is a gain, whatever the metric."""
    return measure.better if by == "level" else "higher"


Scored = tuple[float, str, bool] | str


def _level(claim: Claim, measure: Measure) -> Scored:
    if claim.kind != "level":
        return "no level of its own"
    upper = claim.value2 if claim.value2 is not None else claim.value
    worst = max(claim.value, upper) if measure.better == "lower" else min(claim.value, upper)
    if measure.percent and claim.unit in ("%", ""):
        rescaled = _is_proportion(claim)
        return (round(worst * 100, 10) if rescaled else worst), "%", rescaled
    if claim.canonical_value is not None and claim.canonical_unit is not None:
        factor = claim.canonical_value / claim.value if claim.value else 0.0
        return float(f"{worst * factor:.12g}"), claim.canonical_unit, False
    return worst, claim.unit, False


def _improvement(claim: Claim, measure: Measure) -> Scored:
    if claim.kind == "level":
        return "a level, no change"
    if claim.improvement is None:
        return "how many times better is not said"
    return claim.improvement, "x", False


def _points(claim: Claim, measure: Measure) -> Scored:
    if claim.kind not in ("difference", "transition"):
        return "no difference"
    if measure.better is None:
        return "which way is better is not known"
    change = _change(claim)
    if isinstance(change, str):
        return change
    gain = (claim.effect == "increase") == (measure.better == "higher")
    rescaled = claim.kind == "transition" and measure.percent and _is_proportion(claim)
    return round((1 if gain else -1) * change * (100 if rescaled else 1), 10), "point", rescaled


def _change(claim: Claim) -> float | str:
    if claim.kind == "transition" and claim.canonical_unit is None and claim.value2 is not None:
        return abs(claim.value - claim.value2)
    if claim.basis == "points":
        return claim.value
    if claim.basis == "unstated":
        return "percent, without saying of what"
    return "relative, not in points"


def _is_proportion(claim: Claim) -> bool:
    """Whether a number of a measure on a percentage scale is printed as a share of one."""
    numbers = (claim.value, claim.value if claim.value2 is None else claim.value2)
    return claim.unit == "" and min(numbers) >= 0 and max(numbers) <= 1


_SCORES: dict[By, Callable[[Claim, Measure], Scored]] = {"level": _level, "improvement": _improvement, "points": _points}
