"""What a change of rules gains, loses and alters: two runs over the same papers, claim by claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from claimx.evaluate.agreement import Record

_COMPARED = (
    "kind", "value", "value2", "unit", "bound", "metric", "effect", "factor", "basis",
    "subject", "baseline", "dataset", "task", "hardware", "setting", "attribution",
)  # fmt: skip
_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that two runs do not agree on."""

    sort: Literal["gained", "lost", "changed"]
    claim: Record
    """As it is now; as it was, where it is lost."""
    was: Record | None = None
    """As it was, where it changed."""

    def lines(self) -> str:
        """What changed, and below it the sentence with the number between « and »."""
        claim = self.claim
        told = f"{claim['metric']} {claim['kind']} {claim['effect']} {claim['value']:g} {claim['unit']}".rstrip()
        if self.was is not None:
            told = "; ".join(f"{name}: {a!r} -> {b!r}" for name, a, b in _altered(self.was, claim))
        return f"{_SIGNS[self.sort]} {claim['paper_id']}  {told}\n      {_marked(claim)}"

    def record(self) -> dict[str, Any]:
        """For JSON: the sort, the claim, and the fields that changed with both values."""
        altered = {name: [a, b] for name, a, b in _altered(self.was, self.claim)} if self.was is not None else {}
        return {"sort": self.sort, "claim": dict(self.claim)} | ({"fields": altered} if altered else {})


def changes(old: Sequence[Record], new: Sequence[Record]) -> list[Change]:
    """The claims gained, lost and changed, in order of paper and place."""
    before, after = _by_place(old), _by_place(new)
    found: list[Change] = []
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if was is None and now is not None:
            found.append(Change("gained", now))
        elif now is None and was is not None:
            found.append(Change("lost", was))
        elif was is not None and now is not None and _altered(was, now):
            found.append(Change("changed", now, was))
    return found


def by_sort(found: Sequence[Change]) -> dict[str, int]:
    """How many claims were gained, lost and changed."""
    return {sort: sum(change.sort == sort for change in found) for sort in _SIGNS}


def _by_place(claims: Sequence[Record]) -> dict[tuple[str, int, int, int], Record]:
    """Claims by paper and span; several on one span are told apart by their order."""
    placed: dict[tuple[str, int, int, int], Record] = {}
    for claim in claims:
        nth = 0
        while (key := (str(claim["paper_id"]), int(claim["start"]), int(claim["end"]), nth)) in placed:
            nth += 1
        placed[key] = claim
    return placed


def _altered(was: Record, now: Record) -> list[tuple[str, Any, Any]]:
    pairs = ((name, _plain(was.get(name)), _plain(now.get(name))) for name in _COMPARED)
    return [(name, a, b) for name, a, b in pairs if a != b]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, (list, tuple)) else value


def _marked(claim: Record) -> str:
    sentence, at = str(claim.get("sentence", "")), int(claim["start"]) - int(claim.get("sentence_start", 0))
    stop = at + int(claim["end"]) - int(claim["start"])
    return " ".join(f"{sentence[:at]}«{sentence[at:stop]}»{sentence[stop:]}".split())
