"""A measure as claims need it: its name, family, better way and scale, from a metric or a count rule."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.claims.chunks import Chunk
from claimx.claims.words import plural
from claimx.records import Better, Family
from claimx.rulebook import Rulebook
from claimx.rulebook.model import CountRule, MetricRule


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number measures."""

    name: str
    family: Family
    better: Better | None = None
    percent: bool = False
    unit: str = ""
    rule: str = ""
    implied_unit: str = ""
    """What a bare number is understood in; it is not the unit of the claim."""


class Measures:
    """Measures by canonical name."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._named = {rule.name: _of_metric(rule) for rule in reversed(rulebook.metrics)}
        self._units = {rule.symbol: rule for rule in rulebook.units}

    def named(self, name: str) -> Measure:
        """The measure of that name; an unknown one is a quality of unknown direction."""
        return self._named.get(name) or Measure(name, "quality", percent=True)

    def of_chunk(self, chunk: Chunk) -> Measure:
        """The measure that a metric or counted thing stands for where it is changed or shared."""
        if chunk.metric is not None:
            return self._named.get(chunk.metric.name) or _of_metric(chunk.metric)
        if chunk.count is not None:
            return self.of_count(chunk.count)
        if chunk.letter == "A":
            return Measure(f"other:{chunk.lower}", "quality", percent=True)
        return self.named(chunk.cue.metric if chunk.cue and chunk.cue.metric else "performance")

    def of_count(self, count: CountRule, noun: str = "") -> Measure:
        """The measure of a counted thing; *noun* is the thing as written, in the singular."""
        name = count.metric
        if name == "other:*":
            name = f"other:{plural(noun or count.nouns[0])}"
        known = self._named.get(name)
        return Measure(name, count.family, known.better if known else None, False, count.unit or noun or count.nouns[0], count.id)

    def of_unit(self, symbol: str) -> tuple[str, ...]:
        """Metrics that a value in this unit may be of, the usual one first."""
        rule = self._units.get(symbol)
        return rule.metrics if rule else ()


def _of_metric(rule: MetricRule) -> Measure:
    return Measure(rule.name, rule.family, rule.better, rule.percent, rule.unit, rule.id, rule.implied_unit)
