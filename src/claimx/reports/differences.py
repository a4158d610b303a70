"""What keeps two numbers of one metric from being compared.

Nothing is decided here: two numbers under different conditions are flagged with the reason, and the reader decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from claimx.naming import name_key
from claimx.records import Bound, Claim
from claimx.reports.entries import Entry

Sort = Literal[
    "kind", "basis", "unit", "bound", "range", "device", "device count", "task", "dataset", "split", "shots", "setting",
    "baseline", "attribution",
]  # fmt: skip

UNSTATED = "unstated"
BOUNDS: dict[Bound, str] = {
    "exact": "exact", "up_to": "up to", "less_than": "less than", "more_than": "more than", "about": "about",
    "average": "average",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason why two numbers may not compare: its sort, and what each of them says."""

    sort: Sort
    text: str

    def __str__(self) -> str:
        return f"{self.sort}: {self.text}"


def differences(first: Entry, second: Entry) -> tuple[Flag, ...]:
    """What keeps two numbers of one metric from being compared, in a fixed order; the first's side is named first."""
    parts = (_forms(first, second), _places(first, second), _circumstances(first, second))
    return tuple(Flag(sort, f"{a} / {b}") for part in parts for sort, a, b in part)


Found = Iterator[tuple[Sort, str, str]]


def _forms(first: Entry, second: Entry) -> Found:
    """What sort of number each is."""
    a, b = first.claim, second.claim
    if a.kind != b.kind:
        yield "kind", a.kind, b.kind
    if a.basis != b.basis:
        yield "basis", a.basis or "none", b.basis or "none"
    if _scale(first) != _scale(second):
        yield "unit", _unit(first), _unit(second)
    if a.bound != b.bound:
        yield "bound", BOUNDS[a.bound], BOUNDS[b.bound]
    if _is_range(a) != _is_range(b):
        yield "range", _form(a), _form(b)


def _places(a: Entry, b: Entry) -> Found:
    """Where each was measured; of a number that depends on it, saying nothing in two papers is a reason too."""
    strangers = a.claim.paper_id != b.claim.paper_id
    here, there = a.conditions.device, b.conditions.device
    if (here.key if here else None) != (there.key if there else None):
        yield "device", a.claim.hardware or UNSTATED, b.claim.hardware or UNSTATED
    elif here and there and here.count != there.count:
        yield "device count", a.claim.hardware or "", b.claim.hardware or ""
    elif here is None and strangers and a.measure.on_device:
        yield "device", UNSTATED, UNSTATED
    if a.claim.task and b.claim.task and name_key(a.claim.task) != name_key(b.claim.task):
        yield "task", a.claim.task, b.claim.task
    if _keys(a.claim.dataset) != _keys(b.claim.dataset):
        yield "dataset", _listed(a.claim.dataset), _listed(b.claim.dataset)
    elif not a.claim.dataset and strangers and a.measure.family == "quality":
        yield "dataset", UNSTATED, UNSTATED


def _circumstances(a: Entry, b: Entry) -> Found:
    """How each was measured, and who says so."""
    here, there = a.conditions, b.conditions
    if here.split != there.split:
        yield "split", here.split or UNSTATED, there.split or UNSTATED
    if here.shots != there.shots:
        yield "shots", here.shots or UNSTATED, there.shots or UNSTATED
    if _keys(here.others) != _keys(there.others):
        yield "setting", _listed(here.others), _listed(there.others)
    if a.claim.kind != "level" and _keys(a.claim.baseline) != _keys(b.claim.baseline):
        yield "baseline", _listed(a.claim.baseline), _listed(b.claim.baseline)
    if a.claim.attribution != b.claim.attribution:
        yield "attribution", a.claim.attribution, b.claim.attribution


def _scale(found: Entry) -> str:
    return _unit(found) if found.rescaled else found.claim.canonical_unit or found.claim.unit


def _unit(found: Entry) -> str:
    return "proportion" if found.rescaled else found.claim.unit or "bare number"


def _is_range(claim: Claim) -> bool:
    return claim.kind != "transition" and claim.value2 is not None


def _form(claim: Claim) -> str:
    return "range" if _is_range(claim) else "single value"


def _keys(names: Iterable[str]) -> list[str]:
    return sorted(map(name_key, names))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or UNSTATED
