"""Names in a sentence: datasets, devices and models, by the rulebook and by the grammar around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from claimx.claims.acronyms import abbreviates
from claimx.claims.kinds import is_kind
from claimx.claims.notation import name_pattern
from claimx.claims.openings import Openings
from claimx.rulebook import Rulebook
from claimx.rulebook.model import DatasetRule, DeviceRule

NameKind = Literal["dataset", "device", "model"]

_DATASET_NOUN = r"(?:datasets?|benchmarks?|corpus|corpora|test\s?sets?|testbeds?|treebanks?|leaderboards?|challenges?|suites?|collections?|test\ssuites?|splits?|competitions?|cohorts?)"
_NAMEY = (
    r"[A-Z][\w+*'-]{0,60}+(?:[./][\w+-]{1,60}+){0,4}+|[a-z]{1,20}+[A-Z\d][\w+-]{0,60}+(?:[./][\w+-]{1,60}+){0,4}+"
    r"|\d{1,9}+[A-Z][\w-]{0,60}+|τ[\w^-]{0,60}+"
)
"""A word that may be a name. Lengths are bounded and nothing is given back, lest a search begin anew in a word without end."""
_NAME = rf"(?:{_NAMEY})(?:\s(?:{_NAMEY}|\d{{1,4}}(?:\.\d+)?(?![\d%.-]))){{0,4}}+"
_GRAMMAR = r"(?:a|an|the|using|on|with|for|of|and|or|to|from|in|as|by|is|are|we|our)"
_NUMBER_BEFORE = re.compile(r"\d%?(?:\s(?:[\w@-]{1,40}\s){0,3})?$")
_BEFORE_NOUN = re.compile(
    rf"(?P<names>(?:{_NAME})(?:(?:,\s(?:and\s)?|\sand\s|/|\s&\s|\sor\s)(?:the\s)?(?:{_NAME})){{0,7}}+)"
    rf"\s(?:\([^()]{{1,40}}\)\s)?(?:(?!{_GRAMMAR}\s)[a-z][\w-]{{0,60}}\s){{0,2}}?{_DATASET_NOUN}\b"
)
_TITLED_NOUN = r"(?:Data[Ss]et|Benchmark|Corpus|Treebank|Challenge|Collection|Suite|Competition|Cohort|Database|Biobank|Archive)"
_TITLED = re.compile(rf"(?P<name>(?:{_NAMEY})(?:\s(?:{_NAMEY}|of|for|in|the)){{0,5}}?)\s{_TITLED_NOUN}\b")
"""A name of several words that ends in such a noun: "Stanford Question Answering Dataset"."""
_AFTER_ON = re.compile(
    rf"(?:o(?<!\wo)n|a(?<!\wa)cross)\s(?:both\s|the\s|all\s|challenging\s|popular\s|standard\s|public\s|two\s|three\s|four\s|five\s){{0,4}}"
    rf"(?P<names>(?:{_NAME})(?:(?:,\s(?:and\s)?|\sand\s|\s&\s)(?:the\s)?(?:{_NAME})){{0,7}})"
)
_LIST_SPLIT = re.compile(r",\s(?:and\s|the\s)*|\sand\s(?:the\s)?|\s&\s|\sor\s|(?<=[a-z])/(?=[A-Z])")
_ACRONYM = re.compile(r"\s\(([A-Z](?=[\w+-]{0,20}[A-Z\d])[\w+-]{1,40}+)\)")
"""The short name behind a long one."""
_BENCH_NAME = re.compile(
    r"(?<![\w-])[A-Z\dτ][\w^*+.-]{0,60}?(?:[Bb]ench|BENCH|QA|Eval|Arena|Gym)(?:[-+][\w.+]{1,40}){0,4}(?:\s(?:Verified|Pro|Lite|Hard|Mini|Full|v\d(?:\.\d)?|\d\.\d))?(?![\w])"
)
_BENCH_ENDING = re.compile(r"[Bb]ench|BENCH|QA|Eval|Arena|Gym")
_NOUN = re.compile(_DATASET_NOUN)
_TITLED_END = re.compile(_TITLED_NOUN)
_LISTING = re.compile(r"\b(?:on|and|,)\s")
_GRAMMATICAL = ("article", "preposition", "pronoun", "auxiliary")
_COUNT_BEFORE = re.compile(
    r"(?<![\w.])(?P<count>\d{1,6}|a\ssingle|[a-z]{3,12})(?:\s?[x×]\s?|\s)(?:high-end\s|consumer\s|commodity\s)?"
    r"(?:NVIDIA\s|Nvidia\s|AMD\s)?$"
)
_SINGLE = frozenset(["a single", "single", "one"])
_TIMES = re.compile(r"\s?×\s?")
"""The sign in a width multiplier: "MobileNetV2 × 1.4" is MobileNetV2x1.4."""
_TAIL = re.compile(r"\s?-?(?:GPUs?|CPUs?|TPUs?|chips?|cards?|devices?|accelerators?|boards?|cores?)\b")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name with its place in the normal text and the rule that found it."""

    start: int
    end: int
    name: str
    kind: NameKind
    rule: str
    weak: bool = False
    """Whether it is an ordinary word too."""


Hit = tuple[NameKind, DeviceRule | DatasetRule, re.Match[str]]
"""A match of a rule that names things of this kind."""


class Names:
    """Finds names with one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        words: dict[str, set[str]] = {}
        for rule in rulebook.words:
            words.setdefault(rule.role, set()).update(rule.words)
        grammar = {word.capitalize() for role in _GRAMMATICAL for word in words.get(role, ())}
        self._starts = grammar | words.get("opening", set()) | words.get("language", set())
        self._no_dataset = words.get("common", set()) | words.get("no_dataset", set())
        self._ordinary = words.get("ordinary", set())
        self._numbers = {word: value for rule in rulebook.numbers if rule.role == "count" for word, value in rule.words.items()}
        self._rules: list[tuple[NameKind, DeviceRule | DatasetRule]] = [
            *(("device", rule) for rule in rulebook.hardware),
            *(("model", rule) for rule in rulebook.models),
            *(("dataset", rule) for rule in rulebook.datasets),
        ]
        self._openings = Openings([name_pattern(rule) for _, rule in self._rules])
        self._models = Openings([name_pattern(rule) for rule in rulebook.models])

    def find(self, text: str, start: int, end: int) -> list[NameMention]:
        """The names in ``text[start:end]``, in order, without overlap."""
        hits = self._hits(text, start, end)
        found = [
            *(self._device(text, rule, m, start=start, end=end) for kind, rule, m in hits if kind == "device"),
            *(name for kind, rule, m in hits if kind == "model" for name in self._model(rule, m)),
            *self._datasets(text, start, end, hits=hits),
        ]
        rank = {"device": 0, "dataset": 1, "model": 2}
        found.sort(key=lambda n: (n.start - n.end, rank[n.kind], n.start))
        kept: list[NameMention] = []
        for name in found:
            if not any(name.start < other.end and other.start < name.end for other in kept):
                kept.append(name)
        return sorted(kept, key=lambda n: n.start)

    def _hits(self, text: str, start: int, end: int) -> list[Hit]:
        return [(*self._rules[number], match) for number, match in self._openings.find(text, start, end)]

    def _datasets(self, text: str, start: int, end: int, *, hits: Sequence[Hit]) -> Iterator[NameMention]:
        """Datasets by name, by the noun after them, by the list they stand in and by their ending."""
        strong, weak = _named(hits, weak=False), _named(hits, weak=True)
        yield from strong
        if _BENCH_ENDING.search(text, start, end) is not None:
            for m in _BENCH_NAME.finditer(text, start, end):
                if not is_kind(text, m.start(), m.end()):
                    yield NameMention(m.start(), m.end(), m.group(), "dataset", "name.dataset.ending")
        if _NOUN.search(text, start, end) is not None:
            for m in _BEFORE_NOUN.finditer(text, start, end):
                yield from self._before_noun(m, start, end)
        if _TITLED_END.search(text, start, end) is not None:
            for m in _TITLED.finditer(text, start, end):
                yield from self._titled(m, sentence=start)
        for m in _AFTER_ON.finditer(text, start, end):
            low, high = m.span("names")
            inside = any(low <= n.start and n.end <= high for n in strong)
            if inside or _after_number(text, m.start()):
                yield from self._listed(m, "name.dataset.after_on", start=start)
        for m in _LISTING.finditer(text, start, end) if weak else ():
            yield from (n for n in weak if n.start == m.end())

    def _before_noun(self, m: re.Match[str], start: int, end: int) -> Iterator[NameMention]:
        """The names before "dataset" and the like, or the short one behind it."""
        short = _ACRONYM.match(m.string, m.end(), end)
        if short is not None and abbreviates(short[1], m.group()):
            yield NameMention(m.start(), m.end(), short[1], "dataset", "name.dataset.before_noun")
        elif _LIST_SPLIT.search(m["names"]) is not None or not is_kind(m.string, *m.span("names")):
            yield from self._listed(m, "name.dataset.before_noun", start=start)

    def _listed(self, m: re.Match[str], rule: str, *, start: int) -> Iterator[NameMention]:
        low = m.start("names")
        at = 0
        surface = m["names"]
        for part in [*_LIST_SPLIT.finditer(surface), None]:
            piece = surface[at : part.start()] if part else surface[at:]
            begin = low + at
            at = part.end() if part else at
            words = piece.split(" ")
            while words and words[0] in self._starts:
                begin += len(words[0]) + 1
                words.pop(0)
            name = " ".join(words)
            if (
                not name
                or name in self._no_dataset
                or (begin == start and name[1:].islower())
                or self._models.find(name, 0, len(name))
            ):
                continue
            if len(name) > 1 and (rule.endswith("before_noun") or _namelike(name)):
                yield NameMention(begin, begin + len(name), name, "dataset", rule)

    def _titled(self, m: re.Match[str], *, sentence: int) -> Iterator[NameMention]:
        """A dataset with its noun in capitals; the noun is part of a name of several words."""
        words = m["name"].split(" ")
        at = m.start()
        while words and (words[0] in self._starts or words[0].islower()):
            at += len(words[0]) + 1
            words.pop(0)
        if words and not (at == sentence and len(words) == 1):
            end = m.end() if len(words) > 1 else m.end("name")
            short = _ACRONYM.match(m.string, m.end()) if len(words) > 1 else None
            yield NameMention(at, m.end(), short[1] if short else m.string[at:end], "dataset", "name.dataset.titled")

    def _device(self, text: str, rule: DeviceRule | DatasetRule, m: re.Match[str], *, start: int, end: int) -> NameMention:
        """A device with its count: "4x GeForce RTX 4090"."""
        generic = isinstance(rule, DeviceRule) and rule.generic
        tail = _TAIL.match(text, m.end(), end)
        stop = tail.end() if tail and not generic else m.end()
        return NameMention(m.start(), stop, self._device_name(text, m, start, generic=generic), "device", rule.id)

    def _device_name(self, text: str, m: re.Match[str], start: int, *, generic: bool) -> str:
        """The device as named, with the count before it."""
        name = " ".join(m.group().split())
        before = _COUNT_BEFORE.search(text, max(start, m.start() - 24), m.start())
        if generic:
            name = name.removesuffix("s")
        if before is None or (generic and before["count"] not in _SINGLE):
            return name
        count = before["count"]
        number = 1 if count in _SINGLE else int(count) if count.isdigit() else self._numbers.get(count, 0)
        return f"{number:g}x {name}" if number else name

    def _model(self, rule: DeviceRule | DatasetRule, m: re.Match[str]) -> Iterator[NameMention]:
        """A model of the rulebook's families, unless it is an ordinary word."""
        if len(m.group()) > 1 and m.group().lower() not in self._ordinary:
            yield NameMention(m.start(), m.end(), _TIMES.sub("x", m.group()), "model", rule.id)


def _named(hits: Iterable[Hit], *, weak: bool) -> list[NameMention]:
    """The datasets among *hits*: those whose names are ordinary words too, or the others."""
    return [
        NameMention(m.start(), m.end(), m.group(), "dataset", rule.id, weak)
        for _, rule, m in hits
        if isinstance(rule, DatasetRule) and rule.weak == weak
    ]


def _namelike(name: str) -> bool:
    return any(c.isdigit() or c.isupper() for c in name[1:])


def _after_number(text: str, at: int) -> bool:
    return _NUMBER_BEFORE.search(text[max(0, at - 40) : at]) is not None
