"""A metric over dates: each number at the date of its paper, and for each period the best and the middle."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from claimx.records import Claim
from claimx.reports.entries import By, Entry, LeftOut, entry, ranked_way
from claimx.reports.identity import name_key, usual_name
from claimx.reports.leaderboard import FOREIGN
from claimx.reports.measures import Measure
from claimx.reports.places import Filter

Step = Literal["year", "month"]
_DIGITS = {"year": 4, "month": 7}


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
    scale: str
    entries: tuple[Entry, ...]
    """By date."""
    periods: tuple[Period, ...]

    @property
    def title(self) -> str:
        """What is followed, in words."""
        return f"{self.measure.label} on {self.dataset}" if self.dataset else self.measure.label


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
    left: Counter[str] = Counter()
    groups: dict[tuple[str, str], list[tuple[str | None, Entry]]] = defaultdict(list)
    for claim in claims:
        if claim.metric != measure.name or not (only or Filter()).admits(claim):
            continue
        found = _dated(claim, measure, by, step, include_prior)
        if isinstance(found, str):
            left[found] += 1
            continue
        for name in claim.dataset or (None,):
            if only is None or only.dataset is None or (name and name_key(name) == name_key(only.dataset)):
                groups[name_key(name or ""), found.scale].append((name, found))
    made = [_series(group, measure, by, step) for group in groups.values()]
    made.sort(key=lambda s: (s.dataset is None, -len(s.entries), s.title, s.scale))
    return Trend(measure, by, tuple(made), tuple(LeftOut(r, n) for r, n in sorted(left.items())))


def _dated(claim: Claim, measure: Measure, by: By, step: Step, include_prior: bool) -> Entry | str:
    if claim.attribution == "prior" and not include_prior:
        return FOREIGN
    if claim.date is None or len(claim.date) < _DIGITS[step]:
        return "no date" if claim.date is None else "no month in the date"
    return entry(claim, measure, by=by)


def _series(group: Sequence[tuple[str | None, Entry]], measure: Measure, by: By, step: Step) -> Series:
    entries = sorted((e for _, e in group), key=lambda e: (e.claim.date or "", e.claim.paper_id, e.claim.start))
    names = [name for name, _ in group if name]
    buckets: dict[str, list[Entry]] = defaultdict(list)
    for found in entries:
        buckets[(found.claim.date or "")[: _DIGITS[step]]].append(found)
    periods = tuple(_period(name, bucket, measure, by) for name, bucket in buckets.items())
    return Series(measure, usual_name(names) if names else None, entries[0].scale, tuple(entries), periods)


def _period(name: str, entries: Sequence[Entry], measure: Measure, by: By) -> Period:
    scores = [e.score for e in entries]
    low, high = min(scores), max(scores)
    better = ranked_way(measure, by)
    target = {"higher": high, "lower": low}.get(better or "")
    best = next((e for e in entries if e.score == target), None)
    return Period(name, len(entries), low, median(scores), high, best)
