"""The same subject, dataset and metric with different values in different papers: what a leaderboard's keeper checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimx.naming import name_key
from claimx.records import Claim
from claimx.reports.differences import Flag, differences
from claimx.reports.entries import Entry, entry
from claimx.reports.identity import is_proper_name, usual_name
from claimx.reports.measures import Measure, Measures


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values that should be one and are not; ``flags`` are the differences that may explain it."""

    subject: str
    measure: Measure
    dataset: str
    scale: str
    entries: tuple[Entry, ...]
    """One for each value of each paper, own numbers first, then by date."""
    gap: float
    """Largest value less the smallest, on the scale."""
    flags: tuple[Flag, ...]

    @property
    def is_explained(self) -> bool:
        """Whether the papers name conditions (device, split, shots, setting, bound) that differ."""
        return any(flag.sort != "attribution" for flag in self.flags)


def conflicts(claims: Iterable[Claim], measures: Measures) -> tuple[Conflict, ...]:
    """All conflicts, those that nothing explains first, then the wider gap first within a scale.

    Only levels of named subjects on named datasets are looked at: a description may mean another system in each paper.
    """
    groups: dict[tuple[str, str, str, str], list[Entry]] = defaultdict(list)
    for claim in claims:
        if claim.kind != "level" or not claim.dataset or not claim.subject or not is_proper_name(claim.subject):
            continue
        found = entry(claim, measures.of(claim))
        if isinstance(found, Entry):
            datasets = "+".join(sorted(map(name_key, claim.dataset)))
            groups[found.subject_key, datasets, claim.metric, found.scale].append(found)
    made = [c for group in groups.values() if (c := _conflict(group, measures)) is not None]
    return tuple(sorted(made, key=lambda c: (c.is_explained, c.scale, -c.gap, c.subject, c.dataset, c.measure.name)))


def _conflict(group: Sequence[Entry], measures: Measures) -> Conflict | None:
    values = defaultdict(set)
    for found in group:
        values[found.claim.paper_id].add(found.score)
    if len(values) < 2 or all(a == b for a, b in pairwise(values.values())):
        return None
    kept = sorted(_distinct(group), key=lambda e: (e.claim.attribution != "own", e.claim.date or "9999", e.claim.claim_id))
    flags = dict.fromkeys(flag for e in kept[1:] for flag in differences(kept[0], e))
    scores = [e.score for e in kept]
    return Conflict(
        subject=usual_name(e.subject for e in kept),
        measure=measures.of(kept[0].claim),
        dataset=usual_name(", ".join(e.claim.dataset) for e in kept),
        scale=kept[0].scale,
        entries=tuple(kept),
        gap=round(max(scores) - min(scores), 10),
        flags=tuple(flags),
    )


def _distinct(group: Iterable[Entry]) -> list[Entry]:
    return list({(e.claim.paper_id, e.claim.attribution, e.score): e for e in reversed(list(group))}.values())
