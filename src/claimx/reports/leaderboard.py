"""Ranking: who reaches most (or least) of a metric, under which conditions, and who held the record when.

Numbers that were plainly not measured alike (another dataset, task, protocol, scale) stand on boards of their own;
what else sets two neighbours apart is said in the flags of the lower one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from claimx.errors import ReportError
from claimx.records import Better, Claim
from claimx.reports.conditions import Flag, differences
from claimx.reports.entries import By, Entry, LeftOut, entry, ranked_way
from claimx.reports.identity import device, name_key, usual_name
from claimx.reports.measures import Measure

Part = Literal["task", "dataset", "setting", "hardware"]
"""What a board is made by: numbers that differ in one of these stand on different boards."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How to rank: what, on which boards, and whose numbers."""

    by: By = "level"
    parts: tuple[Part, ...] = ("task", "dataset", "setting")
    include_prior: bool = False
    """Also numbers that a paper gives for other people's systems."""
    every_value: bool = False
    """All values of a subject rather than the best one."""
    limit: int | None = None
    """Rows kept of each board; ties with the last are kept."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are ranked; names match whatever their case and punctuation."""

    dataset: str | None = None
    task: str | None = None
    hardware: str | None = None

    def admits(self, claim: Claim) -> bool:
        """Whether a claim passes."""
        return (
            (self.dataset is None or name_key(self.dataset) in map(name_key, claim.dataset))
            and (self.task is None or name_key(self.task) in name_key(claim.task or ""))
            and (self.hardware is None or name_key(self.hardware) in name_key(claim.hardware or ""))
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One place on a board; ``flags`` say why the number may not compare with the one above it."""

    rank: int
    entry: Entry
    tied: bool
    more: int
    """Further values of the same subject on this board, all behind this one."""
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A record and the time it stood; ``until`` is None while it stands."""

    entry: Entry
    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Board:
    """A ranking of numbers that stand for the same thing."""

    measure: Measure
    better: Better
    dataset: str | None
    task: str | None
    protocol: tuple[str, ...]
    hardware: str | None
    scale: str
    rows: tuple[Row, ...]
    history: tuple[Held, ...]

    @property
    def title(self) -> str:
        """What the board ranks, in words."""
        where = f" on {self.dataset}" if self.dataset else ""
        details = ", ".join(part for part in (self.task, *self.protocol, self.hardware) if part)
        return f"{self.measure.label}{where}" + (f" ({details})" if details else "")


@dataclass(frozen=True, slots=True)
class Leaderboards:
    """The boards of one metric, fullest first, and what could not be ranked."""

    measure: Measure
    ranking: Ranking
    boards: tuple[Board, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry belongs: the keys of its board, and the names as written."""

    entry: Entry
    dataset: str | None
    task: str | None
    hardware: str | None
    protocol: tuple[str, ...]

    @property
    def ground(self) -> tuple[str, ...]:
        """The board without its task."""
        return (
            name_key(self.dataset) if self.dataset else "",
            self.hardware_key,
            *(self.protocol or ("",)),
            self.entry.scale,
        )

    @property
    def hardware_key(self) -> str:
        """The device, told apart by count."""
        found = device(self.hardware)
        return f"{found.key} {found.count}" if found else ""

    @property
    def task_key(self) -> str:
        """The task, empty where none is named."""
        return name_key(self.task) if self.task else ""


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
    places: list[_Place] = []
    left: Counter[str] = Counter()
    for claim in claims:
        if claim.metric != measure.name or not only.admits(claim):
            continue
        found = "a number of an earlier system" if _is_foreign(claim, ranking) else entry(claim, measure, by=ranking.by)
        if isinstance(found, str):
            left[found] += 1
        else:
            places += _places(found, ranking.parts, only)
    boards = [_board(group, measure, better, ranking) for group in _grouped(places)]
    boards.sort(key=lambda b: (b.dataset is None, -len(b.rows), b.title, b.scale))
    return Leaderboards(measure, ranking, tuple(boards), tuple(LeftOut(r, n) for r, n in sorted(left.items())))


def order(entries: Iterable[Entry], better: Better) -> list[Entry]:
    """Best first; of equals the earlier one, then by name, so that the order is always the same."""
    sign = -1 if better == "higher" else 1
    return sorted(entries, key=lambda e: (sign * e.score, e.claim.date or "9999", e.subject, e.claim.paper_id, e.claim.start))


def history(entries: Iterable[Entry], better: Better) -> tuple[Held, ...]:
    """Who held the record when, by the dates of the papers; entries without a date are not considered."""
    dated = sorted((e for e in order(entries, better) if e.claim.date), key=lambda e: e.claim.date or "")
    records: list[Entry] = []
    for found in dated:
        if not records or _beats(found.score, records[-1].score, better):
            same_day = bool(records) and records[-1].claim.date == found.claim.date
            records = [*records[:-1], found] if same_day else [*records, found]
    ends = [e.claim.date for e in records[1:]]
    return tuple(Held(e, e.claim.date or "", end) for e, end in zip(records, [*ends, None], strict=False))


def _beats(score: float, other: float, better: Better) -> bool:
    return score > other if better == "higher" else score < other


def _is_foreign(claim: Claim, ranking: Ranking) -> bool:
    return claim.attribution == "prior" and not ranking.include_prior


def _places(found: Entry, parts: Sequence[Part], only: Filter) -> list[_Place]:
    claim = found.claim
    names: tuple[str | None, ...] = claim.dataset or (None,)
    if only.dataset is not None:
        names = tuple(name for name in names if name and name_key(name) == name_key(only.dataset))
    if "dataset" not in parts:
        names = (None,)
    return [
        _Place(
            found,
            dataset,
            claim.task if "task" in parts else None,
            claim.hardware if "hardware" in parts else None,
            found.conditions.protocol if "setting" in parts else (),
        )
        for dataset in dict.fromkeys(names)
    ]


def _grouped(places: Sequence[_Place]) -> list[list[_Place]]:
    """The boards: a number without a task joins those of its dataset where all that name a task name the same one."""
    tasks: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for place in places:
        if place.task_key and place.dataset:
            tasks[place.ground].add(place.task_key)
    groups: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for place in places:
        known = tasks.get(place.ground, set())
        task = next(iter(known)) if not place.task_key and place.dataset and len(known) == 1 else place.task_key
        groups[*place.ground, task].append(place)
    return list(groups.values())


def _board(places: Sequence[_Place], measure: Measure, better: Better, ranking: Ranking) -> Board:
    entries = order((p.entry for p in places), better)
    kept, more = (entries, {}) if ranking.every_value else _best(entries)
    first = places[0]
    return Board(
        measure=measure,
        better=better,
        dataset=_usual(p.dataset for p in places),
        task=_usual(p.task for p in places),
        protocol=first.protocol,
        hardware=_usual(p.hardware for p in places),
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
            flags = differences(above.claim, found.claim) if above else ()
            rows.append(Row(rank, found, len(equals) > 1, more.get(found.subject_key, 0), flags))
            above = found
    return tuple(rows)
