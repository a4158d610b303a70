"""Scores on annotated abstracts, at three levels.

found: the spans overlap and value, value2 and unit agree; typed: found, and kind, metric, effect and bound agree;
linked: typed, and subject, dataset, hardware and attribution agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimx.evaluate.agreement import FIELDS, LINKED, NAMES, TYPED, Record, agree, common, listed, matched

LEVELS = ("found", "typed", "linked")


@dataclass(frozen=True, slots=True)
class Level:
    """Precision, recall and F1 of one level, or of what was filled into one field."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the extracted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated that was extracted right."""
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
class FamilyRecall:
    """How many of a family's annotated claims were found, and typed right."""

    gold: int = 0
    found: int = 0
    typed: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a scoring."""

    abstracts: int
    gold: int
    predicted: int
    levels: dict[str, Level]
    families: dict[str, FamilyRecall]
    fields: dict[str, float]
    """Of the found claims, the share on which a field agrees; empty where nothing was found."""
    names: dict[str, Level]
    """What was filled into the name fields of the found claims."""
    errors: list[Mistake]
    judged: list[tuple[Record, bool]]
    """Each extracted claim, and whether it is typed right."""
    strange: int
    """Extracted claims of papers that are not annotated."""


def score(gold: Mapping[str, Sequence[Record]], predicted: Sequence[Record]) -> Report:
    """Compare extracted claims with annotated ones; claims of papers without annotation do not count."""
    by_paper: dict[str, list[Record]] = {paper: [] for paper in gold}
    strange = 0
    for claim in predicted:
        if claim["paper_id"] in by_paper:
            by_paper[claim["paper_id"]].append(claim)
        else:
            strange += 1
    tally = _Tally()
    for paper, annotated in gold.items():
        tally.paper(paper, annotated, by_paper[paper])
    return tally.report(len(gold), strange)


def folds(gold: Mapping[str, Sequence[Record]], predicted: Sequence[Record], count: int) -> list[Report]:
    """The scores of *count* parts of the annotated papers: of five parts, every fifth paper from the first, the second, ..."""
    papers = list(gold)
    return [score({paper: gold[paper] for paper in papers[i::count]}, predicted) for i in range(count)]


@dataclass(slots=True)
class _Tally:
    gold: int = 0
    predicted: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LEVELS, 0))
    families: dict[str, FamilyRecall] = field(default_factory=dict)
    agreed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    filled: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0, 0] for name in NAMES})
    errors: list[Mistake] = field(default_factory=list)
    judged: list[tuple[Record, bool]] = field(default_factory=list)

    def paper(self, paper: str, annotated: Sequence[Record], extracted: Sequence[Record]) -> None:
        for g in annotated:
            if not g.get("optional"):
                self.gold += 1
                self._family(g).gold += 1
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
                self.judged.append((p, False))

    def _family(self, g: Record) -> FamilyRecall:
        return self.families.setdefault(g["family"], FamilyRecall())

    def _pair(self, paper: str, g: Record, p: Record, found: bool) -> None:
        if g.get("optional"):
            self.predicted -= 1
            return
        if not found:
            what = f"want {g['value']} {g['value2']} {g['unit']!r} got {p['value']} {p['value2']} {p['unit']!r}"
            self.errors.append(Mistake("value or unit", paper, what, g["start"]))
            self.judged.append((p, False))
            return
        same = {name: agree(name, g, p) for name in FIELDS}
        for name, right in same.items():
            self.agreed[name] += right
            if not right:
                self.errors.append(Mistake(name, paper, f"want {g.get(name)!r} got {p.get(name)!r}", g["start"]))
        for name, counts in self.filled.items():
            wanted, got = listed(g.get(name)), listed(p.get(name))
            for at, number in enumerate((common(wanted, got), len(got), len(wanted))):
                counts[at] += number
        typed = all(same[name] for name in TYPED)
        self.judged.append((p, typed))
        family = self._family(g)
        family.found += 1
        family.typed += typed
        self.right["found"] += 1
        self.right["typed"] += typed
        self.right["linked"] += typed and all(same[name] for name in LINKED)

    def report(self, abstracts: int, strange: int) -> Report:
        found = self.right["found"]
        return Report(
            abstracts=abstracts,
            gold=self.gold,
            predicted=self.predicted,
            levels={name: Level(n, self.predicted, self.gold) for name, n in self.right.items()},
            families={name: family for name, family in sorted(self.families.items()) if family.gold},
            fields={name: n / found for name, n in self.agreed.items()} if found else {},
            names={name: Level(*counts) for name, counts in self.filled.items()} if found else {},
            errors=self.errors,
            judged=self.judged,
            strange=strange,
        )


@dataclass(frozen=True, slots=True)
class Band:
    """The claims of one band of confidence, and the share of them that is typed right."""

    low: float
    high: float
    claims: int
    mean: float
    """Mean confidence."""
    right: float


def reliability(judged: Sequence[tuple[Record, bool]], bands: int = 10) -> Iterator[Band]:
    """The bands of confidence that hold a claim, from low to high; the last one includes its upper bound."""
    for i in range(bands):
        inside = [(c, right) for c, right in _confidences(judged) if min(int(c * bands), bands - 1) == i]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            yield Band(i / bands, (i + 1) / bands, len(inside), mean, sum(right for _, right in inside) / len(inside))


def best_half(judged: Sequence[tuple[Record, bool]]) -> float:
    """Share typed right of the half of the claims with the highest confidence; a band cut in two counts with its own share."""
    groups: dict[float, list[bool]] = {}
    for confidence, right in _confidences(judged):
        groups.setdefault(confidence, []).append(right)
    half = rest = len(judged) / 2
    sure = 0.0
    for confidence in sorted(groups, reverse=True):
        group = groups[confidence]
        taken = min(rest, len(group))
        sure += taken * sum(group) / len(group)
        rest -= taken
    return sure / half if half else 0.0


def _confidences(judged: Sequence[tuple[Record, bool]]) -> list[tuple[float, bool]]:
    return [(float(claim.get("confidence", 1.0)), right) for claim, right in judged]
