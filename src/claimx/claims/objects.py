"""What an amount changes where no rule knows it as a measure: the object or the subject of the verb."""

from __future__ import annotations

from claimx.claims.chunks import Sentence
from claimx.claims.frames import is_gain
from claimx.claims.nouns import nouns

_LONGEST = 3
"""Words of a name."""
_REACH = 10
"""Chunks between the verb and "by"."""
_PARTS = "wAKDSGNifn"
"""What an object and the phrases behind it consist of."""
_NO_OBJECT = frozenset(
    "work works approach approaches results ones them it this others art version counterpart counterparts competitor "
    "competitors methods systems current existing previous prior latest we they these those both all each i you".split()
)
"""Objects and subjects that are rivals or point back, and no measures."""
_AMOUNTS = frozenset(["number", "numbers", "amount", "amounts", "count", "percentage", "share", "ratio"])
"""Words that only say how much there is of something."""
_ACTIVITIES = ("ing", "tion", "sion")
"""Endings of tasks, which are improved in performance."""
_QUALITIES = ("ness", "ity", "ility", "cy", "ance", "ence", "yield", "value", "coverage", "profit", "revenue")
"""Endings of what can be better by itself, whatever is said of whose it is."""
_MODALS = frozenset("can could may might will would has have had to be been often further even also still".split())


def object_of(sentence: Sentence, at: int) -> str:
    """What is changed by the amount at chunk *at*: "reduces expert reads by 3x", "fairness drops by 3%"."""
    letters = sentence.letters
    if letters[at - 1 : at] != "B" and not is_extent(sentence, at):
        return ""
    last = at - 2
    if letters[at - 1] == "B" and last >= 0 and letters[last] in "ud":
        return "" if is_gain(sentence.chunks[last]) else _subject(sentence, last)
    first = last
    while first > 0 and letters[first] in _PARTS and last - first < _REACH:
        first -= 1
    if letters[first] == "m" and sentence.chunks[first].lower == "the number of":
        return nouns(sentence.chunks[first + 1 : last + 1]) if first and letters[first - 1] in "ud" else ""
    if letters[first] in "ud":
        return _of_verb(sentence, first, last)
    return nouns(sentence.chunks[first + 1 : last + 1]) if _goes_on(sentence, first, last) else ""


def _goes_on(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words behind chunk *first* are the object of the verb of the amount before: "cuts A by 3% and B by 5%"."""
    begin = first - 1 if sentence.letters[first - 1 : first + 1] == ",&" else first
    amount = sentence.chunks[begin - 1].quantity if begin else None
    listed = amount is not None and sentence.letters[begin - 2 : begin - 1] == "B" and sentence.letters[first] in ",&"
    return listed and last > first and last - first <= _LONGEST and sentence.letters[last] == "w"


def is_extent(sentence: Sentence, at: int) -> bool:
    """Whether the number in parentheses says how large a change told before it is: "improvements on two datasets (up to 8%)"."""
    quantity = sentence.chunks[at].quantity
    return quantity is not None and quantity.bound != "exact" and sentence.letters[at - 1 : at] == "("


def _of_verb(sentence: Sentence, verb: int, last: int) -> str:
    """The object of the *verb*, less the phrases behind it up to chunk *last*."""
    words = sentence.chunks[verb + 1 : last + 1]
    end = next((i for i, chunk in enumerate(words) if chunk.letter in "fni"), len(words))
    head, gain = words[:end], is_gain(sentence.chunks[verb])
    if not head or len(head) > _LONGEST or any(chunk.letter not in "wAK" for chunk in head):
        return ""
    final = head[-1].lower
    if (
        final in _NO_OBJECT | _AMOUNTS
        or final.endswith(_ACTIVITIES)
        or (gain and end < len(words) and not final.endswith(_QUALITIES))
    ):
        return ""
    if head[-1].letter == "K" and (gain or end == len(words)):
        return ""
    if all(chunk.letter != "A" for chunk in head):
        return nouns(head)
    return "" if gain or final.isalpha() != (head[-1].letter == "w") else " ".join(chunk.lower for chunk in head)


def _subject(sentence: Sentence, verb: int) -> str:
    """The words before a verb without an object, or one in the passive: "fairness drops by", "emissions are reduced by"."""
    last = verb - 1
    while last >= 0 and (
        sentence.letters[last] == "b" or sentence.chunks[last].lower in _MODALS or sentence.chunks[last].lower.endswith("ly")
    ):
        last -= 1
    first = last
    while first >= 0 and sentence.letters[first] in "wA" and last - first < _LONGEST:
        first -= 1
    if first >= 0 and sentence.letters[first] not in ",;&h)":
        return ""
    words = sentence.chunks[first + 1 : last + 1]
    if not words or words[-1].letter != "w" or words[-1].lower in _NO_OBJECT or words[-1].lower.endswith(_ACTIVITIES):
        return ""
    return " ".join(chunk.lower for chunk in words) if any(c.letter == "A" for c in words) else nouns(words)
