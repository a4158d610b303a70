"""Half-open spans: ``text[start:end]``, counted in Python characters (code points)."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of a text: ``start`` is inside, ``end`` is not.

    >>> Span(3, 7).of("to 2.5x")
    '2.5x'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers in *text*."""
        return text[self.start : self.end]
