"""Many expressions around one place in a text, each tried only where the characters on both sides leave it open.

Nearly every number rules out nearly every rule by the few characters before and behind its beginning. Which rules
those leave open is asked of the expressions themselves, by partial matching, and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

_LENGTH = 3
"""Characters on each side that are looked at first."""
_MOST = 50_000
"""Stretches that are kept for each side, so that memory stays flat."""


class Context(NamedTuple):
    """An expression that matches at a place: *left* is what stands before it, *right* what begins there."""

    rule: str
    left: str
    right: str


class Contexts:
    """Expressions tried together; the first that matches counts."""

    def __init__(self, contexts: Sequence[Context]) -> None:
        self._rules = [context.rule for context in contexts]
        self._whole = [_compiled((f"(?<={c.left})" if c.left else "") + c.right) for c in contexts]
        self._before = _Sides([_compiled(f"(?r)(?:{c.left})") for c in contexts], nearer=slice(1, None))
        self._behind = _Sides([_compiled(c.right) for c in contexts], nearer=slice(-1))

    def rule(self, text: str, at: int, end: int) -> str:
        """The rule of the first expression that matches at *at* and reaches no further than *end*; empty where none does."""
        left = self._before.open(text[max(0, at - _LENGTH) : at])
        rest = left and left & self._behind.open(text[at : min(at + _LENGTH, end)])
        while rest:
            number = (rest & -rest).bit_length() - 1
            if self._whole[number].match(text, at, end):
                return self._rules[number]
            rest &= rest - 1
        return ""


class _Sides:
    """Which of some expressions the characters on one side leave open, as the bits of a number."""

    def __init__(self, expressions: Sequence[regex.Pattern[str]], *, nearer: slice) -> None:
        self._expressions = expressions
        self._nearer = nearer
        """What a side is without its character that stands farthest from the place."""
        self._open: dict[str, int] = {}

    def open(self, side: str) -> int:
        """The expressions of which a match may stand at *side*, beginning or, if read in reverse, ending with it.

        Only those that one character less leaves open are asked.
        """
        known = self._open.get(side)
        if known is None:
            if len(self._open) >= _MOST:
                self._open.clear()
            candidates = self.open(side[self._nearer]) if side else -1
            known = sum(
                1 << number
                for number, expression in enumerate(self._expressions)
                if candidates >> number & 1 and expression.match(side, partial=True) is not None
            )
            self._open[side] = known
        return known


def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.VERSION0)
