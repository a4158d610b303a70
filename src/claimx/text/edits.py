"""A text being rewritten by regular expressions while each character keeps its origin."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Piece = str | int
"""A piece of a replacement: new text, or the number of a group that is kept with its own origins."""
Edit = Callable[[re.Match[str]], Sequence[Piece] | None]


class Draft:
    __slots__ = ("ends", "starts", "text")

    def __init__(self, source: str) -> None:
        self.text = source
        self.starts: list[int] | None = None
        self.ends: list[int] | None = None

    def rewrite(self, pattern: re.Pattern[str], edit: Edit) -> bool:
        out: list[str] = []
        ss: list[int] = []
        es: list[int] = []
        at = 0
        changed = False
        for m in pattern.finditer(self.text):
            pieces = edit(m)
            if pieces is None:
                continue
            if self.starts is None or self.ends is None:
                self.starts = list(range(len(self.text)))
                self.ends = list(range(1, len(self.text) + 1))
            a, b = m.span()
            new = "".join(p if isinstance(p, str) else m.group(p) for p in pieces)
            if new == m.group():
                continue
            changed = True
            out.append(self.text[at:a])
            ss += self.starts[at:a]
            es += self.ends[at:a]
            for p in pieces:
                if isinstance(p, str):
                    out.append(p)
                    ss += [self.starts[a]] * len(p)
                    es += [self.ends[b - 1]] * len(p)
                else:
                    x, y = m.span(p)
                    out.append(self.text[x:y])
                    ss += self.starts[x:y]
                    es += self.ends[x:y]
            at = b
        if changed and self.starts is not None and self.ends is not None:
            out.append(self.text[at:])
            ss += self.starts[at:]
            es += self.ends[at:]
            self.text, self.starts, self.ends = "".join(out), ss, es
        return changed
