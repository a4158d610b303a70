"""Every phrase of the rulebook: metrics, things counted and cues."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from operator import itemgetter

from claimx.claims.classes import CLASSES
from claimx.claims.phrases import Phrases
from claimx.claims.words import Words, plural, split
from claimx.errors import RuleError
from claimx.rulebook import Rulebook
from claimx.rulebook.model import CountRule, CueRule, MetricRule

_OPENING = re.compile(r"^(?:(?:the|and|of|an?|in|for|to|on|per)\s+|\(\d+\)\s*)+", re.IGNORECASE)
_AVERAGES = frozenset("average mean overall macro micro weighted balanced top test task model".split())
"""Words that say of a measure only how it is taken."""
FILLER = "_"
"""Letter of words that patterns do not see."""

_NOUN_OR_VERB = (
    {"gain", "up"},
    {"gain", "down"},
    {"gain", "achieve"},
    {"gain", "fast"},
    {"speedup", "fast"},
    {"speedup", "gain"},
)
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(slots=True)
class Phrase:
    """What a phrase of the rulebook may stand for; ``surfaces`` limits it to these spellings."""

    metric: MetricRule | None = None
    count: CountRule | None = None
    cue: CueRule | None = None
    noun: CueRule | None = None
    """The cue it is where the word stands as a noun ("a 3% drop"), if it can be a verb as well."""
    surfaces: frozenset[str] | None = None
    exact: Phrase | None = None
    """What it is where it is spelled as a measure whose case counts: "IS" is no verb."""
    letter: str = field(init=False)
    """Its class letter."""
    rank: int = field(init=False)
    """Which of two readings of equally many words goes first: a metric, then a thing counted, then a cue."""

    def __post_init__(self) -> None:
        self.letter = self._class()
        self.rank = 0 if self.metric else 1 if self.count else 2

    def _class(self) -> str:
        if self.metric and self.count:
            return "k"
        if self.metric:
            return "M"
        if self.count:
            return "K"
        tag = self.cue.tag if self.cue else "filler"
        return FILLER if tag == "filler" else CLASSES[tag]

    def spells(self, surface: str) -> bool:
        """Whether *surface* is one of the spellings that it insists on."""
        return self.surfaces is not None and surface in self.surfaces


class Lexicon:
    """Finds the phrases of a rulebook in a sentence."""

    def __init__(self, rulebook: Rulebook) -> None:
        phrases = _collect(rulebook)
        self._phrases = Phrases(phrases.items())
        self._metrics = {
            " ".join(words): phrase.metric
            for words, phrase in phrases.items()
            if phrase.metric is not None and phrase.surfaces is None
        }

    def measure(self, long: str) -> MetricRule | None:
        """The measure that a noun phrase names as a whole or in its last words; None where it names none."""
        long = _OPENING.sub("", long)
        words = split(long.lower())
        for first in range(len(words)):
            metric = self._metrics.get(" ".join(words[first:]))
            if metric is not None:
                rate = words[-1] == "rate" and not _AVERAGES.issuperset(words[:first])
                if (first and (rate or metric.name.startswith("other:"))) or metric.name == "other:*":
                    metric = metric.model_copy(update={"name": f"other:{long.lower()}"})
                return metric
        return None

    def find(self, text: str, words: Words) -> list[tuple[int, int, Phrase]]:
        """The phrases in *words* with first word and end, overlapping ones included; the longest first, then by rank."""
        found = []
        for start, end, phrase in self._phrases.find(words.lower):
            if phrase.exact is not None and phrase.exact.spells(text[words.starts[start] : words.ends[end - 1]]):
                phrase = phrase.exact
            if phrase.surfaces is None or phrase.spells(text[words.starts[start] : words.ends[end - 1]]):
                found.append((start - end, phrase.rank, start, end, phrase))
        found.sort(key=_order)
        return [(start, end, phrase) for _, _, start, end, phrase in found]


_order = itemgetter(0, 1, 2)


def _collect(rulebook: Rulebook) -> dict[tuple[str, ...], Phrase]:
    """Lower-case token sequence -> what it stands for; the first rule to claim a cue keeps it."""
    table: dict[tuple[str, ...], Phrase] = {}
    for cue in rulebook.cues:
        if cue.tag != "filler" and cue.tag not in CLASSES:
            raise RuleError(f"unknown tag {cue.tag!r}", file=rulebook.files[cue.id], rule=cue.id)
        for words in _spellings(expand(cue.phrases)):
            old = table.setdefault(words, Phrase(cue=cue))
            if old.cue is not cue and {_tag(old), cue.tag} in _NOUN_OR_VERB:
                noun = cue if cue.tag in ("gain", "speedup") else old.cue
                table[words] = replace(old, cue=cue if noun is old.cue else old.cue, noun=noun)
    for count in rulebook.counts:
        for words in _spellings(_both_numbers(count.nouns)):
            table[words] = replace(table.get(words, Phrase()), count=count)
    for metric in rulebook.metrics:
        for words in _spellings(_both_numbers(metric.aliases)):
            table[words] = replace(table.get(words, Phrase()), metric=metric)
        for name in _both_numbers(metric.exact):
            _add_exact(table, metric, name)
    return table


def _add_exact(table: dict[tuple[str, ...], Phrase], metric: MetricRule, name: str) -> None:
    """A measure whose case counts: what its words stand for in another case stays."""
    surfaces = frozenset({name, name.replace("-", " ")})
    for words in _spellings([name]):
        old = table.get(words, Phrase())
        if old == Phrase() or old.surfaces is not None:
            table[words] = replace(old, metric=metric, surfaces=surfaces | (old.surfaces or frozenset()))
        elif old.metric is None:
            table[words] = replace(old, exact=Phrase(metric=metric, surfaces=surfaces))


def _tag(phrase: Phrase) -> str:
    return phrase.cue.tag if phrase.cue is not None else ""


def expand(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases with their braces written out: ``cut{,s}`` is ``cut`` and ``cuts``."""
    for phrase in phrases:
        parts = _BRACES.split(phrase)
        choices = [part.split(",") if i % 2 else [part] for i, part in enumerate(parts)]
        yield from ("".join(choice) for choice in itertools.product(*choices))


def _both_numbers(nouns: Iterable[str]) -> Iterator[str]:
    for noun in nouns:
        yield noun
        if (many := plural(noun)) != noun:
            yield many


def _spellings(phrases: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Each phrase as tokens, with its hyphens as written and as spaces."""
    for phrase in phrases:
        lower = phrase.lower()
        seen = dict.fromkeys([split(lower), split(lower.replace("-", " "))])
        if 1 <= lower.count(" ") <= 2 and "-" not in lower:
            seen[split(lower.replace(" ", "-"))] = None
        yield from (words for words in seen if words)
