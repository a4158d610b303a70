"""A metric over dates: each number at the date of its paper, and for each period the best and the middle.

As on a leaderboard, what was not measured alike (dataset, shots, split, device, sort of bound) makes series of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from claimx.records import Claim
from claimx.reports.entries import By, Entry, LeftOut, entry, ranked_way
from claimx.reports.identity import usual_name
from claimx.reports.leaderboard import FOREIGN
from claimx.reports.measures import Measure
from claimx.reports.places import Filter, Part, Place, places

Step = Literal["year", "month"]
_DIGITS = {"year": 4, "month": 7}
_PARTS: tuple[Part, ...] = ("dataset", "setting", "device", "bound")


@dataclass(frozen=True, slots=True)
class Period:
    """The numbers of one year or month; ``best`` is None where the metric has no better way."""

    name: str
    count: int
    low: float
    middle: float
    high: float
    best: Entry | None


@dataclass(frozen=True, slots=True)
class Series:
    """One dataset and scale over time."""

    measure: Measure
    dataset: str | None
    conditions: tuple[str, ...]
    """Shots, split, device and sort of bound that all its numbers share."""
    scale: str
    entries: tuple[Entry, ...]
    """By date."""
    periods: tuple[Period, ...]

    @property
    def title(self) -> str:
        """What is followed, in words."""
        where = f" on {self.dataset}" if self.dataset else ""
        return f"{self.measure.label}{where}" + (f" ({', '.join(self.conditions)})" if self.conditions else "")


@dataclass(frozen=True, slots=True)
class Trend:
    """The series of one metric, fullest first, and what could not be placed in time."""

    measure: Measure
    by: By
    series: tuple[Series, ...]
    left_out: tuple[LeftOut, ...]


def trend(
    claims: Iterable[Claim],
    measure: Measure,
    *,
    by: By = "level",
    step: Step = "year",
    only: Filter | None = None,
    include_prior: bool = False,
) -> Trend:
    """The metric over time; claims without a date (or, by month, with a year alone) are counted as left out."""
    only = only or Filter()
    left: Counter[str] = Counter()
    groups: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for claim in claims:
        if claim.metric != measure.name or not only.admits(claim):
            continue
        found = _dated(claim, measure, by, step, include_prior)
        if isinstance(found, str):
            left[found] += 1
            continue
        for place in places(found, _PARTS, only):
            groups[place.ground].append(place)
    made = [_series(group, measure, by, step) for group in groups.values()]
    made.sort(key=lambda s: (s.dataset is None, -len(s.entries), s.title, s.scale))
    return Trend(measure, by, tuple(made), tuple(LeftOut(r, n) for r, n in sorted(left.items())))


def _dated(claim: Claim, measure: Measure, by: By, step: Step, include_prior: bool) -> Entry | str:
    if claim.attribution == "prior" and not include_prior:
        return FOREIGN
    if claim.date is None or len(claim.date) < _DIGITS[step]:
        return "no date" if claim.date is None else "no month in the date"
    return entry(claim, measure, by=by)


def _series(group: Sequence[Place], measure: Measure, by: By, step: Step) -> Series:
    entries = sorted((p.entry for p in group), key=lambda e: (e.claim.date or "", e.claim.paper_id, e.claim.start))
    first, names = group[0], [place.dataset for place in group if place.dataset]
    shared = tuple(part for part in (*first.protocol, first.hardware, first.bound) if part)
    buckets: dict[str, list[Entry]] = defaultdict(list)
    for found in entries:
        buckets[(found.claim.date or "")[: _DIGITS[step]]].append(found)
    periods = tuple(_period(name, bucket, measure, by) for name, bucket in buckets.items())
    return Series(measure, usual_name(names) if names else None, shared, entries[0].scale, tuple(entries), periods)


def _period(name: str, entries: Sequence[Entry], measure: Measure, by: By) -> Period:
    scores = [e.score for e in entries]
    low, high = min(scores), max(scores)
    better = ranked_way(measure, by)
    target = {"higher": high, "lower": low}.get(better or "")
    best = next((e for e in entries if e.score == target), None)
    return Period(name, len(entries), low, median(scores), high, best)
