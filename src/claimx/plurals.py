"""English plurals, for names that are compared and for messages that count."""

from __future__ import annotations

import re

_ES = re.compile(r"(?:s|x|z|(?<!epo)ch|sh)$")
_Y = re.compile(r"(?<=[^aeiou])y$")


def regular_plural(word: str) -> str:
    """The regular plural of a word.

    >>> [regular_plural(word) for word in ("claim", "category", "match", "day", "epoch")]
    ['claims', 'categories', 'matches', 'days', 'epochs']
    """
    if _Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _ES.search(word) else "s")


def counted(count: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "claim"), counted(0, "claim"), counted(2, "annotated claim")
    ('1 claim', '0 claims', '2 annotated claims')
    """
    return f"{count} {noun if count == 1 else regular_plural(noun)}"
