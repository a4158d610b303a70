"""How many steps a backtracking engine takes for an expression on a text: counted, not timed.

Python's own engine does not tell. ``Counter`` walks the parsed expression the same way (leftmost, greedy or lazy, one
alternative after the other), counts each character looked at and each way tried, and gives up beyond ``LIMIT``.
``test_steps.py`` shows that it finds the same matches as ``re``.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LIMIT = 3_000_000
Go = Callable[[int], int]
"""What is to be matched after a place: where the match ends then, -1 where it does not."""

_CATEGORIES = {
    code.CATEGORY_DIGIT: re.compile(r"\d"),
    code.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    code.CATEGORY_SPACE: re.compile(r"\s"),
    code.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    code.CATEGORY_WORD: re.compile(r"\w"),
    code.CATEGORY_NOT_WORD: re.compile(r"\W"),
}
_SINGLE = (code.LITERAL, code.NOT_LITERAL, code.ANY, code.IN)


class TooMany(Exception):
    """More steps than ``LIMIT``."""


class Counter:
    """Searches one text with one expression, counting."""

    def __init__(self, pattern: str, flags: int, text: str) -> None:
        self.tree = parser.parse(pattern, flags & ~re.DEBUG)
        self.flags = self.tree.state.flags
        self.text = text
        self.steps = 0
        self.groups: dict[int, tuple[int, int]] = {}

    def search(self, start: int = 0) -> tuple[int, int] | None:
        """The first match from *start*."""
        for begin in range(start, len(self.text) + 1):
            self.groups = {}
            end = self._sequence(list(self.tree), 0, begin, lambda at: at)
            if end >= 0:
                return begin, end
        return None

    def all(self) -> Iterator[tuple[int, int]]:
        """Every match, as ``finditer`` finds them."""
        at = 0
        while at <= len(self.text) and (found := self.search(at)):
            yield found
            at = max(found[1], found[0] + 1)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > LIMIT:
            raise TooMany

    def _sequence(self, nodes: list[Any], index: int, at: int, go: Go) -> int:
        if index == len(nodes):
            return go(at)
        return self._node(nodes[index], at, lambda after: self._sequence(nodes, index + 1, after, go))

    def _node(self, node: Any, at: int, go: Go) -> int:
        kind, argument = node
        self._step()
        if kind in _SINGLE:
            return go(at + 1) if at < len(self.text) and self._is(node, self.text[at]) else -1
        name = f"_{str(kind).lower()}"
        result: int = getattr(self, name)(argument, at, go)
        return result

    def _is(self, node: Any, character: str) -> bool:
        if self.flags & re.IGNORECASE:
            return any(_holds(node, form, self.flags) for form in {character, character.lower(), character.upper()})
        return _holds(node, character, self.flags)

    def _at(self, kind: Any, at: int, go: Go) -> int:
        text, lines = self.text, bool(self.flags & re.MULTILINE)
        if kind == code.AT_BEGINNING:
            holds = at == 0 or (lines and text[at - 1] == "\n")
        elif kind == code.AT_BEGINNING_STRING:
            holds = at == 0
        elif kind == code.AT_END:
            holds = at == len(text) or (lines and text[at] == "\n") or (at == len(text) - 1 and text[at] == "\n")
        elif kind == code.AT_END_STRING:
            holds = at == len(text)
        else:
            word = _CATEGORIES[code.CATEGORY_WORD]
            before, after = at > 0 and bool(word.match(text[at - 1])), at < len(text) and bool(word.match(text[at]))
            holds = (before != after) == (kind == code.AT_BOUNDARY)
        return go(at) if holds else -1

    def _subpattern(self, argument: Any, at: int, go: Go) -> int:
        group, _, _, inner = argument

        def close(end: int) -> int:
            before = self.groups.get(group)
            if group is not None:
                self.groups[group] = at, end
            found = go(end)
            if found < 0 and before is not None:
                self.groups[group] = before
            return found

        return self._sequence(list(inner), 0, at, close)

    def _branch(self, argument: Any, at: int, go: Go) -> int:
        return next((end for way in argument[1] if (end := self._sequence(list(way), 0, at, go)) >= 0), -1)

    def _groupref(self, group: int, at: int, go: Go) -> int:
        start, end = self.groups.get(group, (0, -1))
        words = self.text[start:end] if end >= start else None
        return go(at + len(words)) if words is not None and self.text.startswith(words, at) else -1

    def _groupref_exists(self, argument: Any, at: int, go: Go) -> int:
        group, there, missing = argument
        return self._sequence(list((there if group in self.groups else missing) or []), 0, at, go)

    def _assert(self, argument: Any, at: int, go: Go) -> int:
        return go(at) if self._looks(argument, at) else -1

    def _assert_not(self, argument: Any, at: int, go: Go) -> int:
        return -1 if self._looks(argument, at) else go(at)

    def _looks(self, argument: Any, at: int) -> bool:
        direction, inner = argument
        if direction > 0:
            return self._sequence(list(inner), 0, at, lambda end: end) >= 0
        low, high = inner.getwidth()
        starts = range(max(0, at - high), at - low + 1)
        return any(self._sequence(list(inner), 0, start, lambda end: end if end == at else -1) >= 0 for start in starts)

    def _atomic_group(self, inner: Any, at: int, go: Go) -> int:
        end = self._sequence(list(inner), 0, at, lambda end: end)
        return go(end) if end >= 0 else -1

    def _max_repeat(self, argument: Any, at: int, go: Go) -> int:
        low, high, inner = argument
        if len(inner) == 1 and inner[0][0] in _SINGLE:
            reach = self._reach(inner[0], at, high)
            for end in range(reach, at + low - 1, -1):
                self._step()
                if (found := go(end)) >= 0:
                    return found
            return -1
        return self._many(list(inner), low, high, at, go, lazy=False)

    def _min_repeat(self, argument: Any, at: int, go: Go) -> int:
        low, high, inner = argument
        return self._many(list(inner), low, high, at, go, lazy=True)

    def _possessive_repeat(self, argument: Any, at: int, go: Go) -> int:
        low, high, inner = argument
        end = self._max_repeat((low, high, inner), at, lambda end: end)
        return go(end) if end >= 0 else -1

    def _reach(self, node: Any, at: int, most: int) -> int:
        end = at
        while end < len(self.text) and end - at < most and self._is(node, self.text[end]):
            self._step()
            end += 1
        return end

    def _many(self, inner: list[Any], low: int, high: int, at: int, go: Go, *, lazy: bool) -> int:
        self._step()

        def more() -> int:
            def again(end: int) -> int:
                return -1 if end == at and low <= 0 else self._many(inner, low - 1, high - 1, end, go, lazy=lazy)

            return self._sequence(inner, 0, at, again) if high > 0 else -1

        if low > 0:
            return more()
        if lazy:
            return end if (end := go(at)) >= 0 else more()
        return end if (end := more()) >= 0 else go(at)


def _holds(node: Any, character: str, flags: int) -> bool:
    kind, argument = node
    if kind == code.LITERAL:
        return ord(character) == argument
    if kind == code.NOT_LITERAL:
        return ord(character) != argument
    if kind == code.ANY:
        return bool(flags & re.DOTALL) or character != "\n"
    if kind == code.RANGE:
        return argument[0] <= ord(character) <= argument[1]
    if kind == code.CATEGORY:
        return bool(_CATEGORIES[argument].match(character))
    negated = bool(argument) and argument[0][0] == code.NEGATE
    return any(_holds(item, character, flags) for item in argument[negated:]) != negated


def deep(call: Callable[[], Any]) -> Any:
    """The result of *call*, run where it may nest deeply."""
    results: list[Any] = []

    def run() -> None:
        try:
            results.append(call())
        except BaseException as error:  # handed on to the caller
            results.append(error)

    before, size = sys.getrecursionlimit(), threading.stack_size(512 * 1024 * 1024)
    sys.setrecursionlimit(200_000)
    try:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(before)
        threading.stack_size(size)
    if isinstance(results[0], BaseException):
        raise results[0]
    return results[0]


def steps(pattern: str, flags: int, text: str) -> int:
    """The steps that finding every match in *text* takes; more than ``LIMIT`` where it takes too many."""
    counter = Counter(pattern, flags, text)
    try:
        for _ in counter.all():
            pass
    except TooMany:
        return LIMIT + 1
    return counter.steps


def sample(pattern: str, flags: int) -> str:
    """A text of the kind that the expression describes: each set by its first member, each repetition once."""
    return "".join(_sample(list(parser.parse(pattern, flags & ~re.DEBUG))))


def _sample(nodes: list[Any]) -> Iterator[str]:
    for kind, argument in nodes:
        if kind == code.LITERAL:
            yield chr(argument)
        elif kind in (code.ANY, code.NOT_LITERAL):
            yield "a"
        elif kind == code.IN:
            yield next((c for c in "a 1-\n.,()[]{}<>|*#%$\\:;\"'AÉ…" if _holds((kind, argument), c, 0)), "a")
        elif kind == code.SUBPATTERN:
            yield from _sample(list(argument[3]))
        elif kind == code.BRANCH:
            yield from _sample(list(argument[1][0]))
        elif kind == code.ATOMIC_GROUP:
            yield from _sample(list(argument))
        elif kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            yield "".join(_sample(list(argument[2]))) * max(1, min(argument[0], 40))


def hostile_texts(pattern: str, flags: int, length: int) -> Iterator[str]:
    """Texts of about *length* characters: what the expression describes, or the start of it, then one piece over and over."""
    whole = sample(pattern, flags)[:40]
    pumps = dict.fromkeys([*list(dict.fromkeys(whole))[:6], " ", "a", "A1-", "a.", "1,", whole, whole[: len(whole) // 2]])
    for start in dict.fromkeys(("", whole)):
        for pump in filter(None, pumps):
            yield start + pump * (length // len(pump))
