"""Measures confidence: weights for the traits of a reading by regularised logistic regression, and steps with their shares.

The steps are measured on scores that a fit without the paper in question gave, so that they tell how sure a claim of a paper
is that nobody has looked at. Everything is done in one order with plain arithmetic: the same claims give the same file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from claimx.claims.confidence import traits
from claimx.evaluate.agreement import Record
from claimx.records import Claim
from claimx.rulebook import Calibration
from claimx.rulebook.calibration import Step
from claimx.text import normalise

_PARTS = 5
_PULL = 3.0
"""How strongly weights are drawn to zero: that of a trait seen three times as often right as the rest stays small."""
_SWEEPS = 40
_LEAST = 30
"""Claims that a step has at least."""
_SEEN = 3
"""Claims that a trait must be seen on to get a weight."""


@dataclass(frozen=True, slots=True)
class Example:
    """A claim that was judged: its paper, its traits, and whether it is typed right."""

    paper: str
    traits: tuple[str, ...]
    right: bool


def examples_of(judged: Sequence[tuple[Record, bool]]) -> list[Example]:
    """The judged claims of a report as examples."""
    return [_example(Claim.model_validate(dict(record)), right) for record, right in judged]


def _example(claim: Claim, right: bool) -> Example:
    found = traits(claim, quote=normalise(claim.quote).text, sentence=normalise(claim.sentence).text)
    return Example(claim.paper_id, tuple(found), right)


def calibrate(examples: Sequence[Example], *, measured: str, abstracts: int) -> Calibration:
    """The calibration that *examples* give; *measured* is the day, *abstracts* the number of papers behind them."""
    if not examples:
        return Calibration()
    papers = list(dict.fromkeys(example.paper for example in examples))
    part = {paper: at % _PARTS for at, paper in enumerate(papers)}
    scored: list[tuple[float, bool]] = []
    for at in range(_PARTS):
        weights = _fit([e for e in examples if part[e.paper] != at])
        scored += [(score(weights, e.traits), e.right) for e in examples if part[e.paper] == at]
    return Calibration(
        measured=measured,
        abstracts=abstracts,
        claims=len(examples),
        steps=_steps(sorted(scored)),
        weights={name: round(weight, 3) for name, weight in sorted(_fit(examples).items()) if round(weight, 3)},
    )


def score(weights: Mapping[str, float], found: Sequence[str]) -> float:
    """The sum of the weights of *found*."""
    return sum(weights.get(trait, 0.0) for trait in found)


def _fit(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by trait, found one coordinate after the other by Newton's steps on the penalised likelihood."""
    holders: dict[str, list[int]] = {}
    for at, example in enumerate(examples):
        for trait in example.traits:
            holders.setdefault(trait, []).append(at)
    holders = {trait: rows for trait, rows in sorted(holders.items()) if len(rows) >= _SEEN}
    right = [float(example.right) for example in examples]
    share = (sum(right) + 1) / (len(right) + 2)
    sums = [math.log(share / (1 - share))] * len(examples)
    weights = dict.fromkeys(holders, 0.0)
    for _ in range(_SWEEPS):
        for trait, rows in holders.items():
            slope, bend = -_PULL * weights[trait], _PULL
            for at in rows:
                likely = 1 / (1 + math.exp(-sums[at]))
                slope += right[at] - likely
                bend += likely * (1 - likely)
            step = slope / bend
            weights[trait] += step
            for at in rows:
                sums[at] += step
    return weights


def _steps(scored: Sequence[tuple[float, bool]]) -> tuple[Step, ...]:
    """Neighbouring scores joined until every step is large enough and shares rise from step to step."""
    groups: list[tuple[float, int, int]] = []
    for floor, same in groupby(scored, key=lambda pair: round(pair[0], 3)):
        rights = [right for _, right in same]
        if groups and groups[-1][1] < _LEAST:
            groups.append((floor, len(rights), sum(rights)))
            _join(groups)
        else:
            groups.append((floor, len(rights), sum(rights)))
        while len(groups) > 1 and groups[-1][1] >= _LEAST and _share(groups[-2]) >= _share(groups[-1]):
            _join(groups)
    while len(groups) > 1 and (groups[-1][1] < _LEAST or _share(groups[-2]) >= _share(groups[-1])):
        _join(groups)
    return tuple(
        Step(floor=floor, share=round(_share((floor, claims, right)), 3), claims=claims) for floor, claims, right in groups
    )


def _join(groups: list[tuple[float, int, int]]) -> None:
    _, claims, right = groups.pop()
    floor, more, sure = groups.pop()
    groups.append((floor, claims + more, right + sure))


def _share(group: tuple[float, int, int]) -> float:
    return (group[2] + 1) / (group[1] + 2)


def calibration_text(calibration: Calibration) -> str:
    """The calibration as the file `rules/confidence.toml`."""
    lines = [
        "# How sure claims are: measured by `claimx evaluate ABSTRACTS ANNOTATIONS --calibrate FILE`, not written by hand.",
        "# The traits of a reading add up to a score; the step that it falls into gives the share of claims that were right",
        "# (typed) on annotated abstracts, on papers that the weights of that measurement were not fitted to.",
        f'measured = "{calibration.measured}"',
        f"abstracts = {calibration.abstracts}",
        f"claims = {calibration.claims}",
        "steps = [",
        *(f"    {{ floor = {s.floor}, share = {s.share}, claims = {s.claims} }}," for s in calibration.steps),
        "]",
        "",
        "[weights]",
        *(f'"{name}" = {weight}' for name, weight in calibration.weights.items()),
    ]
    return "\n".join(lines) + "\n"
