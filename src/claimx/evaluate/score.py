"""Scores on annotated abstracts, at three levels.

found: the spans overlap and value, value2 and unit agree; typed: found, and kind, metric, effect and bound agree;
linked: typed, and subject, dataset, hardware and attribution agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimx.errors import ReadError

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


@dataclass(frozen=True, slots=True)
class Level:
    """Precision, recall and F1 of one level."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the extracted claims that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated claims that were extracted right."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One disagreement, with where it stands."""

    sort: str
    paper: str
    what: str
    at: int

    def context(self, texts: Mapping[str, str]) -> str:
        """The text around it."""
        return texts.get(self.paper, "")[max(0, self.at - 70) : self.at + 70].replace("\n", " ")


@dataclass(slots=True)
class Report:
    """The outcome of a scoring."""

    abstracts: int
    gold: int
    predicted: int
    levels: dict[str, Level]
    fields: dict[str, float]
    errors: list[Mistake]
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence of each extracted claim, and whether it is typed right."""


def read_annotations(path: Path, texts: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Annotated claims by paper, each quote located in its abstract; `ReadError` where one is not there."""
    gold: dict[str, list[dict[str, Any]]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        record = json.loads(line)
        claims = gold.setdefault(record["id"], [])
        for claim in record["claims"]:
            start = _locate(texts.get(record["id"], ""), claim["quote"], claim.get("occurrence", 1))
            if start < 0:
                raise ReadError(
                    f"the quote {claim['quote']!r} is not in the abstract {record['id']}",
                    place=f"{path}, line {number}",
                )
            claims.append({**claim, "start": start, "end": start + len(claim["quote"])})
    return gold


def _locate(text: str, quote: str, occurrence: int) -> int:
    at = -1
    for _ in range(occurrence):
        at = text.find(quote, at + 1)
        if at < 0:
            break
    return at


def score(gold: Mapping[str, Sequence[Record]], predicted: Sequence[Record]) -> Report:
    """Compare extracted claims with annotated ones; claims of papers without annotation do not count."""
    by_paper: dict[str, list[Record]] = {paper: [] for paper in gold}
    for claim in predicted:
        if claim["paper_id"] in by_paper:
            by_paper[claim["paper_id"]].append(claim)
    tally = _Tally()
    for paper, annotated in gold.items():
        tally.paper(paper, annotated, by_paper[paper])
    return tally.report(len(gold))


@dataclass(slots=True)
class _Tally:
    gold: int = 0
    predicted: int = 0
    right: dict[str, int] = field(default_factory=lambda: {"found": 0, "typed": 0, "linked": 0})
    agreed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    errors: list[Mistake] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def paper(self, paper: str, annotated: Sequence[Record], extracted: Sequence[Record]) -> None:
        self.gold += sum(not g.get("optional") for g in annotated)
        self.predicted += len(extracted)
        met_gold: set[int] = set()
        met: set[int] = set()
        for i, j, found in matched(annotated, extracted):
            met_gold.add(i)
            met.add(j)
            self._pair(paper, annotated[i], extracted[j], found)
        for i, g in enumerate(annotated):
            if i not in met_gold and not g.get("optional"):
                self.errors.append(Mistake("missed", paper, f"{g['quote']!r} {g['metric']}", g["start"]))
        for j, p in enumerate(extracted):
            if j not in met:
                self.errors.append(Mistake("spurious", paper, f"{p['quote']!r} {p['metric']}", p["start"]))
                self.judged.append((float(p.get("confidence", 1.0)), False))

    def _pair(self, paper: str, g: Record, p: Record, found: bool) -> None:
        if g.get("optional"):
            self.predicted -= 1
            return
        confidence = float(p.get("confidence", 1.0))
        if not found:
            what = f"want {g['value']} {g['value2']} {g['unit']!r} got {p['value']} {p['value2']} {p['unit']!r}"
            self.errors.append(Mistake("value or unit", paper, what, g["start"]))
            self.judged.append((confidence, False))
            return
        same = {name: agree(name, g, p) for name in FIELDS}
        for name, right in same.items():
            self.agreed[name] += right
            if not right:
                self.errors.append(Mistake(name, paper, f"want {g.get(name)!r} got {p.get(name)!r}", g["start"]))
        typed = all(same[name] for name in TYPED)
        self.judged.append((confidence, typed))
        self.right["found"] += 1
        self.right["typed"] += typed
        self.right["linked"] += typed and all(same[name] for name in LINKED)

    def report(self, abstracts: int) -> Report:
        levels = {name: Level(n, self.predicted, self.gold) for name, n in self.right.items()}
        found = self.right["found"]
        fields = {name: n / found for name, n in self.agreed.items()} if found else {}
        return Report(abstracts, self.gold, self.predicted, levels, fields, self.errors, self.judged)


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
        left, right = _listed(a), _listed(b)
        return len(left) == len(right) == _common(left, right)
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


def _listed(value: Any) -> list[str]:
    if value in (None, "", [], ()):
        return []
    return [value] if isinstance(value, str) else list(value)


def _common(left: list[str], right: list[str]) -> int:
    rest, hits = list(right), 0
    for name in left:
        match = next((other for other in rest if same_name(name, other)), None)
        if match is not None:
            rest.remove(match)
            hits += 1
    return hits


def reliability(report: Report, bins: int = 10) -> Iterator[tuple[float, float, int, float]]:
    """For each band of confidence: its bounds, the claims in it, and the share of them that are typed right."""
    for i in range(bins):
        low, high = i / bins, (i + 1) / bins
        inside = [right for confidence, right in report.judged if low <= confidence < high or (high == 1.0 == confidence)]
        if inside:
            yield low, high, len(inside), sum(inside) / len(inside)
