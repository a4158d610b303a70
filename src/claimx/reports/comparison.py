"""Subjects, papers or digests side by side: where they give the same metric, which is better, and what is in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from claimx.errors import ReportError
from claimx.records import Better, Claim
from claimx.reports.conditions import Flag, differences
from claimx.reports.entries import By, Entry, entry, ranked_way
from claimx.reports.identity import name_key, usual_name
from claimx.reports.leaderboard import order
from claimx.reports.measures import Measure, Measures
from claimx.rulebook.nearest import did_you_mean

Sort = Literal["paper", "subject", "digest"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared, with its claims."""

    name: str
    sort: Sort
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One metric on one dataset: an entry for each side that has one."""

    measure: Measure
    by: By
    dataset: str | None
    scale: str
    entries: tuple[Entry | None, ...]
    best: int | None
    """The side that is ahead, None where there is one entry, a tie, or no better way."""
    gap: float | None
    """Best score less the second best, on the scale."""
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sides, the lines that at least two of them share, and how many claims stand alone."""

    sides: tuple[Side, ...]
    lines: tuple[Line, ...]
    alone: tuple[int, ...]
    """For each side, the lines that only it has."""


def compare(claims: Iterable[Claim], names: Sequence[str], *, measures: Measures, metric: Measure | None = None) -> Comparison:
    """The sides that *names* stand for, side by side: each a paper's id or title, a subject, or a digest.

    Without names, every subject that has the metric is a side. Raises `ReportError` where a name stands for nothing.
    """
    pool = tuple(c for c in claims if metric is None or c.metric == metric.name)
    sides = tuple(_side(name, pool) for name in names) if names else _subjects(pool)
    if len(sides) < 2:
        raise ReportError("a comparison needs two sides: name two subjects, papers or digests, or a metric that two have")
    cells: dict[tuple[str, ...], list[list[Entry]]] = {}
    for at, side in enumerate(sides):
        for key, found in _cells(side, measures):
            cells.setdefault(key, [[] for _ in sides])[at].append(found)
    lines = [_line(columns, measures) for columns in cells.values()]
    shared = [line for line in lines if sum(e is not None for e in line.entries) > 1]
    alone = [sum(line.entries[at] is not None for line in lines if line not in shared) for at in range(len(sides))]
    shared.sort(key=lambda line: (line.measure.family, line.measure.name, line.by, line.dataset or "", line.scale))
    return Comparison(sides, tuple(shared), tuple(alone))


def _subjects(claims: Sequence[Claim]) -> tuple[Side, ...]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.subject:
            groups[name_key(claim.subject)].append(claim)
    return tuple(Side(usual_name(c.subject or "" for c in group), "subject", tuple(group)) for group in groups.values())


def _side(name: str, claims: Sequence[Claim]) -> Side:
    key = name_key(name)
    if found := tuple(c for c in claims if c.paper_id == name or (c.title and name_key(c.title) == key)):
        return Side(name, "paper", found)
    if found := tuple(c for c in claims if c.subject and name_key(c.subject) == key):
        return Side(usual_name(c.subject or "" for c in found), "subject", found)
    if found := tuple(c for c in claims if c.source and name in (c.source, c.source.rsplit("/", 1)[-1])):
        return Side(name, "digest", found)
    known = {k for c in claims for k in (c.subject, c.paper_id) if k}
    raise ReportError(f"no subject, paper or digest {name!r} among the claims{did_you_mean(name, known)}")


def _cells(side: Side, measures: Measures) -> Iterable[tuple[tuple[str, ...], Entry]]:
    """The entries of a side, each with the key of its line; a subject's own numbers and others' are all its numbers."""
    for claim in side.claims:
        if side.sort != "subject" and claim.attribution == "prior":
            continue
        for by in get_args(By):
            found = entry(claim, measures.of(claim), by=by)
            if isinstance(found, Entry):
                yield (claim.metric, by, "+".join(sorted(map(name_key, claim.dataset))), found.scale), found
                break


def _line(columns: Sequence[Sequence[Entry]], measures: Measures) -> Line:
    some = next(found for column in columns for found in column)
    measure = measures.of(some.claim)
    by: By = "level" if some.claim.kind == "level" else "points" if some.scale == "point" else "improvement"
    better = ranked_way(measure, by)
    entries = tuple(_chosen(column, better) for column in columns)
    filled = [e for e in entries if e is not None]
    flags = dict.fromkeys(flag for e in filled[1:] for flag in differences(filled[0].claim, e.claim))
    best, gap = _lead(entries, better)
    datasets = [", ".join(e.claim.dataset) for e in filled if e.claim.dataset]
    return Line(measure, by, usual_name(datasets) if datasets else None, some.scale, entries, best, gap, tuple(flags))


def _chosen(column: Sequence[Entry], better: Better | None) -> Entry | None:
    """The best of a side, its own word before what others report."""
    ranked = order(column, better or "higher")
    return next((e for e in ranked if e.claim.attribution == "own"), ranked[0] if ranked else None)


def _lead(entries: Sequence[Entry | None], better: Better | None) -> tuple[int | None, float | None]:
    scores = sorted((e.score for e in entries if e is not None), reverse=better != "lower")
    if better is None or len(scores) < 2:
        return None, None
    if scores[0] == scores[1]:
        return None, 0.0
    best = next(at for at, e in enumerate(entries) if e is not None and e.score == scores[0])
    return best, round(abs(scores[0] - scores[1]), 10)
