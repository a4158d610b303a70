"""Rows of words in a sentence: all phrases of a rulebook in one pass of spaCy's `PhraseMatcher`.

A sentence that may hold a claim becomes a `Doc` whose tokens are those of `claimx.claims.words`, because numbers are found
on characters first and "2.7x" is no token of spaCy's English tokenizer. The matcher sees lower-case words, and of those
only the ones that some phrase holds; every other word is one blank to it, so that the vocabulary never grows with the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

T = TypeVar("T")

_UNKNOWN = "\0"


class Phrases(Generic[T]):
    """Rows of words, each with what it stands for."""

    def __init__(self, phrases: Iterable[tuple[Sequence[str], T]]) -> None:
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab)
        self._meanings: dict[int, T] = {}
        self._words: set[str] = set()
        for words, meaning in phrases:
            name = " ".join(words)
            self._meanings[self._vocab.strings.add(name)] = meaning
            self._matcher.add(name, [Doc(self._vocab, words=list(words))])
            self._words.update(words)

    def find(self, words: Sequence[str]) -> list[tuple[int, int, T]]:
        """First word, end and meaning of every row in *words*, overlapping ones included."""
        known = self._words
        doc = Doc(self._vocab, words=[word if word in known else _UNKNOWN for word in words])
        return [(start, end, self._meanings[key]) for key, start, end in self._matcher(doc)]
