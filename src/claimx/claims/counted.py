"""The thing that a number counts: the head noun behind it, or the noun of "77-class" and "320-behavior"."""

from __future__ import annotations

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
_LOOKED_THROUGH = "ASDMkiem"
_COMPOUND_FROM = 11
"""Smaller compounds describe a method or a problem: "two-class", "3-layer"."""
_WHOLE_REACH = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: its chunk (with the count rule, where one knows it) and whether it is a compound."""

    chunk: Chunk
    place: int
    compound: bool = False

    @property
    def one(self) -> str:
        """The noun in the singular, lower case."""
        return singular(self.chunk.lower.strip("-"))

    @property
    def metric(self) -> str:
        """The metric that the count rule gives it; empty where no rule knows it."""
        return self.chunk.count.metric if self.chunk.count is not None else ""


class CountedNouns:
    """Finds counted nouns with one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules: dict[str, CountRule] = {noun.lower(): rule for rule in rulebook.counts for noun in rule.nouns}
        self._wholes = frozenset(word for rule in rulebook.words if rule.role == "count_whole" for word in rule.words)

    def find(self, sentence: Sentence, at: int) -> Counted | None:
        """What the quantity at chunk *at* counts; None where it counts nothing."""
        quantity = sentence.chunks[at].quantity
        if quantity is None:
            return None
        if quantity.compound:
            return self._compound(sentence, at, quantity)
        place = _head(sentence, at, quantity)
        return None if place is None else Counted(sentence.chunks[place], place)

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
    for place in range(at + 1, min(at + 1 + _REACH, len(sentence.chunks))):
        chunk = sentence.chunks[place]
        if chunk.letter == "G":
            return _behind_device(sentence, place)
        if chunk.count is not None or chunk.letter == "w":
            if is_plural(chunk.lower) or (
                chunk.count is not None and (quantity.value == 1 or chunk.text.isupper() or _lacks_plural(sentence, place))
            ):
                return _last_of(sentence, place)
        elif chunk.letter == "A" and is_plural(chunk.lower) and sentence.letters[place + 1 : place + 2] not in tuple("wKkMASD"):
            return place
        elif chunk.letter in "&,":
            if not _goes_on(sentence, place, chunk.letter) or place == at + 1:
                return None
        elif chunk.letter == "-" and _inside_word(sentence, place):
            continue
        elif chunk.letter not in _LOOKED_THROUGH and not (chunk.letter in "audog" and chunk.lower.endswith(("ed", "ing", "new"))):
            return None
    return None


def _inside_word(sentence: Sentence, place: int) -> bool:
    """Whether a dash joins its neighbours: "vision--language"."""
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
