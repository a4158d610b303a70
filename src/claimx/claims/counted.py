"""The thing that a number counts: the head noun behind it, or the noun of "77-class" and "320-behavior"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.words import is_plural, plural, singular
from claimx.mentions import Quantity
from claimx.rulebook import Rulebook
from claimx.rulebook.model import CountRule

_REACH = 7
"""Chunks behind a number among which its noun can stand."""
_SLIPS = frozenset(["dataset", "benchmark"])
"""Nouns whose plural is at times forgotten."""
_LOOKED_THROUGH = "wASDMkiem"
_COMPOUND_FROM = 11
"""Smaller compounds describe a method or a problem: "two-class", "3-layer"."""
_WHOLE_REACH = 5
_ACRONYMS = re.compile(r"[A-Z\d]s$")
"""The end of acronyms in the plural, "WSIs", which by their letters may look like a singular."""
_MASS, _SAMPLE = "data", "sample"
"""A thing in no number, and what of it is counted."""
_FEW = 10
"""So many data are no samples but sets of them: "two data"."""
_ASIDE = 6
"""Chunks of parentheses that may stand within a noun phrase: "20 recently (May 2025) fixed bugs"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: its chunk (with the count rule, where one knows it) and whether it is a compound."""

    chunk: Chunk
    place: int
    compound: bool = False

    @property
    def one(self) -> str:
        """The noun in the singular, lower case."""
        lower = self.chunk.lower.strip("-")
        return lower[:-1] if _ACRONYMS.search(self.chunk.text) else singular(lower)

    @property
    def metric(self) -> str:
        """The metric that the count rule gives it; empty where no rule knows it."""
        return self.chunk.count.metric if self.chunk.count is not None else ""


class CountedNouns:
    """Finds counted nouns with one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules: dict[str, CountRule] = {noun.lower(): rule for rule in rulebook.counts for noun in rule.nouns}
        self._wholes = frozenset(word for rule in rulebook.words if rule.role == "count_whole" for word in rule.words)

    def knows(self, noun: str) -> bool:
        """Whether a rule says what a number of *noun*, in the singular, is."""
        return noun.lower() in self._rules

    def find(self, sentence: Sentence, at: int) -> Counted | None:
        """What the quantity at chunk *at* counts; None where it counts nothing."""
        quantity = sentence.chunks[at].quantity
        if quantity is None:
            return None
        if quantity.compound:
            return self._compound(sentence, at, quantity)
        place = _head(sentence, at, quantity)
        if place is None:
            return None
        chunk = sentence.chunks[place]
        if is_data(chunk) and (rule := self._rules.get(_SAMPLE)) is not None:
            chunk = replace(chunk, letter="K", text=_SAMPLE, count=rule)
        return Counted(chunk, place)

    def _compound(self, sentence: Sentence, at: int, quantity: Quantity) -> Counted | None:
        """The noun behind the hyphen. One that no rule knows is counted where the phrase goes on to a whole."""
        noun = quantity.compound.lower()
        if quantity.word or quantity.value < _COMPOUND_FROM or is_plural(noun):
            return None
        following = sentence.chunks[at + 1 : at + 1 + _WHOLE_REACH]
        place = next((i for i, chunk in enumerate(following) if noun in chunk.lower), None)
        if place is None:
            return None
        rule = self._rules.get(noun)
        whole = any(chunk.lower in self._wholes for chunk in following[place:])
        if rule is None and not whole:
            return None
        chunk = replace(following[place], letter="K" if rule else "w", text=quantity.compound, count=rule)
        return Counted(chunk, at + 1 + place, compound=True)


def _head(sentence: Sentence, at: int, quantity: Quantity) -> int | None:
    """The first noun in the plural behind the number (as a modifier it is singular), or a device."""
    place = at
    for _ in range(_REACH):
        place = _past_parentheses(sentence, place + 1)
        if place >= len(sentence.chunks):
            return None
        chunk = sentence.chunks[place]
        if chunk.letter == "G":
            return _behind_device(sentence, place)
        if _is_head(sentence, place, quantity):
            return _last_of(sentence, place) if chunk.letter != "A" else place
        if chunk.letter in "&,":
            if not _goes_on(sentence, place, chunk.letter) or place == at + 1:
                return None
        elif not (chunk.count is not None or _is_looked_through(sentence, place)):
            return None
    return None


def _is_head(sentence: Sentence, place: int, quantity: Quantity) -> bool:
    """Whether the noun at *place* ends the noun phrase that a number begins."""
    chunk = sentence.chunks[place]
    following = sentence.letters[place + 1 : place + 2]
    if chunk.letter == "A" or is_data(chunk):
        many = is_many(chunk) if chunk.letter == "A" else quantity.value > _FEW
        modifies = following in tuple("wKkMASD") and sentence.chunks[place + 1].text[0].isalnum()
        return many and not modifies
    if chunk.letter == "a" and following == "f":  # "3,000 sets of"
        return is_many(chunk)
    if chunk.count is None and chunk.letter != "w":
        return False
    if is_many(chunk):
        return True
    acronym = chunk.text.isupper() and following != "-"
    return chunk.count is not None and (quantity.value == 1 or acronym or _lacks_plural(sentence, place))


def _is_looked_through(sentence: Sentence, place: int) -> bool:
    """Whether a chunk can stand in a noun phrase: a word, a name, or a word of change as an adjective ("improved")."""
    chunk = sentence.chunks[place]
    if chunk.letter in _LOOKED_THROUGH or _inside_word(sentence, place):
        return True
    return chunk.letter in "audog" and chunk.lower.endswith(("ed", "ing", "new"))


def is_data(chunk: Chunk) -> bool:
    """Whether the thing is in no number: "859 unlabeled data", "10K open-data"."""
    return chunk.lower == _MASS or chunk.lower.endswith(f"-{_MASS}")


def _past_parentheses(sentence: Sentence, place: int) -> int:
    """The place behind parentheses that open at *place*, where they are short; *place* where none do."""
    if sentence.letters[place : place + 1] != "(":
        return place
    closed = sentence.letters.find(")", place, place + _ASIDE)
    return closed + 1 if closed > 0 else place


def is_many(chunk: Chunk) -> bool:
    """Whether a noun is in the plural, by its letters or as an acronym."""
    return is_plural(chunk.lower) or _ACRONYMS.search(chunk.text) is not None


def _inside_word(sentence: Sentence, place: int) -> bool:
    """Whether a dash joins its neighbours: "vision--language"."""
    if sentence.letters[place] != "-":
        return False
    near = sentence.text[sentence.chunks[place].start - 1 : sentence.chunks[place].end + 2]
    return " " not in near


def _goes_on(sentence: Sentence, place: int, letter: str) -> bool:
    """Whether the noun phrase goes on behind "and" or a comma: "open and proprietary models"."""
    allowed = "wKkMASD" if letter == "&" else "wKk"
    return sentence.letters[place + 1 : place + 2] in tuple(allowed)


def _last_of(sentence: Sentence, place: int) -> int:
    """Of two plural nouns in a row the second is the head: "time series models"."""
    following = sentence.chunks[place + 1 : place + 2]
    if not following or following[0].count is None or not is_plural(following[0].lower):
        return place
    return place + 1 if following[0].start - sentence.chunks[place].end <= 1 else place


def _behind_device(sentence: Sentence, place: int) -> int:
    """The device itself, or the plural noun that it only modifies: "FPGA families", "GPU hours"."""
    following = sentence.chunks[place + 1 : place + 2]
    if following and following[0].letter in "wK" and is_plural(following[0].lower):
        return place + 1
    return place


def _lacks_plural(sentence: Sentence, place: int) -> bool:
    """Whether the noun ends a noun phrase and is one whose plural is at times forgotten: "two dataset."."""
    if sentence.chunks[place].lower not in _SLIPS:
        return False
    following = sentence.chunks[place + 1 : place + 4]
    if not following or not following[0].lower[:1].isalnum():
        return True
    return following[0].letter == "&" and all(chunk.count is None for chunk in following)


def both_numbers(words: frozenset[str]) -> frozenset[str]:
    """The words with their plurals."""
    return words | {plural(word) for word in words}


def filler_before(sentence: Sentence, start: int) -> str:
    """The filler that ends directly before *start*, in lower case; empty where none does."""
    place = bisect_left(sentence.fillers, start, key=lambda filler: filler.start) - 1
    filler = sentence.fillers[place] if place >= 0 else None
    return filler.lower if filler is not None and start - filler.end <= 1 else ""
