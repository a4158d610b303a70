"""What a change of rules gains, loses and alters: two runs over the same papers, claim by claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_COMPARED = (
    "kind", "value", "value2", "unit", "bound", "metric", "effect", "factor", "basis",
    "subject", "baseline", "dataset", "task", "hardware", "setting", "attribution",
)  # fmt: skip
Record = Mapping[str, Any]


def changes(old: Sequence[Record], new: Sequence[Record]) -> Iterator[str]:
    """Lines that tell the gained, lost and changed claims with their sentences, and a closing count."""
    before, after = _by_place(old), _by_place(new)
    gained = lost = changed = 0
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if was is None and now is not None:
            gained += 1
            yield _line("+", now, _told(now))
        elif now is None and was is not None:
            lost += 1
            yield _line("-", was, _told(was))
        elif was is not None and now is not None and (told := _altered(was, now)):
            changed += 1
            yield _line("~", now, told)
    yield f"{gained} gained, {lost} lost, {changed} changed, {len(after)} claims now"


def _by_place(claims: Sequence[Record]) -> dict[tuple[str, int, int, int], Record]:
    """Claims by paper and span; several on one span are told apart by their order."""
    placed: dict[tuple[str, int, int, int], Record] = {}
    for claim in claims:
        nth = 0
        while (key := (str(claim["paper_id"]), int(claim["start"]), int(claim["end"]), nth)) in placed:
            nth += 1
        placed[key] = claim
    return placed


def _told(claim: Record) -> str:
    return f"{claim['metric']} {claim['kind']} {claim['effect']} {claim['value']:g} {claim['unit']}"


def _altered(was: Record, now: Record) -> str:
    told = []
    for name in _COMPARED:
        a, b = _plain(was.get(name)), _plain(now.get(name))
        if a != b:
            told.append(f"{name}: {a!r} -> {b!r}")
    return "; ".join(told)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, (list, tuple)) else value


def _line(sign: str, claim: Record, told: str) -> str:
    sentence, at = str(claim["sentence"]), int(claim["start"]) - int(claim["sentence_start"])
    stop = at + int(claim["end"]) - int(claim["start"])
    marked = " ".join(f"{sentence[:at]}«{sentence[at:stop]}»{sentence[stop:]}".split())
    return f"{sign} {claim['paper_id']}  {told}\n      {marked}"
