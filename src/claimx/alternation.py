"""One expression for many words, which looks at a text letter by letter and not word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Tree: TypeAlias = "dict[str, _Tree]"
"""Words by their letters; the empty letter stands where a word ends."""


def any_of(words: Iterable[str], *, cased: bool = True, blank: str = "") -> str:
    """An expression for any of *words*, the longest that fits; it is the same in every run.

    With *cased* off, letters match in either case, without the flag, which keeps `re` from looking ahead. *blank* is what
    a blank of a word may be, where that is more than a blank.

    >>> any_of(["hour", "hours", "min"])
    '(?:hour(?:s)?|min)'
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in word if cased else word.lower():
            node = node.setdefault(letter, {})
        node[""] = {}
    return _written(tree, cased=cased, blank=blank) if tree else "(?!)"


def _written(tree: _Tree, *, cased: bool, blank: str) -> str:
    branches = [
        _letter(letter, cased=cased, blank=blank) + _written(tree[letter], cased=cased, blank=blank)
        for letter in sorted(tree)
        if letter
    ]
    if not branches:
        return ""
    optional = "?" if "" in tree else ""
    return f"(?:{'|'.join(branches)}){optional}" if optional or len(branches) > 1 else branches[0]


def _letter(letter: str, *, cased: bool, blank: str) -> str:
    if blank and letter == " ":
        return blank
    upper = letter.upper()
    return f"[{letter}{upper}]" if not cased and letter != upper and len(upper) == 1 else re.escape(letter)
