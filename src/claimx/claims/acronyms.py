"""Acronyms of measures that a paper defines: "Character Recognition Rate (CRR)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DEFINED = re.compile(r"\(\s?([A-Z][A-Za-z]*[A-Z][A-Za-z]{0,3})s?\s?\)")
_WORD = re.compile(r"[A-Za-z]+")
_LONGEST = 6
_REACH = 90


def defined(text: str) -> Iterator[tuple[str, str]]:
    """Acronym and long form of everything that *text* abbreviates in parentheses.

    >>> list(defined("The Character Recognition Rate (CRR) rises."))
    [('CRR', 'Character Recognition Rate')]
    """
    for m in _DEFINED.finditer(text):
        words = list(_WORD.finditer(text, max(0, m.start() - _REACH), m.start()))
        initials = [letter.lower() for letter in m[1] if letter.isupper()]
        for count in range(min(len(words), _LONGEST), 0, -1):
            first = words[-count:]
            if _abbreviates(initials, [w.group().lower() for w in first]):
                yield m[1], text[first[0].start() : first[-1].end()]
                break


def _abbreviates(initials: list[str], words: list[str]) -> bool:
    """Whether the capitals of an acronym are the first letters of the words, small words aside."""
    firsts = [word[0] for word in words if word not in ("of", "the", "and", "in", "for", "to", "on", "per")]
    return firsts == initials or [word[0] for word in words] == initials


def abbreviates(short: str, long: str) -> bool:
    """Whether *short* is made of the first letters of the words of *long*.

    >>> abbreviates("LHCD", "Leafy handwritten character dataset"), abbreviates("LHCD", "LeafSet dataset")
    (True, False)
    """
    return _abbreviates([c.lower() for c in short if c.isupper()], [word.lower() for word in _WORD.findall(long)])
