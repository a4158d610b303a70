"""Under what conditions a number holds, and what keeps two numbers from being compared.

Nothing is decided here: two numbers under different conditions are flagged with the reason, and the reader decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from claimx.records import Bound, Claim
from claimx.reports.identity import Device, device, name_key

Sort = Literal[
    "kind", "basis", "unit", "bound", "range", "device", "device count", "task", "datasets", "split", "shots", "setting",
    "baseline", "attribution",
]  # fmt: skip

_SHOTS = re.compile(r"\b(zero|one|two|three|four|five|few|many|\d+)[\s-]?shot\b", re.IGNORECASE)
_SPLIT = re.compile(
    r"\b(test[\s-](?:dev|std|clean|other)|dev[\s-](?:clean|other)|minival|(?:test|validation|valid|val|dev)(?=\s(?:set|split)|$))",
    re.IGNORECASE,
)
_WORDS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
_SPLITS = {"val": "validation", "valid": "validation"}
_BOUNDS: dict[Bound, str] = {
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


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a claim says of how its number came about."""

    device: Device | None
    shots: str | None
    split: str | None
    others: tuple[str, ...]
    """The other settings, as written."""

    @property
    def protocol(self) -> tuple[str, ...]:
        """Shots and split: two numbers that differ here were not measured in the same way."""
        return tuple(part for part in (self.shots, self.split) if part)


def conditions(claim: Claim) -> Conditions:
    """The conditions of a claim.

    >>> from claimx.records import Claim
    >>> conditions(Claim(claim_id="", paper_id="", start=0, end=1, quote="9", sentence="9", sentence_start=0,
    ...     family="quality", kind="level", value=9, metric="score", setting=("five-shot", "val split", "greedy"))).protocol
    ('5-shot', 'validation')
    """
    shots = _first(_SHOTS, claim.setting)
    split = _first(_SPLIT, claim.setting)
    others = tuple(s for s in claim.setting if not _SHOTS.search(s) and not _SPLIT.search(s))
    return Conditions(
        device(claim.hardware),
        f"{_WORDS.get(shots, shots)}-shot" if shots else None,
        _SPLITS.get(split, split.replace(" ", "-")) if split else None,
        others,
    )


def differences(first: Claim, second: Claim) -> tuple[Flag, ...]:
    """What keeps two numbers of one metric from being compared, in a fixed order."""
    return tuple(Flag(sort, f"{a} / {b}") for sort, a, b in _differences(first, second))


def _first(pattern: re.Pattern[str], settings: Iterable[str]) -> str | None:
    found = (match for setting in settings if (match := pattern.search(setting)))
    return next((match[1].lower() for match in found), None)


def _differences(a: Claim, b: Claim) -> Iterator[tuple[Sort, str, str]]:
    if a.kind != b.kind:
        yield "kind", a.kind, b.kind
    if a.basis != b.basis:
        yield "basis", a.basis or "none", b.basis or "none"
    if _scale(a) != _scale(b):
        yield "unit", a.unit or "bare number", b.unit or "bare number"
    if a.bound != b.bound:
        yield "bound", _BOUNDS[a.bound], _BOUNDS[b.bound]
    if _is_range(a) != _is_range(b):
        yield "range", _form(a), _form(b)
    yield from _device_differences(a, b)
    yield from _circumstances(a, b)
    if a.attribution != b.attribution:
        yield "attribution", a.attribution, b.attribution


def _device_differences(a: Claim, b: Claim) -> Iterator[tuple[Sort, str, str]]:
    here, there = device(a.hardware), device(b.hardware)
    if (here.key if here else None) != (there.key if there else None):
        yield "device", a.hardware or "unstated", b.hardware or "unstated"
    elif here and there and here.count != there.count:
        yield "device count", a.hardware or "", b.hardware or ""


def _circumstances(a: Claim, b: Claim) -> Iterator[tuple[Sort, str, str]]:
    if a.task and b.task and name_key(a.task) != name_key(b.task):
        yield "task", a.task, b.task
    if _keys(a.dataset) != _keys(b.dataset):
        yield "datasets", _listed(a.dataset, "unstated"), _listed(b.dataset, "unstated")
    here, there = conditions(a), conditions(b)
    if here.split != there.split:
        yield "split", here.split or "unstated", there.split or "unstated"
    if here.shots != there.shots:
        yield "shots", here.shots or "unstated", there.shots or "unstated"
    if _keys(here.others) != _keys(there.others):
        yield "setting", _listed(here.others, "unstated"), _listed(there.others, "unstated")
    if a.kind != "level" and _keys(a.baseline) != _keys(b.baseline):
        yield "baseline", _listed(a.baseline, "unstated"), _listed(b.baseline, "unstated")


def _scale(claim: Claim) -> str:
    return claim.canonical_unit or claim.unit


def _is_range(claim: Claim) -> bool:
    return claim.kind != "transition" and claim.value2 is not None


def _form(claim: Claim) -> str:
    return "range" if _is_range(claim) else "single value"


def _keys(names: Iterable[str]) -> list[str]:
    return sorted(map(name_key, names))


def _listed(names: Iterable[str], empty: str) -> str:
    return ", ".join(names) or empty
