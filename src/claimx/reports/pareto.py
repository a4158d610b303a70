"""Two metrics at once: which systems are such that no other is as good in both and better in one.

Both numbers of a point come from one paper and one subject: two best numbers of different runs are never paired.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claimx.errors import ReportError
from claimx.naming import name_key
from claimx.records import Claim
from claimx.reports.differences import Flag, differences
from claimx.reports.entries import Entry, entry
from claimx.reports.identity import usual_name
from claimx.reports.measures import Measure
from claimx.reports.places import Filter

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
    """The systems that give both metrics on one dataset, best of the first metric first."""

    first: Measure
    second: Measure
    dataset: str | None
    scales: tuple[str, str]
    points: tuple[Point, ...]

    @property
    def title(self) -> str:
        """What is set against what, in words."""
        where = f" on {self.dataset}" if self.dataset else ""
        return f"{self.first.label} against {self.second.label}{where}"


def fronts(
    claims: Iterable[Claim], first: Measure, second: Measure, *, only: Filter | None = None, include_prior: bool = False
) -> tuple[Front, ...]:
    """The Pareto fronts of two metrics, one for each dataset (of the first metric) and pair of scales.

    Raises `ReportError` where it is not known which way one of the metrics is better.
    """
    for measure in (first, second):
        if measure.better is None:
            raise ReportError(f"which way {measure.label!r} is better is not known, so there is no front")
    ranked = [c for c in claims if c.attribution == "own" or include_prior]
    partners = defaultdict(list)
    for found in _levels(ranked, second):
        partners[found.claim.paper_id, found.subject_key].append(found)
    groups: dict[tuple[str, str, str], list[tuple[str | None, Point]]] = defaultdict(list)
    for found in _levels((c for c in ranked if (only or Filter()).admits(c)), first):
        partner = _partner(found, partners.get((found.claim.paper_id, found.subject_key), ()))
        if partner is None:
            continue
        flags = tuple(f for f in differences(found, partner) if f.sort in _RUN)
        for name in _datasets(found.claim, only):
            groups[name_key(name or ""), found.scale, partner.scale].append((name, Point(found, partner, False, flags)))
    made = [_front(first, second, group) for group in groups.values()]
    return tuple(sorted(made, key=lambda f: (f.dataset is None, -len(f.points), f.title, f.scales)))


def _levels(claims: Iterable[Claim], measure: Measure) -> list[Entry]:
    scored = (entry(c, measure) for c in claims if c.metric == measure.name)
    return [e for e in scored if isinstance(e, Entry)]


def _datasets(claim: Claim, only: Filter | None) -> list[str | None]:
    if only is not None and only.dataset is not None:
        return next(([name] for name in claim.dataset if name_key(name) == name_key(only.dataset)), [])
    return [*claim.dataset] or [None]


def _partner(found: Entry, candidates: Sequence[Entry]) -> Entry | None:
    """The other number of the same system: of the same sentence first, then the nearest in the text.

    A number on another dataset is none: it belongs to another run.
    """
    return min(
        (e for e in candidates if _may_share_a_run(found.claim, e.claim)),
        key=lambda e: (e.claim.sentence_start != found.claim.sentence_start, abs(e.claim.start - found.claim.start)),
        default=None,
    )


def _may_share_a_run(a: Claim, b: Claim) -> bool:
    names = set(map(name_key, a.dataset))
    return not names or not b.dataset or not names.isdisjoint(map(name_key, b.dataset))


def _front(first: Measure, second: Measure, group: Sequence[tuple[str | None, Point]]) -> Front:
    points = [replace(p, on_front=not any(_dominates(q, p, first, second) for _, q in group)) for _, p in group]
    points.sort(key=lambda p: (-_goodness(p.first, first), -_goodness(p.second, second), p.first.subject))
    names = [name for name, _ in group if name]
    scales = (points[0].first.scale, points[0].second.scale)
    return Front(first, second, usual_name(names) if names else None, scales, tuple(points))


def _goodness(found: Entry, measure: Measure) -> float:
    return found.score if measure.better == "higher" else -found.score


def _dominates(a: Point, b: Point, first: Measure, second: Measure) -> bool:
    gaps = (
        _goodness(a.first, first) - _goodness(b.first, first),
        _goodness(a.second, second) - _goodness(b.second, second),
    )
    return min(gaps) >= 0 and max(gaps) > 0
