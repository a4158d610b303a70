"""Finding words in texts: in any case, whatever blanks or hyphens stand between them.

A text is words with blanks or hyphens between them. What is asked for is found where its first word ends one, its last
word begins one, and those between are whole; a single word is found anywhere inside one. A store keeps the words of its
sentences with their places, so that it need not read the sentences; elsewhere the texts themselves are searched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

SEPARATORS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000‐‑–-"
)
"""What stands between words: every blank, and hyphens; in this order they are a class of characters in a pattern."""
_BETWEEN = re.compile(f"[{SEPARATORS}]+")
_META = re.compile(r"[\\.^$|?*+()\[\]{}]")
_POSITIONS = ("suffix(word, {})", "word = {}", "prefix(word, {})")
"""How a word of a text is the first, a middle one or the last of those asked for."""

Bind = Callable[[object], str]


def words_of(text: str) -> list[str]:
    """The words of *text*.

    >>> words_of("point-cloud  data")
    ['point', 'cloud', 'data']
    """
    return [word for word in _BETWEEN.split(text) if word]


def searched(column: str, text: str, bind: Bind) -> str:
    """SQL for a *column* that holds *text*, by reading it."""
    words = words_of(text) or [text]
    found = f"contains(lower({column}), lower({bind(max(words, key=len))}))"
    if len(words) == 1:
        return found
    whole = f"[{SEPARATORS}]+".join(_META.sub(r"\\\g<0>", word) for word in words)
    return f"({found} AND regexp_matches(lower({column}), lower({bind(whole)})))"


def said(text: str, bind: Bind) -> str | None:
    """SQL for a claim whose sentence holds *text*, by the tables ``words`` and ``spoken``; None where it has no words."""
    words = words_of(text)
    if not words:
        return None
    if len(words) == 1:
        return f"said IN (SELECT said FROM spoken WHERE {_spoken('spoken', 'contains(word, {})', words[0], bind)})"
    tables = " ".join(
        f"JOIN spoken word_{at} ON word_{at}.said = word_0.said AND word_{at}.spot = word_0.spot + {bind(at)}"
        for at in range(1, len(words))
    )
    tests = " AND ".join(_spoken(f"word_{at}", _position(at, words), word, bind) for at, word in enumerate(words))
    return f"said IN (SELECT word_0.said FROM spoken word_0 {tables} WHERE {tests})"


def _position(at: int, words: Sequence[str]) -> str:
    return _POSITIONS[0 if at == 0 else 2 if at == len(words) - 1 else 1]


def _spoken(table: str, form: str, word: str, bind: Bind) -> str:
    """SQL for a row of *table* with a word of that form; those without letters are many, and searched only for their like."""
    lettered = " AND lettered" if any(c.isalpha() for c in word) else ""
    return f"{table}.word IN (SELECT id FROM words WHERE {form.format(f'lower({bind(word)})')}{lettered})"
