"""Where in a text a number may begin: at a digit, or at a word that opens a spelled-out one."""

from __future__ import annotations

import re

from claimx.quantities.numerals import Numerals
from claimx.sieve import Sifted, first_words

_DIGIT = re.compile(r"\d")
_ONE = re.compile(r"(?i:\b(?:few|little)\sas\sone\b|\bone\s(?:second|minute|hour|day|week|month|year|GPU|percent)\b)")
"""Where "one" is an amount."""


class Places:
    """Knows the number words of a rulebook."""

    def __init__(self, numerals: Numerals) -> None:
        self._words = first_words(numerals.words)
        self._after_a = first_words((*numerals.scales, *numerals.fractions, "order"))
        """Words before which "a" or "an" opens a number: "a million", "a third", "an order of magnitude"."""
        self._hints = (self._words - {b"one"}) | {b"magnitude"}

    def any_in(self, text: str) -> bool:
        """Whether *text* holds a digit or a number word, so that reading it is worth its time."""
        if _DIGIT.search(text):
            return True
        words = Sifted(text).words
        return not self._hints.isdisjoint(words) or (b"one" in words and _ONE.search(text) is not None)

    def find(self, text: str) -> list[int]:
        """The places in *text*, in order: every one where a number begins, and a few more."""
        digits = [match.start() for match in _DIGIT.finditer(text)]
        sifted = Sifted(text)
        openers = self._words if self._after_a.isdisjoint(sifted.words) else self._words | {b"a", b"an"}
        words = sifted.places(openers)
        return sorted(digits + words) if words else digits
