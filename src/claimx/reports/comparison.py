"""Subjects, papers or digests side by side: where they give the same metric, which is better, and what is in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

from claimx.errors import ReportError
from claimx.naming import name_key
from claimx.records import Better, Claim
from claimx.reports.differences import Flag, differences
from claimx.reports.entries import By, Entry, entry, ranked_way, subject_key
from claimx.reports.history import order
from claimx.reports.identity import usual_name
from claimx.reports.measures import Measure, Measures
from claimx.rulebook.nearest import did_you_mean

Sort = Literal["paper", "subject", "digest"]
_MOST = 8
"""Sides that a table can hold."""


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
    """None where no dataset is named, or each side names another one."""
    conditions: tuple[str, ...]
    """Device, shots and split, where all numbers of the line name the same ones."""
    scale: str
    entries: tuple[Entry | None, ...]
    best: int | None
    """The side that is ahead, None where there is a tie, no better way, or each side names another dataset."""
    gap: float | None
    """Best score less the second best, on the scale; None as for ``best``."""
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sides, the lines that at least two of them share, and for each side the numbers that only it has."""

    sides: tuple[Side, ...]
    lines: tuple[Line, ...]
    alone: tuple[tuple[Entry, ...], ...]


Key = tuple[str, ...]
Cells = dict[Key, list[list[Entry]]]
"""For each line the entries of each side."""


def compare(claims: Iterable[Claim], names: Sequence[str], *, measures: Measures, metric: Measure | None = None) -> Comparison:
    """The sides that *names* stand for, side by side: each a paper's id or title, a subject, or a digest.

    Without names, every subject that has the metric is a side. Numbers measured alike (device, shots, split, sort of
    bound) meet first, what is then left of a metric and dataset next. Numbers of one metric on different datasets make
    lines too, flagged and without a winner. Raises `ReportError` where a name stands for nothing.
    """
    pool = tuple(c for c in claims if metric is None or c.metric == metric.name)
    sides = tuple(_side(name, pool) for name in names) if names else _subjects(pool)
    if not 2 <= len(sides) <= _MOST:
        raise ReportError(f"a comparison needs two to {_MOST} sides, here are {len(sides)}: name subjects, papers or digests")
    everything = [(at, e) for at, side in enumerate(sides) for e in _entries(side, measures)]
    alike, rest = _parted(_cells(everything, lambda e: (*_line_key(e), *_conditions(e)), sides))
    met, single = _parted(_cells(rest, _line_key, sides))
    across, alone = _parted(_cells(single, lambda e: _line_key(e)[:-1], sides))
    lines = [_line(columns, comparable=True) for columns in (*alike, *met)]
    lines += [_line(columns, comparable=False) for columns in across]
    lines.sort(key=lambda line: (line.measure.family, line.measure.name, line.by, line.dataset or "~", line.scale))
    return Comparison(sides, tuple(lines), tuple(tuple(e for at, e in alone if at == n) for n in range(len(sides))))


def _subjects(claims: Sequence[Claim]) -> tuple[Side, ...]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.subject:
            groups[subject_key(claim)].append(claim)
    return tuple(Side(usual_name(c.subject or "" for c in group), "subject", tuple(group)) for group in groups.values())


def _side(name: str, claims: Sequence[Claim]) -> Side:
    key = name_key(name)
    if found := tuple(c for c in claims if c.paper_id == name or (c.title and name_key(c.title) == key)):
        return Side(found[0].title or name, "paper", found)
    if found := tuple(c for c in claims if c.subject and name_key(c.subject) == key):
        return Side(usual_name(c.subject or "" for c in found), "subject", found)
    if found := tuple(c for c in claims if c.source and _is_in(c.source, name)):
        return Side(name, "digest", found)
    known = {k for c in claims for k in (c.subject, c.paper_id) if k}
    raise ReportError(f"no subject, paper or digest {name!r} among the claims{did_you_mean(name, known)}")


def _is_in(source: str, name: str) -> bool:
    return name in (source, source.rsplit("/", 1)[-1]) or source.startswith(name.rstrip("/") + "/")


def _entries(side: Side, measures: Measures) -> Iterator[Entry]:
    """The entries of a side; a subject's own numbers and what others report of it are all its numbers."""
    for claim in side.claims:
        if side.sort == "subject" or claim.attribution == "own":
            scored = (entry(claim, measures.of(claim), by=by) for by in get_args(By))
            yield from [e for e in scored if isinstance(e, Entry)][:1]


def _line_key(found: Entry) -> Key:
    return found.claim.metric, _by(found), found.scale, "+".join(sorted(map(name_key, found.claim.dataset)))


def _conditions(found: Entry) -> Key:
    return found.device_key, found.bound_class, *found.conditions.protocol


def _by(found: Entry) -> By:
    return "level" if found.claim.kind == "level" else "points" if found.scale == "point" else "improvement"


def _cells(entries: Iterable[tuple[int, Entry]], key: Callable[[Entry], Key], sides: Sequence[Side]) -> Cells:
    cells: Cells = {}
    for at, found in entries:
        cells.setdefault(key(found), [[] for _ in sides])[at].append(found)
    return cells


def _parted(cells: Cells) -> tuple[list[list[list[Entry]]], list[tuple[int, Entry]]]:
    """The lines that two sides share, and the entries of all others."""
    shared = [columns for columns in cells.values() if sum(map(bool, columns)) > 1]
    single = [columns for columns in cells.values() if sum(map(bool, columns)) == 1]
    return shared, [(at, e) for columns in single for at, column in enumerate(columns) for e in column]


def _line(columns: Sequence[Sequence[Entry]], *, comparable: bool) -> Line:
    some = next(found for column in columns for found in column)
    by = _by(some)
    better = ranked_way(some.measure, by)
    entries = tuple(_chosen(column, better) for column in columns)
    filled = [e for e in entries if e is not None]
    flags = dict.fromkeys(flag for a, b in combinations(filled, 2) for flag in differences(a, b))
    best, gap = _lead(entries, better) if comparable else (None, None)
    datasets = [", ".join(e.claim.dataset) for e in filled if e.claim.dataset]
    dataset = usual_name(datasets) if datasets and comparable else None
    return Line(some.measure, by, dataset, _shared_conditions(filled), some.scale, entries, best, gap, tuple(flags))


def _shared_conditions(filled: Sequence[Entry]) -> tuple[str, ...]:
    if len({_conditions(e) for e in filled}) > 1:
        return ()
    devices = [e.claim.hardware for e in filled if e.device_key and e.claim.hardware]
    return (*([usual_name(devices)] if devices else []), *filled[0].conditions.protocol)


def _chosen(column: Sequence[Entry], better: Better | None) -> Entry | None:
    """The best of a side, its own word before what others report."""
    ranked = order(column, better or "higher")
    return next((e for e in ranked if e.claim.attribution == "own"), ranked[0] if ranked else None)


def _lead(entries: Sequence[Entry | None], better: Better | None) -> tuple[int | None, float | None]:
    scores = sorted((e.score for e in entries if e is not None), reverse=better != "lower")
    if better is None:
        return None, None
    if scores[0] == scores[1]:
        return None, 0.0
    best = next(at for at, e in enumerate(entries) if e is not None and e.score == scores[0])
    return best, round(abs(scores[0] - scores[1]), 10)
