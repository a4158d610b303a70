"""A text that remembers its origins, and the draft in which it is rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimx.span import Span


@dataclass(frozen=True, slots=True)
class AlignedText:
    """Normal text with, for each character, the span of the source it stands for.

    ``starts[i]``/``ends[i]`` are the source offsets of normal character *i*; both are None where each character
    stands for the one at its own offset, which is the common and cheap case.
    """

    source: str
    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def origin(self, start: int, end: int) -> Span:
        """The span of the source that ``text[start:end]`` stands for.

        >>> AlignedText("a b", "a b").origin(2, 3)
        Span(start=2, end=3)
        """
        if self.starts is None or self.ends is None:
            return Span(start, end)
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.source)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])


class Edit(NamedTuple):
    """``text[start:end]``, never empty, becomes *text*, each character of which stands for the whole stretch."""

    start: int
    end: int
    text: str


class Draft:
    """A text being rewritten pass by pass, while each character keeps the span of the source it stands for."""

    __slots__ = ("_ends", "_moved", "_source", "_starts", "text")

    def __init__(self, source: str) -> None:
        self.text = source
        self._source = source
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._moved = False

    def apply(self, edits: Sequence[Edit]) -> None:
        """Make *edits*, which stand in order and do not overlap."""
        if any(len(edit.text) != 1 or edit.end - edit.start != 1 for edit in edits):
            self._realign(edits)
        self.text = _edited(self.text, edits)

    def _realign(self, edits: Sequence[Edit]) -> None:
        if not self._moved:
            self._starts, self._ends = _offsets(0, len(self._source)), _offsets(1, len(self._source) + 1)
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, text in edits:
            starts += self._starts[at:start]
            ends += self._ends[at:start]
            starts += [self._starts[start]] * len(text)
            ends += [self._ends[end - 1]] * len(text)
            at = end
        starts += self._starts[at:]
        ends += self._ends[at:]
        self._starts, self._ends, self._moved = starts, ends, True

    def aligned(self) -> AlignedText:
        """The draft as it stands, with its map back."""
        if not self._moved:
            return AlignedText(self._source, self.text)
        return AlignedText(self._source, self.text, tuple(self._starts), tuple(self._ends))


_OFFSETS = list(range(8192))
"""Ready-made numbers: to copy a stretch of them is ten times faster than to count anew."""


def _offsets(start: int, end: int) -> list[int]:
    return _OFFSETS[start:end] if end <= len(_OFFSETS) else list(range(start, end))


def _edited(text: str, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)
