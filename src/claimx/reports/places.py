"""Where a number belongs: which board of which dataset, task, protocol, device and sort of bound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from claimx.naming import name_key
from claimx.records import Claim
from claimx.reports.entries import Entry

Part = Literal["task", "dataset", "setting", "device", "bound"]
"""What a board is made by: numbers that differ in one of these stand on different boards."""

PARTS: tuple[Part, ...] = ("task", "dataset", "setting", "device", "bound")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are looked at; names match whatever their case and punctuation."""

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
class Place:
    """An entry and the parts of its board; what is not looked at is empty."""

    entry: Entry
    dataset: str | None
    task: str | None
    hardware: str | None
    protocol: tuple[str, ...]
    bound: str

    @property
    def ground(self) -> tuple[str, ...]:
        """The board without its task."""
        device = self.entry.device_key if self.hardware else ""
        return (name_key(self.dataset or ""), device, *(self.protocol or ("",)), self.bound, self.entry.scale)

    @property
    def task_key(self) -> str:
        """The task, empty where none is named."""
        return name_key(self.task) if self.task else ""


def places(found: Entry, parts: Collection[Part], only: Filter) -> list[Place]:
    """The boards that an entry stands on: one for each of its datasets that passes."""
    claim = found.claim
    return [
        Place(
            found,
            dataset,
            claim.task if "task" in parts else None,
            claim.hardware if "device" in parts and found.device_key else None,
            found.conditions.protocol if "setting" in parts else (),
            found.bound_class if "bound" in parts else "",
        )
        for dataset in (_datasets(claim, only) if "dataset" in parts else [None])
    ]


def _datasets(claim: Claim, only: Filter) -> list[str | None]:
    """Each dataset; the mean over several of them is a number of none of them, but of all together."""
    if claim.bound == "average" and len(claim.dataset) > 1:
        return [" + ".join(sorted(claim.dataset, key=name_key))]
    names = {name_key(name): name for name in reversed(claim.dataset)}
    if only.dataset is not None:
        return [names[name_key(only.dataset)]]
    return list(reversed(names.values())) or [None]


def grouped(found: Sequence[Place]) -> list[list[Place]]:
    """The boards: a number without a task joins those of its dataset where all that name a task name the same one."""
    tasks: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for place in found:
        if place.task_key and place.dataset:
            tasks[place.ground].add(place.task_key)
    groups: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for place in found:
        known = tasks.get(place.ground, set())
        task = next(iter(known)) if not place.task_key and place.dataset and len(known) == 1 else place.task_key
        groups[*place.ground, task].append(place)
    return list(groups.values())
