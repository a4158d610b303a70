"""Patterns over the class letters of a sentence: which reading each quantity gets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimx.claims.chunks import Sentence
from claimx.claims.classes import compile_pattern, needed
from claimx.rulebook.model import PatternRule


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pattern says of one quantity: places of the quantity, the metric and the word of effect."""

    rule: PatternRule
    quantity: int
    metric: int | None
    effect: int | None
    start: int
    end: int

    @property
    def distance(self) -> int:
        """Chunks between quantity and metric."""
        return abs(self.quantity - self.metric) if self.metric is not None else 0


class Patterns:
    """The compiled patterns of a rulebook."""

    def __init__(self, rules: Sequence[PatternRule]) -> None:
        self._compiled = [(rule, compile_pattern(rule.pattern, rule=rule.id), needed(rule.pattern)) for rule in rules]

    def readings(self, sentence: Sentence) -> dict[int, list[Reading]]:
        """For each quantity the readings that patterns give it, best first."""
        found: dict[int, list[Reading]] = {i: [] for i in sentence.quantities()}
        present = frozenset(sentence.letters)
        for rule, compiled, letters in self._compiled:
            if letters.isdisjoint(present):
                continue
            for reading in _matches(rule, compiled, sentence.letters):
                found[reading.quantity].append(reading)
        for readings in found.values():
            readings.sort(key=lambda r: (-r.rule.priority, r.distance, r.rule.id))
        return found


def _matches(rule: PatternRule, compiled: re.Pattern[str], letters: str) -> Iterator[Reading]:
    """Every place where the pattern fits, also where two of its matches overlap."""
    groups = compiled.groupindex
    at = 0
    while (m := compiled.search(letters, at)) is not None:
        yield Reading(
            rule,
            m.start("q"),
            m.start("m") if "m" in groups and m.start("m") >= 0 else None,
            m.start("e") if "e" in groups and m.start("e") >= 0 else None,
            m.start(),
            m.end(),
        )
        at = m.start() + 1
