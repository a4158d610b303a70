"""The classes that patterns speak of: one letter for each kind of chunk in a sentence.

A sentence becomes a short string of these letters, and a pattern of ``rules/patterns`` a regular expression over it.
"""

from __future__ import annotations

import re
from typing import Final

from claimx.errors import RuleError

QUANTITIES: Final = {
    "percent": "P",
    "point": "Q",
    "times": "X",
    "fraction": "H",
    "unit": "U",
    "bare": "N",
    "outof": "R",
}
PAIR: Final = "Y"
"""A pair "A to B", whatever its form."""

CLASSES: Final = {
    **QUANTITIES,
    "pair": PAIR,
    "q": "".join(QUANTITIES.values()) + PAIR,
    "metric": "Mk",
    "dataset": "D",
    "system": "S",
    "device": "G",
    "count": "Kk",
    "name": "A",
    "word": "w",
    "up": "u",
    "down": "d",
    "fast": "x",
    "outperform": "o",
    "achieve": "a",
    "be": "b",
    "equals": "=",
    "gain": "g",
    "gap": "y",
    "speedup": "z",
    "comparative": "c",
    "better": "e",
    "more": "m",
    "than": "t",
    "over": "v",
    "versus": "V",
    "of": "f",
    "by": "B",
    "from": "F",
    "to": "T",
    "on": "n",
    "and": "&",
    "respectively": "r",
    "that": "h",
    "train": "i",
    "relative": "l",
    "absolute": "L",
    "open": "(",
    "close": ")",
    "comma": ",",
    "stop": ";",
    "dash": "-",
    "plus": "+",
}
SOFT: Final = "wASDGKMklLi-"
"""What ``~3`` looks through: words and names, no verbs, prepositions or punctuation."""
WIDE: Final = SOFT + "fnFT&,vt()N"
"""What ``~~8`` looks through: also prepositions, commas and "and"."""

_NAMED = re.compile(r"\{(?:[a-z]:)?(?P<names>[a-z|]+)\}")
_OPTIONAL = re.compile(r"\((?:[^()]|\([^()]*\))*\)(?:[?*]|\{0)|\{(?:[a-z]:)?[a-z|]+\}(?:[?*]|\{0)")
_PART = re.compile(r"\{(?:(?P<group>[a-z]):)?(?P<names>[a-z|]+)\}|(?P<gap>~~?)(?P<most>\d+)|(?P<paren>\((?!\?))|\s+|(?P<other>.)")


def compile_pattern(pattern: str, *, rule: str = "") -> re.Pattern[str]:
    """A pattern in the words of ``rules/patterns`` as a regular expression over class letters.

    ``{metric}`` is one chunk, ``{up|down}`` one of several, ``{m:metric}`` a named one, ``~3`` up to three soft
    chunks and ``~~8`` up to eight wide ones; ``( | ) ? * +`` as in regular expressions.
    """
    return re.compile("".join(_piece(m, rule) for m in _PART.finditer(pattern)))


def needed(pattern: str) -> frozenset[str]:
    """Letters of which a sentence must have one for the pattern to fit: those of its rarest part that cannot be missing."""
    every = "".join(CLASSES.values())
    if "|" in _NAMED.sub("", pattern):
        return frozenset(every)
    sure = _NAMED.finditer(_OPTIONAL.sub("", pattern))
    return min(
        (_letters(part["names"]) for part in sure), key=lambda letters: (len(letters), sorted(letters)), default=frozenset(every)
    )


def _letters(names: str) -> frozenset[str]:
    return frozenset("".join(CLASSES.get(name, "") for name in names.split("|")))


def _piece(part: re.Match[str], rule: str) -> str:
    if part["names"]:
        try:
            letters = "".join(CLASSES[name] for name in part["names"].split("|"))
        except KeyError as error:
            raise RuleError(
                f"unknown class {error.args[0]!r} in a pattern; the classes are {', '.join(CLASSES)}", rule=rule
            ) from error
        chars = f"[{re.escape(letters)}]"
        return f"(?P<{part['group']}>{chars})" if part["group"] else chars
    if part["gap"]:
        return f"[{re.escape(SOFT if len(part['gap']) == 1 else WIDE)}]{{0,{part['most']}}}?"
    if part["paren"]:
        return "(?:"
    return part["other"] or ""
