"""What a pass over a text is: a cheap sign that it may have work to do, and the edits it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from claimx.text.aligned import Edit

Edits = Callable[[str], Sequence[Edit]]
"""What a pass asks for: edits in order, without overlap, each of which changes something."""


class Pass(NamedTuple):
    """A pass looks at a text only where one of its *signs* stands in it; the empty sign stands in every text.

    Looking for a few substrings is far cheaper than the pass itself.
    """

    signs: tuple[str, ...]
    edits: Edits


def becomes(pattern: str, text: str) -> Edits:
    """Every match of *pattern* becomes *text*.

    A pattern that begins with letters is found fastest; what must stand before them is therefore best asked behind
    them: ``to(?<=[0-9]to)``.
    """
    compiled = re.compile(pattern)
    return lambda source: [Edit(m.start(), m.end(), text) for m in compiled.finditer(source)]


def looked_up(pattern: str, names: Mapping[str, str]) -> Edits:
    """Every match of *pattern* becomes what *names* says of it."""
    compiled = re.compile(pattern)
    return lambda source: [Edit(m.start(), m.end(), names[m.group()]) for m in compiled.finditer(source)]


def unwrapped(pattern: str) -> Edits:
    """Of every match of *pattern* only its last group stays."""
    compiled = re.compile(pattern)

    def edits(source: str) -> list[Edit]:
        out = []
        for m in compiled.finditer(source):
            start, end = m.span(m.lastindex or 0)
            out += [Edit(*around, "") for around in ((m.start(), start), (end, m.end())) if around[0] < around[1]]
        return out

    return edits
