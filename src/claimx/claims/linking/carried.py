"""Datasets that a sentence takes over from what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable

from claimx.claims.linking.naming import is_compound
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.claims.names import NameMention
from claimx.span import Span

_DEFINED = re.compile(r"(?<![\w-])(?P<word>[a-z][a-z-]{1,40}+)\s?\((?P<short>[A-Z][\w-]{1,20}+)\)")
"""A word in small letters with the acronym that it ends the long form of."""
Find = Callable[[str, int, int], Iterable[NameMention]]
"""What finds the names in a part of a text."""
_MEMORY = 30
"""Sentences without claims that are kept in mind."""


class Carried:
    """What the sentences of one paper say of datasets, in order; names are looked for only once a claim may be on them."""

    def __init__(self, text: str, find: Find, vocabulary: Vocabulary) -> None:
        self._text = text
        self._find = find
        self._vocabulary = vocabulary
        self._silent: deque[Span] = deque(maxlen=_MEMORY)
        self._found: dict[Span, tuple[str, ...]] = {}
        self._last: tuple[str, ...] | Span = ()
        """Datasets that the next sentence may be on, or the sentence that names them."""
        self._named: tuple[str, ...] = ()
        self._named_at = -1
        """Where the last sentence with claims stands that names its datasets."""
        self.counted: tuple[str, ...] = ()
        """The datasets that the last count of some was followed by: "two benchmarks, A and B"."""
        self.known: set[str] = set()
        """Names that were datasets in the sentences before."""
        self.measured: frozenset[str] = frozenset()
        """What the numbers of the last sentence with claims and datasets measure."""
        self._trials: list[int] | None = None
        """Where the text has words of a trial, once somebody asked."""
        self._concepts: frozenset[str] | None = None
        """Short names that the text defines for words in small letters, once somebody asked."""

    def pass_over(self, span: Span) -> None:
        """Take notice of a sentence in which nothing is claimed."""
        self._silent.append(span)
        self._last = span

    def note(self, span: Span, datasets: tuple[str, ...], measures: frozenset[str]) -> None:
        """Take notice of a sentence with claims: the one group of datasets that it names, and what its numbers measure."""
        if datasets:
            self._last, self._named, self._named_at, self.measured = datasets, datasets, span.start, measures

    def beside(self) -> tuple[str, ...]:
        """The datasets of the sentence before."""
        return self._in(self._last) if isinstance(self._last, Span) else self._last

    def same(self) -> tuple[str, ...]:
        """The datasets that "the same dataset" takes up."""
        return self.beside() or self._named

    def tried(self) -> tuple[str, ...]:
        """The datasets of the last sentence that tells of a trial and claims nothing, where none with claims came after it."""
        for span in reversed(self._silent):
            if span.start < self._named_at:
                break
            if self._tells_of_trial(span) and (names := self._in(span)):
                return names
        return ()

    def _tells_of_trial(self, span: Span) -> bool:
        if self._trials is None:
            self._trials = self._vocabulary.trials(self._text)
        return bisect_left(self._trials, span.start) < bisect_left(self._trials, span.end)

    def _in(self, span: Span) -> tuple[str, ...]:
        if span not in self._found:
            self._found[span] = self._names(span)
            self.known.update(self._found[span])
        return self._found[span]

    def _names(self, span: Span) -> tuple[str, ...]:
        found = [one for one in self._find(self._text, span.start, span.end) if one.kind == "dataset" and not one.weak]
        named = [one.name for one in found if not self._vocabulary.has("common", one.name) and not is_compound(one.name)]
        return tuple(dict.fromkeys(name for name in named if not self.is_concept(name)))

    def is_concept(self, name: str) -> bool:
        """Whether the text defines a name as short for words in small letters that are no data: "language understanding (LU)"."""
        if self._concepts is None:
            found = _DEFINED.finditer(self._text)
            self._concepts = frozenset(m["short"] for m in found if not self._vocabulary.has("collection", m["word"]))
        return name in self._concepts and not self._vocabulary.is_dataset(name)
