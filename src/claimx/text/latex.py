r"""LaTeX: one walk over commands and braces, to any depth.

``\textbf{88\%}`` becomes ``88%``, ``$118\times$`` becomes ``118×``. No brace and no backslash survives.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from claimx.text import commands
from claimx.text.aligned import Edit

_TOKEN = re.compile(rf"\\(?:{commands.TORN}|[A-Za-z]+\*?|.|\Z)|\{{,\}}|\{{|\}}", re.DOTALL)
_BARE = re.compile(rf"(?<![A-Za-z\\])(?:{commands.BARE})\Z")
_LONGEST_BARE = 10
_ARGUMENT = re.compile(r"\s?(?:\[[^\[\]{}]{0,80}\]\s?){0,2}\{(?!\s?\})")
_ACCENTED = re.compile(
    r"""\\(?:(['`^"~=.])\s?(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))|([cvuHkrd])(?:\{\\?([A-Za-z])\}|\s([A-Za-z])\b))"""
)
_CODE_POINT = re.compile(r"\\unicode\s?\{?\s?(?:x([0-9a-fA-F]{2,5})|([0-9]{2,6}))\s?\}?")
_DIGITS_FRACTION = re.compile(r"\\[tdc]?frac\s?(\d)\s?(\d)(?!\d)")
_THOUSANDS = re.compile(r"(?<=\d)\\,(?=\d{3}(?!\d))")
_SPACE = re.compile(r"\s+")
_DOUBLED = re.compile(r"\\(?:[%&#$_{}]|(?:text|math|emph|cite|" + "|".join(commands.SYMBOLS) + r")(?![a-z]))")


class _Group(NamedTuple):
    """An open brace: how many edits stood before it, and what its closing brace does."""

    edits: int
    drops_from: int | None = None
    closing: str = ""


def latex(text: str) -> list[Edit]:
    """Commands, escapes and braces."""
    return _Walk(text).edits


class _Walk:
    """From the first command to the last; each character is looked at a bounded number of times."""

    __slots__ = ("_groups", "_pending", "edits", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []
        self._groups: list[_Group] = []
        self._pending: _Group | None = None
        at = 0
        while (token := _TOKEN.search(text, at)) is not None:
            at = self._step(token.start(), token.group())

    def _step(self, start: int, token: str) -> int:
        """Make the edits for *token*; returns where to go on."""
        end = start + len(token)
        pending, self._pending = self._pending, None
        if token == "{":
            self._groups.append(pending or self._bare(start) or _Group(len(self.edits)))
            return self._edit(start, end, "")
        if token == "}":
            return self._close(start)
        if token == "{,}":
            return self._edit(start, end, ",")
        if not token[1:2].isalpha():
            return self._escape(start, token)
        return self._special(start) or self._command(start, end, token[1:].rstrip("*"))

    def _edit(self, start: int, end: int, text: str) -> int:
        self.edits.append(Edit(start, end, text))
        return end

    def _close(self, at: int) -> int:
        group = self._groups.pop() if self._groups else _Group(0)
        if group.drops_from is None:
            divides = group.closing != "/" or self.text.startswith("{", at + 1)
            return self._edit(at, at + 1, group.closing if divides else "")
        del self.edits[group.edits :]
        return self._edit(group.drops_from, at + 1, "")

    def _special(self, start: int) -> int:
        """Commands with a grammar of their own: accents, code points, fractions of two digits; 0 where it is none."""
        if (m := _ACCENTED.match(self.text, start)) is not None and (letter := _accented(m)):
            return self._edit(start, m.end(), letter)
        if (m := _CODE_POINT.match(self.text, start)) is not None:
            code = int(m[1], 16) if m[1] else int(m[2])
            return self._edit(start, m.end(), chr(code) if 31 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "")
        if (m := _DIGITS_FRACTION.match(self.text, start)) is not None:
            return self._edit(start, m.end(), f"{m[1]}/{m[2]}")
        return 0

    def _bare(self, brace: int) -> _Group | None:
        """The group of a command that lost its backslash; of a lost \\frac two groups are left: ``text{a}{3}``."""
        found = _BARE.search(self.text, max(0, brace - _LONGEST_BARE), brace)
        if found is None or (self.edits and self.edits[-1].end > found.start()):
            return None
        dropped = found.start() if found.group() in commands.DROPPING else None
        group = _Group(len(self.edits), drops_from=dropped, closing="/")
        self._edit(found.start(), brace, "")
        return group

    def _command(self, start: int, end: int, name: str) -> int:
        argument = _ARGUMENT.match(self.text, end)
        if argument is not None and name in commands.OPENING:
            opening, closing = commands.OPENING[name]
            self._groups.append(_Group(len(self.edits), closing=closing))
            return self._edit(start, argument.end(), opening)
        if name in commands.SYMBOLS:
            return self._edit(start, end, commands.SYMBOLS[name])
        if argument is not None:
            return self._with_argument(start, argument.end() - 1, name)
        if name in commands.VANISHING:
            space = _SPACE.match(self.text, end)
            return self._edit(start, space.end() if space else end, "")
        return self._edit(start, start + 1, "")

    def _with_argument(self, start: int, brace: int, name: str) -> int:
        """The command itself goes; what its first brace does when it closes depends on the command."""
        if name in commands.DROPPING:
            start = self._with_space_before(start) if name in commands.LEADING else start
            self._pending = _Group(len(self.edits), drops_from=start)
        elif name in commands.FRACTIONS:
            self._pending = _Group(len(self.edits), closing="/")
        return self._edit(start, brace, "")

    def _with_space_before(self, start: int) -> int:
        """*start*, or the place of the space or tie before it; never into an edit already made."""
        free = self.edits[-1].end if self.edits else 0
        while start > free and self.text[start - 1] in " ~\n":
            start -= 1
        return start

    def _escape(self, start: int, token: str) -> int:
        sign = token[1:]
        if (m := _ACCENTED.match(self.text, start)) is not None and (letter := _accented(m)):
            return self._edit(start, m.end(), letter)
        if sign.isdecimal() and not self.text[max(0, start - 1) : start].isalnum():
            return self._edit(start, start + 1, "$")
        if sign == "\\" and _DOUBLED.match(self.text, start + 1):
            return self._edit(start, start + 1, "")
        if sign == "," and _THOUSANDS.match(self.text, start):
            return self._edit(start, start + 2, "")
        return self._edit(start, start + len(token), commands.ESCAPES.get(sign, sign))


def _accented(m: re.Match[str]) -> str:
    """The letter with its accent; empty where no such letter exists, so that it is no accent."""
    accent, letter = m[1] or m[4], m[2] or m[3] or m[5] or m[6]
    composed = unicodedata.normalize("NFC", letter + commands.ACCENTS[accent])
    return composed if len(composed) == 1 else ""
