"""What excuses a number that looks like part of a name: a metric before it, or a thing counted after it."""

from __future__ import annotations

import re

from claimx.quantities.atoms import Atom
from claimx.rulebook.model import CountRule, MetricRule

_BEFORE = re.compile(r"[^\s()\[\],;:=<>≤≥~≈]+")
_AFTER = re.compile(r"\s([a-z][a-z-]*)")
_REACH = 48
"""Characters before a number in which a metric's name can stand."""
_LONGEST = 4
_NOUN_REACH = 3
_LINKS = frozenset({"of", "is", "at", "to", "score", "scores", "value", "values", "by", "was", "and", "reaches"})
GENERIC = "ignore.name.generic"
"""Id prefix of the rules that take any capitalised word for a name; a counted noun after the number excuses it."""


class Names:
    """Knows the metrics whose values are not part of a name, and the nouns that are counted."""

    def __init__(self, metrics: tuple[MetricRule, ...], counts: tuple[CountRule, ...]) -> None:
        self._metrics = {alias.lower() for rule in metrics for alias in (rule.name, *rule.aliases, *rule.exact)}
        self._nouns = {form for rule in counts for noun in rule.nouns for form in _forms(noun.lower())}

    def excuses(self, rule: str, text: str, atom: Atom, *, start: int, end: int) -> bool:
        """Whether *atom*, which the name rule *rule* would take, is a number after all."""
        if rule.startswith(GENERIC) and self._counts(text, atom.end, end=end):
            return True
        return self.after_metric(text, atom.outer_start, start=start)

    def after_metric(self, text: str, at: int, *, start: int) -> bool:
        """Whether a metric's name stands directly before *at*, so that the number is its value."""
        if at > start and text[at - 1].isalnum():
            return False
        words = [word.lower() for word in _BEFORE.findall(text, max(start, at - _REACH), at)]
        while words and words[-1] in _LINKS:
            words.pop()
        return any(" ".join(words[-n:]) in self._metrics for n in range(1, min(_LONGEST, len(words)) + 1))

    def _counts(self, text: str, at: int, *, end: int) -> bool:
        """Whether a noun of the counting rules stands among the next words after *at*."""
        for _ in range(_NOUN_REACH):
            found = _AFTER.match(text, at, end)
            if found is None:
                return False
            if found[1] in self._nouns:
                return True
            at = found.end()
        return False


def _forms(noun: str) -> tuple[str, ...]:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun, noun[:-1] + "ies"
    return noun, noun + "s", noun + "es"
