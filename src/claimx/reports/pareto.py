"""Two metrics at once: which systems are such that no other is as good in both and better in one.

Both numbers of a point come from one paper and one subject: two best numbers of different runs are never paired.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claimx.errors import ReportError
from claimx.naming import name_key
from claimx.records import Claim
from claimx.reports.differences import Flag, differences
from claimx.reports.entries import Entry, LeftOut, entry
from claimx.reports.identity import usual_name
from claimx.reports.leaderboard import FOREIGN
from claimx.reports.measures import Measure
from claimx.reports.places import PARTS, Filter, Place, places

_RUN = frozenset(["device", "device count", "shots", "split"])
"""Differences that say that two numbers of one system come from different runs."""


@dataclass(frozen=True, slots=True)
class Point:
    """A system with two numbers; ``flags`` say where the two were measured differently."""

    first: Entry
    second: Entry
    on_front: bool
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The systems that give both metrics on one dataset under the same conditions, best of the first metric first."""

    first: Measure
    second: Measure
    dataset: str | None
    conditions: tuple[str, ...]
    """Shots, split, device and sort of bound that all points share, where they are named."""
    scales: tuple[str, str]
    points: tuple[Point, ...]

    @property
    def title(self) -> str:
        """What is set against what, in words."""
        where = f" on {self.dataset}" if self.dataset else ""
        details = f" ({', '.join(self.conditions)})" if self.conditions else ""
        return f"{self.first.label} against {self.second.label}{where}{details}"


@dataclass(frozen=True, slots=True)
class Fronts:
    """The fronts of two metrics, fullest first, and which numbers of the first metric stand on none."""

    fronts: tuple[Front, ...]
    left_out: tuple[LeftOut, ...]


def fronts(
    claims: Iterable[Claim], first: Measure, second: Measure, *, only: Filter | None = None, include_prior: bool = False
) -> Fronts:
    """The Pareto fronts of two metrics: one for each dataset, shots and split of the first, device, sort of bound and scales.

    Raises `ReportError` where it is not known which way one of the metrics is better.
    """
    for measure in (first, second):
        if measure.better is None:
            raise ReportError(f"which way {measure.label!r} is better is not known, so there is no front")
    only, pool = only or Filter(), list(claims)
    partners = _partners_of(pool, second, include_prior=include_prior)
    groups: dict[tuple[str, ...], list[tuple[Place, Point]]] = defaultdict(list)
    left: Counter[str] = Counter()
    for claim in pool:
        if claim.metric != first.name or not only.admits(claim):
            continue
        found = _level(claim, first, include_prior=include_prior)
        met = found if isinstance(found, str) else _met(found, partners.get((claim.paper_id, found.subject_key), ()))
        if isinstance(met, str):
            left[met] += 1
            continue
        for point in met:
            for place in places(point.first, PARTS, only):
                other = point.second
                groups[*place.ground, other.device_key, other.bound_class, other.scale].append((place, point))
    made = [_front(first, second, group) for group in groups.values()]
    made.sort(key=lambda f: (f.dataset is None, -len(f.points), f.title, f.scales))
    return Fronts(tuple(made), tuple(LeftOut(reason, count) for reason, count in sorted(left.items())))


Partners = dict[tuple[str, str], list[Entry]]
"""The numbers of the second metric, by paper and subject."""


def _partners_of(claims: Sequence[Claim], second: Measure, *, include_prior: bool) -> Partners:
    partners: Partners = defaultdict(list)
    for claim in claims:
        found = _level(claim, second, include_prior=include_prior) if claim.metric == second.name else ""
        if isinstance(found, Entry):
            partners[claim.paper_id, found.subject_key].append(found)
    return partners


def _level(claim: Claim, measure: Measure, *, include_prior: bool) -> Entry | str:
    return FOREIGN if claim.attribution == "prior" and not include_prior else entry(claim, measure)


def _met(found: Entry, candidates: Sequence[Entry]) -> list[Point] | str:
    """A number with the other one of the same system, once for each device that the other was measured on.

    Of several the one of the same sentence comes first, then the nearest in the text. A number on another dataset is
    none: it belongs to another run.
    """
    near = sorted(
        (e for e in candidates if _may_share_a_run(found.claim, e.claim)),
        key=lambda e: (e.claim.sentence_start != found.claim.sentence_start, abs(e.claim.start - found.claim.start)),
    )
    devices = {e.device_key: e for e in reversed(near)}
    if found.device_key in devices and found.device_key:
        devices = {found.device_key: devices[found.device_key]}
    return [Point(found, e, False, _flags(found, e)) for e in devices.values()] or "its system has no second number in the paper"


def _flags(first: Entry, second: Entry) -> tuple[Flag, ...]:
    return tuple(flag for flag in differences(first, second) if flag.sort in _RUN)


def _may_share_a_run(a: Claim, b: Claim) -> bool:
    names = set(map(name_key, a.dataset))
    return not names or not b.dataset or not names.isdisjoint(map(name_key, b.dataset))


def _front(first: Measure, second: Measure, group: Sequence[tuple[Place, Point]]) -> Front:
    points = [replace(p, on_front=not any(_dominates(q, p, first, second) for _, q in group)) for _, p in group]
    points.sort(key=lambda p: (-_goodness(p.first, first), -_goodness(p.second, second), p.first.subject))
    names = [place.dataset for place, _ in group if place.dataset]
    scales = (points[0].first.scale, points[0].second.scale)
    return Front(first, second, usual_name(names) if names else None, _conditions(points), scales, tuple(points))


def _conditions(points: Sequence[Point]) -> tuple[str, ...]:
    one = points[0]
    devices = [_devices(found for point in points for found in (point.first, point.second))]
    bounds = dict.fromkeys((one.first.bound_class, one.second.bound_class))
    return tuple(part for part in (*one.first.conditions.protocol, *devices, *bounds) if part)


def _devices(entries: Iterable[Entry]) -> str:
    """The device as it is mostly written, of numbers that depend on it."""
    named = [found.claim.hardware for found in entries if found.device_key and found.claim.hardware]
    return usual_name(named) if named else ""


def _goodness(found: Entry, measure: Measure) -> float:
    return found.score if measure.better == "higher" else -found.score


def _dominates(a: Point, b: Point, first: Measure, second: Measure) -> bool:
    gaps = (
        _goodness(a.first, first) - _goodness(b.first, first),
        _goodness(a.second, second) - _goodness(b.second, second),
    )
    return min(gaps) >= 0 and max(gaps) > 0
