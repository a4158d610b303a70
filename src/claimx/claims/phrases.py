"""Rows of words in a sentence: all phrases of a rulebook in one pass of spaCy's `PhraseMatcher`.

A sentence that may hold a claim becomes a `Doc` whose tokens are those of `claimx.claims.words`, because numbers are found
on characters first and "2.7x" is no token of spaCy's English tokenizer. The matcher sees lower-case words, and of those
only the ones that some row of several words holds; every other word is one blank to it, so that the vocabulary never
grows with the text. A phrase of a single word is its own place in a table: the matcher takes longer to hand over what it
found than to find it.
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
        self._single: dict[str, T] = {}
        self._known: dict[str, int] = {}
        """Words of the phrases with the numbers that the vocabulary knows them by, which it takes faster than words."""
        self._unknown = self._vocab.strings.add(_UNKNOWN)
        for words, meaning in phrases:
            if len(words) == 1:
                self._single[words[0]] = meaning
                continue
            name = " ".join(words)
            self._meanings[self._vocab.strings.add(name)] = meaning
            self._matcher.add(name, [Doc(self._vocab, words=list(words))])
            self._known.update((word, self._vocab.strings[word]) for word in words)

    def find(self, words: Sequence[str]) -> list[tuple[int, int, T]]:
        """First word, end and meaning of every row in *words*, overlapping ones included."""
        known, unknown, meanings, single = self._known, self._unknown, self._meanings, self._single
        numbers = [known.get(word, unknown) for word in words]
        doc = Doc(self._vocab, words=numbers)  # type: ignore[arg-type]  # its stub knows words only
        found = [(at, at + 1, single[word]) for at, word in enumerate(words) if word in single]
        found += [(start, end, meanings[key]) for key, start, end in self._matcher(doc)]
        return found
