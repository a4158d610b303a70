"""What a pass over a text is: a cheap sign that it may have work to do, and the edits it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from claimx.text.aligned import Edit

Edits = Callable[[str], Sequence[Edit]]
"""What a pass asks for: edits in order, without overlap, each of which changes something."""


class Pass(NamedTuple):
    """A pass looks at a text only where one of its *signs* stands in it; without signs, always."""

    signs: tuple[str, ...]
    edits: Edits

    def concerns(self, text: str) -> bool:
        """Whether the text may need this pass; a few substring searches, far cheaper than the pass itself."""
        for sign in self.signs:
            if sign in text:
                return True
        return not self.signs


def becomes(pattern: str, text: str) -> Edits:
    """Every match of *pattern* becomes *text*."""
    compiled = re.compile(pattern)
    return lambda source: [Edit(m.start(), m.end(), text) for m in compiled.finditer(source)]


def looked_up(pattern: str, names: dict[str, str]) -> Edits:
    """Every match of *pattern* becomes what *names* says of it."""
    compiled = re.compile(pattern)
    return lambda source: [Edit(m.start(), m.end(), names[m.group()]) for m in compiled.finditer(source)]
