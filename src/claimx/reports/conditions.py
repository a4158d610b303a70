"""Under what conditions a number holds, as far as its sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claimx.records import Claim
from claimx.reports.identity import Device, device

_SHOTS = re.compile(r"\b(zero|one|two|three|four|five|few|many|\d+)[\s-]?shot\b", re.IGNORECASE)
_SPLIT = re.compile(
    r"\b(test[\s-](?:dev|std|clean|other)|dev[\s-](?:clean|other)|minival|(?:test|validation|valid|val|dev)(?=\s(?:set|split)|$))",
    re.IGNORECASE,
)
_WORDS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
_SPLITS = {"val": "validation", "valid": "validation"}


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


def _first(pattern: re.Pattern[str], settings: Iterable[str]) -> str | None:
    found = (match for setting in settings if (match := pattern.search(setting)))
    return next((match[1].lower() for match in found), None)
