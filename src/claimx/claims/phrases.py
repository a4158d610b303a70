"""Rows of words in a text: all phrases of a rulebook in one pass, by a trie.

spaCy's `PhraseMatcher` finds the same, but needs a `Doc` for every sentence, and making that costs three times what
this walk does (`docs/performance.md` has the figures). It stays where a rule speaks of tokens: see `claimx.claims.tokens`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Node(Generic[T]):
    """A place in the trie: what follows, and what the row so far stands for."""

    edges: dict[str, _Node[T]] = field(default_factory=dict)
    meaning: T | None = None


class PhraseTrie(Generic[T]):
    """Rows of words, each with what it stands for."""

    def __init__(self, phrases: Iterable[tuple[Sequence[str], T]]) -> None:
        self._root: _Node[T] = _Node()
        for words, meaning in phrases:
            node = self._root
            for word in words:
                node = node.edges.setdefault(word, _Node())
            node.meaning = meaning

    def find(self, words: Sequence[str]) -> list[tuple[int, int, T]]:
        """First word, end and meaning of every row in *words*, overlapping ones included, in order of place."""
        found: list[tuple[int, int, T]] = []
        begins = self._root.edges
        count = len(words)
        for start, word in enumerate(words):
            node = begins.get(word)
            end = start
            while node is not None:
                end += 1
                if node.meaning is not None:
                    found.append((start, end, node.meaning))
                node = node.edges.get(words[end]) if end < count else None
        return found
