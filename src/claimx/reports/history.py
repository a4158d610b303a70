"""Who held the record when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimx.records import Better
from claimx.reports.entries import Entry


@dataclass(frozen=True, slots=True)
class Held:
    """A record and the time it stood; ``until`` is None while it stands."""

    entry: Entry
    since: str
    until: str | None


def order(entries: Iterable[Entry], better: Better) -> list[Entry]:
    """Best first; of equals the earlier one, then by name, so that the order is always the same."""
    sign = -1 if better == "higher" else 1
    return sorted(entries, key=lambda e: (sign * e.score, e.claim.date or "9999", e.subject, e.claim.paper_id, e.claim.start))


def history(entries: Iterable[Entry], better: Better) -> tuple[Held, ...]:
    """The records by the dates of the papers; of one day the best counts, and what has no date is not considered."""
    dated = sorted((e for e in order(entries, better) if e.claim.date), key=lambda e: e.claim.date or "")
    records: list[Entry] = []
    for found in dated:
        if not records or _beats(found.score, records[-1].score, better):
            records.append(found)
    ends = [e.claim.date for e in records[1:]]
    return tuple(Held(e, e.claim.date or "", end) for e, end in zip(records, [*ends, None], strict=False))


def _beats(score: float, other: float, better: Better) -> bool:
    return score > other if better == "higher" else score < other
