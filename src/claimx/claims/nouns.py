"""Nouns that no rule knows as measures, and that name one all the same by where they stand."""

from __future__ import annotations

import re

from claimx.claims.chunks import Chunk, Sentence

_NO_NOUN = frozenset(
    "there here closer strict lenient balanced normalized change result task others more less thereof elsewhere also first only "
    "overall faster slower better worse higher lower larger smaller correct incorrect similar different same respectively "
    "baseline never all floor ceiling regardless".split()
)
"""Words that name no measure at the end of a phrase."""
_NO_NOUN_ENDINGS = ("ly", "-level", "-based", "-like", "-wise")
_OWN_NOUN = re.compile(r"[wK]{1,3}(?=[,)&;]|$)")
_OF_NOUNS_BEFORE = re.compile(r"(?:[wKMkf]{1,4}[a(]?(?:\(|,?&|,)|[wKMkf]{1,4}a)")
_OF_NOUNS_BEHIND = re.compile(r",?&[PN][wMK]")
_ASIDE = re.compile(r"\([wK]{1,3}\)")
_BETWEEN_ASIDES = re.compile(r"\([wKMk]{1,3}\)(?:,?&|,)")
_REACH = 8
_LONGEST_LIST = 6
_HEADS = frozenset(["values", "value", "levels", "rates"])
"""Nouns that say only that values follow."""


def listed_noun(sentence: Sentence, at: int) -> str:
    """The noun behind a number in a list of numbers with their nouns; empty where there is none."""
    quantity, letters = sentence.chunks[at].quantity, sentence.letters
    if quantity is None or not (quantity.form == "percent" or (quantity.form == "bare" and quantity.decimal)):
        return ""
    own = _OWN_NOUN.match(letters, at + 1)
    if own is not None:
        before = _before(sentence, at)
        behind = _OF_NOUNS_BEHIND.match(letters, own.end()) is not None
        listed = before is not None and _OF_NOUNS_BEFORE.fullmatch(letters, before + 1, at) is not None
        return nouns(sentence.chunks[at + 1 : own.end()]) if behind or listed else ""
    aside = _ASIDE.match(letters, at + 1)
    return nouns(sentence.chunks[at + 2 : aside.end() - 1]) if aside is not None and _is_headed(sentence, at) else ""


def _before(sentence: Sentence, at: int) -> int | None:
    """The number of the same form shortly before the one at *at*."""
    quantity = sentence.chunks[at].quantity
    for place in range(at - 1, max(-1, at - _REACH), -1):
        other = sentence.chunks[place].quantity
        if other is not None:
            alike = quantity is not None and other.form == quantity.form and (other.decimal or other.form == "percent")
            return place if alike else None
    return None


def _is_headed(sentence: Sentence, at: int) -> bool:
    """Whether a noun that only announces values begins the list: "values of 0.5 (density), 0.9 (repeatability)"."""
    for _ in range(_LONGEST_LIST):
        if sentence.letters[at - 1 : at] == "f" and sentence.chunks[at - 2].lower in _HEADS:
            return True
        before = _before(sentence, at)
        if before is None or _BETWEEN_ASIDES.fullmatch(sentence.letters, before + 1, at) is None:
            return False
        at = before
    return False


def nouns(chunks: tuple[Chunk, ...]) -> str:
    """The words at the beginning of *chunks* that are no names, cues or signs."""
    words = []
    for chunk in chunks:
        if chunk.letter not in "wK" or not chunk.text[0].isalpha():
            break
        words.append(chunk.lower)
    return "" if words and (words[-1] in _NO_NOUN or words[-1].endswith(_NO_NOUN_ENDINGS)) else " ".join(words)
