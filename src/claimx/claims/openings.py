"""Many expressions over one text, each tried only where a match of it can open.

Names begin at a word, and nearly every word rules out nearly every expression by its first characters. Which
expressions a beginning leaves open is asked of the expressions themselves, by partial matching, and kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

_LENGTH = 4
"""Characters of a beginning."""
_MOST = 50_000
"""Beginnings that are kept; more than a corpus of a hundred thousand abstracts has."""


class Openings:
    """Expressions that match whole names, tried together."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._compiled = [re.compile(rf"(?:{pattern})(?!\w)") for pattern in patterns]
        self._partial = [regex.compile(pattern, regex.VERSION0) for pattern in patterns]
        self._open: dict[str, tuple[int, ...]] = {}
        first = "".join(re.escape(chr(code)) for code in range(128) if self._may_open(chr(code)))
        self._place = re.compile(rf"[{first}\x80-\U0010ffff](?<![\w-].)", re.DOTALL)
        """Where a match may begin: not inside a word, not after a hyphen, and with a character that opens one."""

    def find(self, text: str, start: int, end: int) -> list[tuple[int, re.Match[str]]]:
        """The matches in ``text[start:end]`` with the number of their expression; those of one do not overlap."""
        found: list[tuple[int, re.Match[str]]] = []
        known = self._open
        free: dict[int, int] = {}
        for place in self._place.finditer(text, start, end):
            at = place.start()
            beginning = text[at : at + _LENGTH]
            for number in known[beginning] if beginning in known else self._may_open(beginning):
                if at >= free.get(number, start) and (match := self._compiled[number].match(text, at, end)) is not None:
                    found.append((number, match))
                    free[number] = match.end()
        found.sort(key=_by_number)
        return found

    def _may_open(self, beginning: str) -> Sequence[int]:
        """The expressions that a match of may begin so; asked only of those that one character less leaves open."""
        if not beginning:
            return range(len(self._partial))
        if (known := self._open.get(beginning)) is not None:
            return known
        candidates = self._may_open(beginning[:-1])
        numbers = tuple(n for n in candidates if self._partial[n].match(beginning, partial=True))
        if len(self._open) >= _MOST:
            self._open.clear()
        self._open[beginning] = numbers
        return numbers


def _by_number(hit: tuple[int, re.Match[str]]) -> int:
    return hit[0]
