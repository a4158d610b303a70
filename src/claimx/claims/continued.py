"""What a number without words of its own goes on with: the number before it in a list, or before the parentheses."""

from __future__ import annotations

import re

from claimx.claims.chunks import Sentence
from claimx.claims.frames import Frame
from claimx.mentions import Quantity

_VERBS = frozenset("abudogxyzmetV")
_LISTED = re.compile(r"(?:\([^()]{0,8}\))?[nvtFT]?[wASDGKkLlfMNi-]{0,7}(?:\([^()]{0,8}\))?(?:,&?|&)[Bn]?")
"""Between two changes of a list: where the first one holds, and no word of change of the second."""
_OWN = re.compile(r"[Mkgzcem]|[nf][wA]{0,2}[Mk]")
_ENCLOSED = re.compile(r"[nvt]?[wASDGKkLlfMi-]{0,6}\(")
"""Between a change and another one in parentheses behind it."""


def continued(sentence: Sentence, at: int, frames: dict[int, Frame]) -> Frame | None:
    """The frame of the number before the one at chunk *at*, where it goes on with it."""
    before = max((i for i in frames if i < at), default=-1)
    frame, quantity, other = frames.get(before), sentence.chunks[at].quantity, sentence.chunks[before].quantity
    if frame is None or quantity is None or other is None or quantity.form != other.form or frame.kind == "pair":
        return None
    between = sentence.letters[before + 1 : at]
    listed = _LISTED.fullmatch(between) or (quantity.bound != "exact" and _ENCLOSED.fullmatch(between))
    if listed and frame.kind == "change" and _is_alike(quantity, other):
        return frame
    plain = between.endswith("&") and _VERBS.isdisjoint(between) and quantity.pair == other.pair
    return frame if plain and frame.measure.family != "scale" else None


def _is_alike(quantity: Quantity, other: Quantity) -> bool:
    """Whether two numbers are written alike; a sign may be left out of a list only where its first number has none."""
    return (quantity.pair == "to") == (other.pair == "to") and bool(quantity.sign) >= bool(other.sign)


def names_its_own(sentence: Sentence, at: int) -> bool:
    """Whether a measure or a word of change stands right behind the number: "3% accuracy", "3x in memory"."""
    return _OWN.match(sentence.letters, at + 1) is not None


def own_measure(sentence: Sentence, at: int) -> int | None:
    """The place of the measure that a preposition joins to the number: "3x in peak memory"."""
    found = _OWN.match(sentence.letters, at + 1)
    return found.end() - 1 if found is not None and sentence.letters[found.end() - 1] in "Mk" else None
