"""The metrics of the rulebook as a reader asks for them: by any of their names, with the way that is better."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimx.errors import ReportError
from claimx.naming import name_key
from claimx.records import Better, Claim, Family
from claimx.rulebook import Rulebook
from claimx.rulebook.model import MetricRule
from claimx.rulebook.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class Measure:
    """One metric: canonical name, the name to print, which way is better, and whether it lies on a percentage scale."""

    name: str
    label: str
    family: Family
    better: Better | None
    percent: bool = False
    low: float | None = None
    high: float | None = None
    on_device: bool = False
    """Values depend on the device."""


class Measures:
    """The measures of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._measures = {rule.name: _measure(rule) for rule in rulebook.metrics}
        self._names: dict[str, str] = {}
        self._written: set[str] = set()
        for rule in rulebook.metrics:
            for name in (rule.name, rule.name.removeprefix("other:"), *rule.aliases, *rule.exact):
                self._names.setdefault(name_key(name), rule.name)
                self._written.add(name.removeprefix("other:").lower())

    def named(self, name: str) -> Measure:
        """The measure that goes by *name*; `ReportError` with the nearest known name where none does."""
        canonical = name if name in self._measures else self._names.get(name_key(name))
        if canonical is not None:
            return self._measures[canonical]
        if name.startswith("other:"):
            return Measure(name, name.removeprefix("other:"), "quality", None)
        hint = did_you_mean(name.lower(), self._written)
        raise ReportError(f"there is no metric {name!r}{hint or '; claimx rules list metrics shows those there are'}")

    def of(self, claim: Claim) -> Measure:
        """The measure of a claim; of one that no rule knows, what the claim itself says."""
        known = self._measures.get(claim.metric)
        if known is not None:
            return known
        label = claim.metric.removeprefix("other:").replace("_", " ")
        return Measure(claim.metric, label, claim.family, claim.better)


def turned(measure: Measure, better: Better) -> Measure:
    """The measure, read with *better* as the better way."""
    return replace(measure, better=better)


def _measure(rule: MetricRule) -> Measure:
    return Measure(rule.name, _label(rule), rule.family, rule.better, rule.percent, rule.low, rule.high, rule.device)


def _label(rule: MetricRule) -> str:
    if rule.label:
        return rule.label
    plain = rule.name.removeprefix("other:")
    for alias in (*rule.exact, *rule.aliases):
        if name_key(alias) == name_key(plain):
            return alias
    return plain.replace("_", " ")
