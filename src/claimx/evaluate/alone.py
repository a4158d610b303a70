"""What a rule recognises by itself, without the other rules of its kind that may take the place in a whole extraction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from claimx.claims import ClaimReader
from claimx.claims.lexicon import Lexicon
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.claims.names import Names
from claimx.claims.patterns import Patterns
from claimx.claims.words import Words
from claimx.quantities import Scanner
from claimx.rulebook import Rulebook
from claimx.rulebook.model import PatternRule, Rule
from claimx.span import Span
from claimx.text import normalise, sentences

Places = Iterator[tuple[int, int]]
"""Start and end of what a rule recognises."""
_PHRASES: Mapping[str, tuple[Rule, ...]] = {"metrics": (), "counts": (), "cues": ()}
_NAMES: Mapping[str, tuple[Rule, ...]] = {"hardware": (), "models": (), "datasets": ()}


class Alone:
    """Tries single rules of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._book = rulebook

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self._book)

    @cached_property
    def _reader(self) -> ClaimReader:
        return ClaimReader(self._book)

    def recognised(self, kind: str, rule: Rule, text: str) -> list[Span]:
        """Where in *text* the rule, one of *kind*, fires with no other rule of its kind beside it."""
        aligned = normalise(text)
        read = {
            "ignore": self._dropped,
            **dict.fromkeys(("words", "tasks"), self._words),
            "patterns": self._readings,
            **dict.fromkeys(_PHRASES, self._phrases),
            **dict.fromkeys(_NAMES, self._names),
        }.get(kind, self._quantities)
        spans = sentences(aligned.text)
        return [aligned.origin(start, end) for span in spans for start, end in read(kind, rule, aligned.text, span)]

    def _with(self, tables: Mapping[str, tuple[Rule, ...]]) -> Rulebook:
        return replace(self._book, **tables)  # type: ignore[arg-type]

    def _phrases(self, kind: str, rule: Rule, text: str, span: Span) -> Places:
        words = Words()
        words.read(text, span.start, span.end)
        for start, end, _ in Lexicon(self._with({**_PHRASES, kind: (rule,)})).find(text, words):
            yield words.starts[start], words.ends[end - 1]

    def _names(self, kind: str, rule: Rule, text: str, span: Span) -> Places:
        for name in Names(self._with({**_NAMES, kind: (rule,)})).find(text, span.start, span.end):
            if name.rule == rule.id:
                yield name.start, name.end

    def _words(self, kind: str, rule: Rule, text: str, span: Span) -> Places:
        for _, start, end in Vocabulary(self._with({"words": (), "tasks": (), kind: (rule,)})).mentions(
            text, span.start, span.end
        ):
            yield start, end

    def _quantities(self, kind: str, rule: Rule, text: str, span: Span) -> Places:
        """Number words make one table, so a rule of them is tried beside its fellows; numbers that are none are kept."""
        own = {} if kind == "numbers" else {kind: (rule,)}
        scanner = Scanner(self._with({"ignore": (), **own}))
        for quantity in scanner.scan(text, span.start, span.end, places=scanner.places(text))[0]:
            if rule.id in quantity.rules:
                yield quantity.outer_start, quantity.outer_end

    def _dropped(self, kind: str, rule: Rule, text: str, span: Span) -> Places:
        scanner = Scanner(self._with({kind: (rule,)}))
        for dropped in scanner.scan(text, span.start, span.end, places=scanner.places(text))[1]:
            yield dropped.start, dropped.end

    def _readings(self, kind: str, rule: Rule, text: str, span: Span) -> Places:
        if not isinstance(rule, PatternRule):
            return
        quantities, _ = self._scanner.scan(text, span.start, span.end, places=self._scanner.places(text))
        sentence = self._reader.open("", text).sentence(span, quantities).sentence
        for at, readings in Patterns([rule]).readings(sentence).items():
            if readings:
                yield sentence.chunks[at].start, sentence.chunks[at].end
