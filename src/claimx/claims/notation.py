"""How rules write names, and the trie that finds them in a text.

A name is a row of atoms: runs of letters, numbers, and the signs ``+ * &``. ``CIFAR10``, ``CIFAR-10`` and ``CIFAR 10``
are the same two atoms, and a rule that writes ``CIFAR-10`` means all three; one that writes ``A100`` means no ``A 100``.
``{,-1K,-21K}`` is a choice and ``#`` stands for one digit: ``RTX ####{, Ti}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claimx.claims.lexicon import expand
from claimx.errors import RuleError
from claimx.rulebook.model import NameRule

_ATOM = re.compile(r"(?<=\d)x(?=[A-Z])|[^\W\d_]+|\d+(?:\.\d+)*|(?<=[\w+])[+*]|(?<=\w)&(?=\w)")
_WRITTEN_ATOM = re.compile(r"[^\W\d_]+|[\d#]+(?:\.[\d#]+)*|[+*&]")
_SEPARATORS = frozenset(["", " ", "-", "_", "/", "'", "’", "‑", "–", ".", ":", " '", " ’", "' ", "\n", "\u00a0"])
_DIGITS = str.maketrans("0123456789", "##########")
_NUMBER_THEN_UNIT = re.compile(
    r"\s?(?:[%×]|x\b|(?:times|points?|percent|million|billion|ms|seconds?|hours?|days?|layers|epochs|steps|tokens|pp)\b)"
)


@dataclass(frozen=True, slots=True)
class Atoms:
    """A stretch of text as atoms; three rows of equal length."""

    text: str
    starts: list[int]
    ends: list[int]
    lower: list[str]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Atoms:
        """The atoms of ``text[start:end]``."""
        spans = [m.span() for m in _ATOM.finditer(text, start, end)]
        return cls(text, [s for s, _ in spans], [e for _, e in spans], [text[s:e].lower() for s, e in spans])

    def gap(self, at: int) -> str:
        """What stands between atom *at* and the one before it; a blank where there is none before."""
        return self.text[self.ends[at - 1] : self.starts[at]] if at else " "

    def surface(self, at: int) -> str:
        """The atom as written."""
        return self.text[self.starts[at] : self.ends[at]]


@dataclass(slots=True)
class _Node:
    """A place in the trie; ``loose`` tells whether a separator may stand before its atom."""

    edges: dict[str, _Node] = field(default_factory=dict)
    loose: bool = False
    ends: list[tuple[int, tuple[str, ...] | None]] = field(default_factory=list)
    """Rules whose name ends here, by number, with the spelling that they insist on."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a text: its atoms ``first`` to ``last`` inclusive, and the number of its rule."""

    first: int
    last: int
    rule: int


class NameTrie:
    """Finds the names of many rules in one pass; work per atom does not grow with the number of names."""

    def __init__(self, rules: Sequence[NameRule]) -> None:
        self._root = _Node()
        self._tails: dict[int, _Node] = {}
        for number, rule in enumerate(rules):
            _add(self._root, rule.names, number=number, rule=rule.id, exact=False)
            _add(self._root, rule.exact, number=number, rule=rule.id, exact=True)
            if rule.tail:
                self._tails[number] = _Node()
                _add(self._tails[number], rule.tail, number=number, rule=rule.id, exact=True)

    def find(self, atoms: Atoms) -> list[Hit]:
        """The longest name at each place, from left to right, none inside another."""
        hits: list[Hit] = []
        at = 0
        roots = self._root.edges
        shapes = atoms.lower
        while at < len(shapes):
            if (
                (shapes[at] in roots or _key(shapes[at]) in roots)
                and _begins(atoms, at)
                and (hit := self._at(atoms, at)) is not None
            ):
                hits.append(hit)
                at = hit.last
            at += 1
        return hits

    def _at(self, atoms: Atoms, first: int) -> Hit | None:
        best: Hit | None = None
        for last, number in _walk(self._root, atoms, first, gap=""):
            end = self._with_tail(atoms, last, number)
            if (best is None or end > best.last) and _is_whole(atoms, end):
                best = Hit(first, end, number)
        return best

    def _with_tail(self, atoms: Atoms, last: int, number: int) -> int:
        """The last atom of a name after everything that its rule lets follow."""
        tail = self._tails.get(number)
        while tail is not None and last + 1 < len(atoms.lower):
            ends = [
                end
                for end, _ in _walk(tail, atoms, last + 1, gap=atoms.gap(last + 1))
                if not _counts_something(atoms, last + 1, end)
            ]
            if not ends:
                break
            last = max(ends)
        return last


def _add(root: _Node, names: Iterable[str], *, number: int, rule: str, exact: bool) -> None:
    for name in expand(names):
        spans = [m.span() for m in _WRITTEN_ATOM.finditer(name)]
        if not spans:
            raise RuleError(f"{name!r} holds neither letter nor digit", rule=rule)
        node = root
        node = _child(node, name[slice(*spans[0])], loose=True)
        for (_, before), (start, end) in pairwise(spans):
            node = _child(node, name[start:end], loose=start > before)
        cased = tuple(name[s:e] for s, e in spans) if exact else None
        node.ends.append((number, cased))


def _child(node: _Node, atom: str, *, loose: bool) -> _Node:
    child = node.edges.setdefault(atom.lower(), _Node())
    child.loose = child.loose or loose
    return child


def _walk(root: _Node, atoms: Atoms, first: int, *, gap: str) -> list[tuple[int, int]]:
    """Last atom and rule of every name of the trie that begins at atom *first* after *gap*, shortest first."""
    found: list[tuple[int, int]] = []
    nodes = [root]
    at = first
    while nodes and at < len(atoms.lower) and gap in _SEPARATORS:
        lower = atoms.lower[at]
        keys = (lower, shape) if (shape := _key(lower)) != lower else (lower,)
        nodes = [child for node in nodes for key in keys if (child := node.edges.get(key)) and (child.loose or not gap)]
        for node in nodes:
            found += [(at, number) for number, cased in node.ends if cased is None or _is_spelled(atoms, first, cased)]
        at += 1
        gap = atoms.gap(at) if at < len(atoms.lower) else ""
    return found


def _key(atom: str) -> str:
    """An atom with its digits made alike."""
    return atom.translate(_DIGITS) if atom[0].isdigit() else atom


def _begins(atoms: Atoms, first: int) -> bool:
    """Whether a name may begin with this atom: it is no part of a word, except in "8xA100"."""
    return not first or atoms.gap(first) != "" or atoms.lower[first - 1] in ("x", "+", "*", "&")


def _is_spelled(atoms: Atoms, first: int, cased: tuple[str, ...]) -> bool:
    return all(atoms.surface(first + i) == atom for i, atom in enumerate(cased) if atom[0].isalpha())


def _is_whole(atoms: Atoms, last: int) -> bool:
    """Whether a name may end with this atom: nothing is glued to it but a plural s."""
    after = last + 1
    if after >= len(atoms.lower) or atoms.gap(after):
        return True
    if atoms.lower[after] in "+*&":
        return True
    plural = atoms.surface(after) == "s" and atoms.lower[last][-1].isdigit()
    return plural and (after + 1 >= len(atoms.lower) or atoms.gap(after + 1) != "")


def _counts_something(atoms: Atoms, first: int, last: int) -> bool:
    """Whether a number after a blank counts what follows ("Gemma 2 times") and is no version ("Gemma 2")."""
    if atoms.gap(first) != " " or not atoms.lower[last][-1].isdigit():
        return False
    return _NUMBER_THEN_UNIT.match(atoms.text, atoms.ends[last]) is not None
