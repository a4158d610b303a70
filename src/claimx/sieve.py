"""Which of many words a text holds, and where: the sieve that keeps costly expressions away from most of a text.

A text is read as bytes, one for each character, in a few calls that each run through it once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_LETTERS = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalpha() else 32 for code in range(256))
"""Letters in lower case, blanks for everything else."""
_BLANK = 32


class Sifted:
    """A text as its runs of ASCII letters, in lower case."""

    __slots__ = ("letters", "words")

    def __init__(self, text: str) -> None:
        self.letters = text.encode("ascii", "replace").translate(_LETTERS)
        self.words = self.letters.split()

    def among(self, words: frozenset[bytes]) -> frozenset[bytes]:
        """Those of *words* that the text holds."""
        return words.intersection(self.words)

    def places(self, words: frozenset[bytes]) -> list[int]:
        """Where one of *words* stands between other characters than ASCII letters, in order."""
        return self.places_of(self.among(words))

    def places_of(self, words: Iterable[bytes]) -> list[int]:
        """The same for a few words, most of which the text holds."""
        return sorted(place for word in words for place in self._places_of(word))

    def _places_of(self, word: bytes) -> list[int]:
        letters = self.letters
        found: list[int] = []
        at = letters.find(word)
        while at >= 0:
            end = at + len(word)
            if (at == 0 or letters[at - 1] == _BLANK) and (end == len(letters) or letters[end] == _BLANK):
                found.append(at)
            at = letters.find(word, end)
        return found


@lru_cache(maxsize=2)
def sifted(text: str) -> Sifted:
    """A text sifted; several rooms ask for the same one in a row."""
    return Sifted(text)


def first_words(phrases: Iterable[str]) -> frozenset[bytes]:
    """The runs of letters that *phrases* begin with, to look for in `Sifted.places`."""
    return frozenset(phrase.encode("ascii", "replace").translate(_LETTERS).split(b" ", 1)[0] for phrase in phrases)
