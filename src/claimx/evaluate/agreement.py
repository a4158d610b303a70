"""When two claims agree: on the number, on a field, on a name; and which claims of two lists belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

TYPED = ("kind", "metric", "effect", "bound")
LINKED = ("subject", "dataset", "hardware", "attribution")
NAMES = ("subject", "baseline", "dataset", "task", "hardware", "setting")
FIELDS = ("family", *TYPED, "factor", "basis", "attribution", *NAMES)
_NEAR = 2e-3
_NEAR_FACTOR = 0.02
_SAME_WORDS = 0.6
_UNITS = {
    "percent": "%", "percentage": "%", "times": "x", "×": "x", "pp": "point", "points": "point", "percentage point": "point",
    "sec": "s", "second": "s", "seconds": "s", "millisecond": "ms", "hour": "h", "hours": "h", "$": "USD", "dollar": "USD",
}  # fmt: skip
_LEADING = re.compile(r"^(?:the|our|a|an|existing|previous|prior|recent|conventional|standard)\s+")
Record = Mapping[str, Any]
"""A claim as JSON holds it, annotated or extracted."""


def matched(gold: Sequence[Record], predicted: Sequence[Record]) -> Iterator[tuple[int, int, bool]]:
    """Pairs of overlapping claims, each used once: those that agree most first."""
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            shared = min(g["end"], p["end"]) - max(g["start"], p["start"])
            if shared > 0:
                candidates.append((is_found(g, p), sum(agree(name, g, p) for name in FIELDS), shared, i, j))
    candidates.sort(key=lambda c: c[:3], reverse=True)
    used_gold: set[int] = set()
    used: set[int] = set()
    for found, _, _, i, j in candidates:
        if i not in used_gold and j not in used:
            used_gold.add(i)
            used.add(j)
            yield i, j, found


def is_found(g: Record, p: Record) -> bool:
    """Whether value, value2 and unit agree."""
    alt = g.get("alt", {})
    return all(
        same(g.get(name), p.get(name)) or (name in alt and same(alt[name], p.get(name)))
        for name, same in (("value", near), ("value2", near), ("unit", lambda a, b: unit_key(a) == unit_key(b)))
    )


def agree(name: str, g: Record, p: Record) -> bool:
    """Whether one field agrees with the annotation or with its accepted alternative."""
    alt = g.get("alt", {})
    return _same(name, g.get(name), p.get(name)) or (name in alt and _same(name, alt[name], p.get(name)))


def _same(name: str, a: Any, b: Any) -> bool:
    if name in NAMES:
        left, right = listed(a), listed(b)
        return len(left) == len(right) == common(left, right)
    if name == "factor":
        return near(a, b, _NEAR_FACTOR)
    if name == "metric":
        return _metric_key(a) == _metric_key(b) or (_is_other(a) and _is_other(b) and same_name(a[6:], b[6:]))
    return bool(a == b)


def near(a: float | None, b: float | None, tolerance: float = _NEAR) -> bool:
    """Whether two numbers are the same but for rounding."""
    if a is None or b is None:
        return a is None and b is None
    return abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-12)


def unit_key(unit: str | None) -> str:
    """A unit's comparison key: symbols unified, a counted thing by its head noun in the singular."""
    text = (unit or "").strip()
    text = _UNITS.get(text.lower(), text)
    last = text.lower().split()[-1] if text else ""
    if last in ("flops", "macs", "fps") or len(last) <= 3:
        return last
    for end, one in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if last.endswith(end):
            return last[: -len(end)] + one
    return last[:-1] if last.endswith("s") and not last.endswith("ss") else last


def name_key(name: str | None) -> str:
    """A name's comparison key: letters and digits, without a leading article."""
    return re.sub(r"[^a-z0-9]+", " ", _LEADING.sub("", (name or "").lower().strip())).strip()


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names share most of their words."""
    left, right = name_key(a), name_key(b)
    if not left or not right:
        return left == right
    if left.replace(" ", "") == right.replace(" ", ""):
        return True
    one, other = {w.rstrip("s") for w in left.split()}, {w.rstrip("s") for w in right.split()}
    return 2 * len(one & other) / (len(one) + len(other)) >= _SAME_WORDS


def _is_other(metric: str | None) -> bool:
    return (metric or "").startswith("other:")


def _metric_key(metric: str | None) -> str:
    return "other:" + name_key((metric or "")[6:]) if _is_other(metric) else metric or ""


def listed(value: Any) -> list[str]:
    """A name or a list of names as a list; empty where nothing is filled in."""
    if value in (None, "", [], ()):
        return []
    return [value] if isinstance(value, str) else list(value)


def common(left: list[str], right: list[str]) -> int:
    """How many names the two lists share, each used once."""
    rest, hits = list(right), 0
    for name in left:
        match = next((other for other in rest if same_name(name, other)), None)
        if match is not None:
            rest.remove(match)
            hits += 1
    return hits
