"""How sure a claim is: the share of claims read in like manner that turned out right on annotated abstracts.

What is known of the manner of reading (which rule read it, whether its measure is named, how many numbers the sentence
holds) adds up to a score, each trait with a weight; the scores fall into a few steps, each with its measured share. Weights
and steps are data (`rules/confidence.toml`), measured by ``claimx evaluate --calibrate``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from claimx.rulebook import Calibration

_NUMERAL = re.compile(r"\d[\d.,]*")
_MANY = 6
"""Numbers in a sentence from which more of them make no difference."""
_TELLING = ("pattern.", "claim.", "count.", "numbers.", "qualifiers.")
_GENERAL = frozenset(["score", "performance", "quality"])
_SYMBOLS = frozenset(["%", "x", "point", ""])


class Read(Protocol):
    """What confidence looks at; a draft and a claim have it both."""

    @property
    def metric(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def bound(self) -> str: ...
    @property
    def attribution(self) -> str: ...
    @property
    def value2(self) -> float | None: ...
    @property
    def subject(self) -> str | None: ...
    @property
    def baseline(self) -> Sequence[str]: ...
    @property
    def dataset(self) -> Sequence[str]: ...
    @property
    def rules(self) -> Sequence[str]: ...


def traits(claim: Read, *, quote: str, sentence: str) -> list[str]:
    """What is known of the manner in which *claim* was read."""
    is_open = claim.metric.startswith("other:")
    named = "other" if is_open else "general" if claim.metric in _GENERAL else "named"
    found = [
        f"measure:{named}",
        f"metric:{'other' if is_open else claim.metric}",
        f"family:{claim.family}",
        f"kind:{claim.kind}",
        f"unit:{claim.unit if claim.unit in _SYMBOLS else 'other'}",
        f"bound:{claim.bound}",
        f"attribution:{claim.attribution}",
        f"numbers:{min(_MANY, len(_NUMERAL.findall(sentence)))}",
    ]
    marks = {
        "word": not _NUMERAL.search(quote),
        "pair": claim.value2 is not None,
        "subject": claim.subject is not None,
        "baseline": bool(claim.baseline),
        "dataset": bool(claim.dataset),
    }
    found += [name for name, holds in marks.items() if holds]
    found += [rule for rule in dict.fromkeys(claim.rules) if rule.startswith(_TELLING)]
    return found


class Confidence:
    """The calibration of one rulebook."""

    def __init__(self, calibration: Calibration) -> None:
        self._weights = calibration.weights
        self._floors = [step.floor for step in calibration.steps[1:]]
        self._shares = [step.share for step in calibration.steps]

    def of(self, claim: Read, *, quote: str, sentence: str) -> float:
        """The confidence of a claim, 1.0 where nothing was measured."""
        if not self._shares:
            return 1.0
        weights = self._weights
        score = sum(weights.get(trait, 0.0) for trait in traits(claim, quote=quote, sentence=sentence))
        return self._shares[bisect_right(self._floors, score)]
