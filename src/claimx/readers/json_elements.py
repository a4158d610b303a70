"""The records of a JSON array, one after the other, however long the array is and wherever it breaks off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

ELEMENT_CHARACTERS: Final = 64 * 1024 * 1024
"""The longest record that is read."""

_OUTSIDE = re.compile(r'["{}\[\],]')
_INSIDE = re.compile(r'["\\]')


@dataclass(frozen=True, slots=True)
class Broken:
    """A stretch of JSON that is not a value, and why."""

    reason: str


def parsed(text: str) -> object:
    """The value that *text* writes, ``Broken`` where it writes none; control characters in strings are let pass."""
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        return Broken(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}")
    except RecursionError:
        return Broken("not JSON that can be read: nested too deeply")
    except ValueError:
        return Broken("not JSON that can be read: a number of more than 4,300 digits")


def elements(texts: Iterator[str]) -> Iterator[object]:
    """The elements of an array whose opening bracket has been read; a broken one is ``Broken``, the others follow.

    Elements are cut at the commas of the array by brackets and quotes alone, so that only what is wrong within one
    is lost with it.
    """
    cutter = _Cutter()
    for text in texts:
        for piece in cutter.cut(text):
            if piece.strip():
                yield parsed(piece)
        if cutter.done:
            return
        if cutter.pending > ELEMENT_CHARACTERS:
            yield Broken(f"a record of more than {ELEMENT_CHARACTERS >> 20} million characters; the rest is not read")
            return
    yield Broken("the list ends too early" + (", in the middle of a record" if cutter.rest().strip() else ""))


class _Cutter:
    """Cuts text at the commas of the array around it; every character is looked at once, whatever the pieces."""

    def __init__(self) -> None:
        self.done = False
        self.pending = 0
        self._kept: list[str] = []
        self._depth = 0
        self._in_string = False
        self._escaped = False

    def cut(self, text: str) -> Iterator[str]:
        """The elements that end within *text*."""
        start, position = 0, int(self._escaped)
        self._escaped = False
        while not self.done and (match := (_INSIDE if self._in_string else _OUTSIDE).search(text, position)):
            position = match.end()
            if match[0] == "\\":
                position += 1
                self._escaped = position > len(text)
            elif match[0] == '"':
                self._in_string = not self._in_string
            elif self._ends_element(match[0]):
                yield self.rest() + text[start : match.start()]
                start = position
        self._kept.append(text[start:])
        self.pending += len(text) - start

    def _ends_element(self, mark: str) -> bool:
        """Whether *mark*, which stands outside strings, ends an element of the array."""
        if mark == "," or (mark in "]}" and self._depth == 0):
            self.done = mark != "," and self._depth == 0
            return self._depth == 0
        self._depth += 1 if mark in "[{" else -1
        return False

    def rest(self) -> str:
        """What has been read since the last element ended."""
        kept, self._kept, self.pending = "".join(self._kept), [], 0
        return kept
