"""Where in a text a number may begin: at a digit, or at a word that opens a spelled-out one."""

from __future__ import annotations

import re

from claimx.quantities.numerals import Numerals
from claimx.sieve import first_words, sifted

_DIGITS = re.compile(r"\d+")
_ONE = re.compile(r"(?i:\b(?:few|little)\sas\sone\b|\bone\s(?:second|minute|hour|day|week|month|year|GPU|percent)\b)")
"""Where "one" is an amount."""
_ONE_WORD = frozenset([b"one"])
_ARTICLES = frozenset([b"a", b"an"])


class Places:
    """Knows the number words of a rulebook."""

    def __init__(self, numerals: Numerals) -> None:
        self._words = first_words(numerals.words)
        self._after_a = first_words((*numerals.scales, *numerals.fractions, "order"))
        """Words before which "a" or "an" opens a number: "a million", "a third", "an order of magnitude"."""
        self._openers = self._words | self._after_a
        self._hints = self._words | {b"magnitude"}

    def any_in(self, text: str) -> bool:
        """Whether *text* holds a digit or a number word, so that reading it is worth its time."""
        if _holds_digit(text):
            return True
        words = sifted(text).among(self._hints)
        return bool(words - _ONE_WORD) or (bool(words) and _ONE.search(text) is not None)

    def find(self, text: str) -> list[int]:
        """The places in *text*, in order: every one where a number begins, and a few more."""
        digits = [match.start() for match in _DIGITS.finditer(text)] if _holds_digit(text) else []
        words = sifted(text)
        openers = words.among(self._openers)
        if openers:
            articles = frozenset() if openers.isdisjoint(self._after_a) else _ARTICLES
            return sorted(digits + words.places_of((openers & self._words) | articles))
        return digits


def _holds_digit(text: str) -> bool:
    """Looking for each digit in turn is ten times as fast as an expression for any of them."""
    for digit in "0123456789":
        if digit in text:
            return True
    return not text.isascii() and _DIGITS.search(text) is not None
