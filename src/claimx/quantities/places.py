"""Where in a text a number may begin: at a digit, or at a word that opens a spelled-out one.

This is the sieve before all else, so it reads a text as bytes, one for each character, in a few calls that each run
through it once.
"""

from __future__ import annotations

import re

from claimx.quantities.numerals import Numerals

_DIGIT = re.compile(r"\d")
_ONE = re.compile(r"(?i:\b(?:few|little)\sas\sone\b|\bone\s(?:second|minute|hour|day|week|month|year|GPU|percent)\b)")
"""Where "one" is an amount."""
_LETTERS = bytes(ord(chr(code).lower()) if chr(code).isalpha() and code < 128 else 32 for code in range(256))
"""Letters in lower case, blanks for everything else."""
_BLANK = 32


class Places:
    """Knows the number words of a rulebook."""

    def __init__(self, numerals: Numerals) -> None:
        self._words = frozenset(word.encode() for word in numerals.words)
        self._after_a = frozenset(word.encode() for word in (*numerals.scales, *numerals.fractions, "order"))
        """Words before which "a" or "an" opens a number: "a million", "a third", "an order of magnitude"."""
        self._hints = (self._words - {b"one"}) | {b"magnitude"}

    def any_in(self, text: str) -> bool:
        """Whether *text* holds a digit or a number word, so that reading it is worth its time."""
        if _DIGIT.search(text):
            return True
        words = _letters(text).split()
        return not self._hints.isdisjoint(words) or (b"one" in words and _ONE.search(text) is not None)

    def find(self, text: str) -> list[int]:
        """The places in *text*, in order."""
        found = [match.start() for match in _DIGIT.finditer(text)]
        letters = _letters(text)
        words = set(letters.split())
        openers = self._words & words
        if not self._after_a.isdisjoint(words):
            openers |= {b"a", b"an"} & words
        if not openers:
            return found
        for word in openers:
            found += _whole(word, text, letters)
        return sorted(found)


def _letters(text: str) -> bytes:
    return text.encode("ascii", "replace").translate(_LETTERS)


def _whole(word: bytes, text: str, letters: bytes) -> list[int]:
    """Where *word* stands for itself: not within a word and not after a hyphen."""
    found: list[int] = []
    at = letters.find(word)
    while at >= 0:
        end = at + len(word)
        before = text[at - 1 : at] if at else ""
        if not (before.isalnum() or before in ("_", "-")) and (end == len(letters) or letters[end] == _BLANK):
            found.append(at)
        at = letters.find(word, end)
    return found
