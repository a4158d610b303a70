"""Ranking: who reaches most (or least) of a metric, under which conditions, and who held the record when.

Numbers that were plainly not measured alike (another dataset, task, protocol, device, sort of bound, scale) stand on
boards of their own; what else sets two neighbours apart is said in the flags of the lower one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from claimx.errors import ReportError
from claimx.records import Better, Claim
from claimx.reports.differences import Flag, differences
from claimx.reports.entries import By, Entry, LeftOut, entry, ranked_way
from claimx.reports.history import Held, history, order
from claimx.reports.identity import usual_name
from claimx.reports.measures import Measure
from claimx.reports.places import PARTS, Filter, Part, Place, grouped, places

FOREIGN = "a number of an earlier system"


@dataclass(frozen=True, slots=True)
class Ranking:
    """How to rank: what, on which boards, and whose numbers."""

    by: By = "level"
    parts: tuple[Part, ...] = PARTS
    include_prior: bool = False
    """Also numbers that a paper gives for other people's systems."""
    every_value: bool = False
    """All values of a subject rather than the best one."""
    limit: int | None = None
    """Rows kept of each board; ties with the last are kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place on a board; ``flags`` say why the number may not compare with the one above it."""

    rank: int
    entry: Entry
    tied: bool
    more: int
    """Further values of the same subject on this board."""
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A ranking of numbers that stand for the same thing."""

    measure: Measure
    better: Better
    dataset: str | None
    task: str | None
    protocol: tuple[str, ...]
    hardware: str | None
    bound: str
    scale: str
    rows: tuple[Row, ...]
    history: tuple[Held, ...]

    @property
    def title(self) -> str:
        """What the board ranks, in words."""
        where = f" on {self.dataset}" if self.dataset else ""
        details = ", ".join(part for part in (self.task, *self.protocol, self.hardware, self.bound) if part)
        return f"{self.measure.label}{where}" + (f" ({details})" if details else "")


@dataclass(frozen=True, slots=True)
class Leaderboards:
    """The boards of one metric, fullest first, and what could not be ranked."""

    measure: Measure
    ranking: Ranking
    boards: tuple[Board, ...]
    left_out: tuple[LeftOut, ...]


def leaderboards(
    claims: Iterable[Claim], measure: Measure, *, ranking: Ranking | None = None, only: Filter | None = None
) -> Leaderboards:
    """The boards of *measure*: levels of papers' own systems, the best of each subject, unless *ranking* says otherwise.

    Raises `ReportError` where the rulebook does not know which way the metric is better.
    """
    ranking, only = ranking or Ranking(), only or Filter()
    better = ranked_way(measure, ranking.by)
    if better is None:
        raise ReportError(f"which way {measure.label!r} is better is not known: say higher or lower (--better)")
    found: list[Place] = []
    left: Counter[str] = Counter()
    for claim in claims:
        if claim.metric != measure.name or not only.admits(claim):
            continue
        scored = FOREIGN if _is_foreign(claim, ranking) else entry(claim, measure, by=ranking.by)
        if isinstance(scored, str):
            left[scored] += 1
        else:
            found += places(scored, ranking.parts, only)
    boards = [_board(group, measure, better, ranking) for group in grouped(found)]
    boards.sort(key=lambda b: (b.dataset is None, -len(b.rows), b.title, b.scale))
    return Leaderboards(measure, ranking, tuple(boards), tuple(LeftOut(r, n) for r, n in sorted(left.items())))


def _is_foreign(claim: Claim, ranking: Ranking) -> bool:
    return claim.attribution == "prior" and not ranking.include_prior


def _board(group: Sequence[Place], measure: Measure, better: Better, ranking: Ranking) -> Board:
    entries = order((p.entry for p in group), better)
    kept, more = (entries, {}) if ranking.every_value else _best(entries)
    first = group[0]
    return Board(
        measure=measure,
        better=better,
        dataset=_usual(p.dataset for p in group),
        task=_usual(p.task for p in group),
        protocol=first.protocol,
        hardware=_usual(p.hardware for p in group),
        bound=first.bound,
        scale=first.entry.scale,
        rows=_rows(kept, more, ranking.limit),
        history=history(entries, better),
    )


def _usual(names: Iterable[str | None]) -> str | None:
    named = [name for name in names if name]
    return usual_name(named) if named else None


def _best(entries: Sequence[Entry]) -> tuple[list[Entry], dict[str, int]]:
    """The best entry of each subject, a paper's own numbers before what others report of it."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for found in entries:
        groups[found.subject_key].append(found)
    best = {key: next((e for e in group if e.claim.attribution == "own"), group[0]) for key, group in groups.items()}
    kept = [e for e in entries if best[e.subject_key] is e]
    return kept, {key: len(group) - 1 for key, group in groups.items()}


def _rows(entries: Sequence[Entry], more: dict[str, int], limit: int | None) -> tuple[Row, ...]:
    rows: list[Row] = []
    above: Entry | None = None
    for _, tied in groupby(entries, key=lambda e: e.score):
        if limit is not None and len(rows) >= limit:
            break
        equals, rank = list(tied), len(rows) + 1
        for found in equals:
            flags = differences(above, found) if above else ()
            rows.append(Row(rank, found, len(equals) > 1, more.get(found.subject_key, 0), flags))
            above = found
    return tuple(rows)
