"""What a number measures by the words nearest to it, where no pattern reads it.

A percentage, a multiple or a number of points is hardly ever anything but a claim. What it is a claim of is told by the
nearest word of change and the nearest measure in its clause, or by a noun phrase that no rule knows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claimx.claims import shares
from claimx.claims.chunks import Sentence
from claimx.claims.classes import SOFT
from claimx.claims.continued import continued, names_its_own, own_measure
from claimx.claims.derive import Direction
from claimx.claims.frames import Frame, effect_direction, fits, is_gain, is_transition, said_basis
from claimx.claims.measure import Measure, Measures
from claimx.claims.nouns import listed_noun, nouns
from claimx.claims.objects import is_extent, object_of
from claimx.claims.words import is_plural
from claimx.mentions import Quantity

_CHANGED = ("percent", "times", "point", "fraction")
_READ = (*_CHANGED, "bare")
_AFTER = frozenset("gmezxcy")
"""Words of change that may stand behind their amount: "3% gain", "3% higher"."""
_BEFORE = frozenset("udoxgzy")
"""Words of change that may stand before their amount: "improves it by 3%", "a gain of 3%"."""
_NOUNS_OF_CHANGE = frozenset("gyz")
_BLOCKS = frozenset("ab;h")
"""What ends the search for a word of change before a number: the number is the object of another verb."""
_AFTER_REACH = 5
_BEFORE_REACH = 12
_METRIC_REACH = 14
_NAMING = frozenset("fb;")
"""Words between a measure and its value: "coverage of 3%", "coverage is 3%", "coverage: 3%"."""
_NOUNS = 3
_CHANGES = frozenset("udogxyzmec")
_VALUE_REACH = 8
_OF_NOUNS = frozenset(["higher", "lower", "greater", "lesser"])
"""Comparatives that only nouns follow."""
_WHOLE = 4
_NO_WHOLE = frozenset(["", "time", "times", "baseline", "accuracy", "chance"])
"""What a percentage is of where it is no share of things: "70% of the time"."""
_DATA = frozenset(["data", "set", "subset", "dataset", "corpus", "samples", "labels"])
_LABELED = frozenset(["labeled", "labelled", "annotated", "unlabeled", "unlabelled"])
_UNNAMED = {"level": ("performance",), "change": ("performance", "score")}
"""Measures that say only that something is measured, and not what."""
_CROSSED = frozenset([("d", "less_than"), ("u", "more_than")])
"""Verb and bound of a value that is crossed and no change: "drops below 65%", "rises above 90%"."""
_SIGN_REACH = 12
_CORRELATION = re.compile(r"(?:^|[\s(\[{$|,])(?:r|r_s|ρ|rho|\\rho)\|?\s?(?:[=≈>≥<≤~]|\\s?(?:approx|sim|geq?|leq?))\s?[+−-]?$")
"""The sign of a correlation and what stands between it and its value."""
_RISER = re.compile(r"[,;(&]a?(?P<noun>[w]{1,2})[ud]T$")
"""What rises or falls to a value at the beginning of a clause: ", with inertia rising to 0.6"."""
_CONDITION = frozenset(["at", "under", "when", "within"])
"""Words before an amount of something that is no measure: "at 90% dose"."""


class Nearest:
    """Reads numbers by their nearest words, with one rulebook's measures."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def frame(self, sentence: Sentence, at: int, frames: dict[int, Frame], *, carried: Measure | None) -> Frame | None:
        """A frame for the quantity at chunk *at*; None where nothing near says what it measures.

        *carried* is what the sentence before measures, which holds for a value without a measure of its own.
        """
        quantity = sentence.chunks[at].quantity
        if quantity is None or quantity.form not in _READ:
            return None
        if quantity.form == "bare" and not (quantity.decimal and not quantity.scaled) and not quantity.sign:
            return None
        if (ready := self._continued(sentence, at, frames) or self._signed(sentence, quantity)) is not None:
            return ready
        cue = _cue(sentence, at)
        kind = _kind(sentence, at, cue)
        if quantity.form == "fraction" and cue is None:
            return None
        if kind == "level" and at and (sentence.chunks[at - 1].lower in _CONDITION or _in_presence(sentence, at)):
            return None
        measure = self._enclosed(sentence, at, kind, frames) or self._measure(
            sentence, at, cue if kind == "change" else None, kind, frames
        )
        if measure is None and (kind == "level" or quantity.form == "point"):
            measure = carried if carried is not None and carried.name not in _UNNAMED[kind] else None
        if measure is None:
            measure = self._unnamed(quantity, "change" if quantity.pair == "to" else kind)
        if measure is None:
            return None
        if quantity.pair == "to" and is_transition(sentence, at):
            return Frame("pair", measure, None, None, ("claim.nearest.pair",))
        direction: Direction | None = "increase" if quantity.sign == "+" else None
        if cue is not None and kind == "change":
            direction = effect_direction(sentence.chunks[cue])
        elif kind == "change" and direction is None:
            direction = next((f.direction for i, f in reversed(frames.items()) if i < at and f.kind == "change"), None)
        said = said_basis(sentence, at) if kind == "change" else None
        return Frame(kind, measure, direction, said, (f"claim.nearest.{kind}",))

    def _signed(self, sentence: Sentence, quantity: Quantity) -> Frame | None:
        """The frame of a value behind the sign of its measure, a correlation."""
        if not _is_correlation(sentence, quantity):
            return None
        return Frame("level", self._measures.named("correlation"), rules=("claim.nearest.level",))

    def listed(self, sentence: Sentence, at: int) -> Frame | None:
        """The frame of a number whose own noun stands behind it, as that of the number before does: "75% exact agreement,
        17.5% boundary ambiguity"; of one in parentheses behind it: "values of 0.5 (density), 0.9 (repeatability)".
        """
        name = listed_noun(sentence, at)
        quantity = sentence.chunks[at].quantity
        if not name or quantity is None:
            return None
        return Frame(
            "level", Measure(f"other:{name}", "quality", percent=quantity.form == "percent"), rules=("claim.nearest.level",)
        )

    def _continued(self, sentence: Sentence, at: int, frames: dict[int, Frame]) -> Frame | None:
        """The frame of the number that this one goes on with, in its own measure where it names one."""
        frame = continued(sentence, at, frames)
        if frame is None or frame.kind != "change" or not names_its_own(sentence, at):
            return frame
        own = own_measure(sentence, at)
        return None if own is None else replace(frame, measure=self._measures.of_chunk(sentence.chunks[own]))

    def levels(self, sentence: Sentence, at: int, frames: dict[int, Frame]) -> Frame | None:
        """The two levels, in their unit, that explain the change before the parentheses: "by 65% (11.3 to 3.9 mm)"."""
        quantity = sentence.chunks[at].quantity
        if quantity is None or quantity.form != "unit" or quantity.pair != "to" or sentence.letters[at - 1 : at] != "(":
            return None
        measure = self._enclosed(sentence, at, "level", frames)
        return Frame("pair", measure, None, None, ("claim.nearest.pair",)) if measure is not None else None

    def _measure(self, sentence: Sentence, at: int, cue: int | None, kind: str, frames: dict[int, Frame]) -> Measure | None:
        """What the nearest words say is measured; None where they do not."""
        implied = self._implied(sentence, at, cue, kind)
        if implied is not None:
            return implied
        quantity = sentence.chunks[at].quantity
        if kind == "level" and quantity is not None and quantity.form == "percent":
            whole = _whole(sentence, at)
            if _is_data(whole) or (sentence.letters[at + 1 : at + 2] == "w" and sentence.chunks[at + 1].lower in _LABELED):
                return self._measures.named("data_efficiency")
            if whole:
                return shares.of_things(sentence, at, whole, self._measures)
        if kind == "level" and (riser := _RISER.search(sentence.letters, 0, at)) is not None:
            name = nouns(sentence.chunks[riser.start("noun") : riser.end("noun")])
            if name:
                return Measure(f"other:{name}", "quality", percent=True)
        gain = cue is not None and is_gain(sentence.chunks[cue])
        families = ("quality",) if quantity is not None and quantity.sign == "+" else ("quality", "speed") if gain else None
        before = None if quantity is None or (quantity.word and cue is None) else _metric_before(sentence, at, frames)
        for place in (_metric_after(sentence, max(at, cue or at)), before):
            if place is not None:
                measure = self._measures.of_chunk(sentence.chunks[place])
                if (families is None or measure.family in families) and self._fits(quantity, measure, kind):
                    return measure
        name = _noun_phrase(sentence, at) if kind == "level" else object_of(sentence, at) or _compared(sentence, at, cue)
        if quantity is not None and name:
            return Measure(f"other:{name}", "quality", percent=quantity.form == "percent")
        earlier = [i for i in frames if i < at and frames[i].kind in (kind, "pair")]
        last = frames[max(earlier)].measure if earlier else None
        if last is None or (families is not None and last.family not in families):
            return None
        return last if self._fits(quantity, last, kind) else None

    def _enclosed(self, sentence: Sentence, at: int, kind: str, frames: dict[int, Frame]) -> Measure | None:
        """What a number at the beginning of parentheses measures: the same as the number before them."""
        before = max((i for i in frames if i < at), default=None)
        if before is None or sentence.letters[at - 1] != "(":
            return None
        measure, quantity = frames[before].measure, sentence.chunks[at].quantity
        apart = not _BLOCKS.isdisjoint(sentence.letters[before + 1 : at])
        if quantity is None or apart or (quantity.sign == "+" and measure.family not in ("quality", "speed")):
            return None
        return measure if self._fits(quantity, measure, kind) else None

    def _implied(self, sentence: Sentence, at: int, cue: int | None, kind: str) -> Measure | None:
        """The measure that a word of change, its object, a verb before a share ("solves 80% of") or a named dataset implies."""
        word = sentence.chunks[cue].cue if cue is not None else None
        if word is None and kind == "level" and sentence.letters[at + 1 : at + 2] == "f":
            if sentence.letters[at + 2 : at + 3] == "D":
                return self._measures.named("data_efficiency")
            word = sentence.chunks[at - 1].cue if at else None
        if word is not None and word.metric:
            return self._measures.named(word.metric)
        name = object_of(sentence, at) if kind == "change" else ""
        quantity = sentence.chunks[at].quantity
        return Measure(f"other:{name}", "quality", percent=quantity is not None and quantity.form == "percent") if name else None

    def _fits(self, quantity: Quantity | None, measure: Measure, kind: str) -> bool:
        return quantity is not None and fits(quantity, measure, kind=kind, measures=self._measures)

    def _unnamed(self, quantity: Quantity, kind: str) -> Measure | None:
        told = quantity.sign or (quantity.pair == "to" and quantity.decimal)
        if quantity.word or (quantity.form == "bare" and not told):
            return None
        return self._measures.named("performance" if kind == "change" else "score")


def _is_correlation(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number up to one stands behind the sign of a correlation: "(r = 0.93)", "|r| > 0.76"."""
    if not quantity.decimal or quantity.value > 1:
        return False
    before = sentence.text[max(sentence.start, quantity.outer_start - _SIGN_REACH) : quantity.start]
    return _CORRELATION.search(before) is not None


def _in_presence(sentence: Sentence, at: int) -> bool:
    """Whether an amount is only there while something else is measured: "in the presence of 30% conflicting requests"."""
    return at > 1 and sentence.letters[at - 1] == "f" and sentence.chunks[at - 2].lower.endswith("presence")


def _cue(sentence: Sentence, at: int) -> int | None:
    """The word of change that governs the number at chunk *at*."""
    letters = sentence.letters
    i = _behind_parentheses(letters, at + 1)
    for place in range(i, min(i + _AFTER_REACH, len(letters))):
        if letters[place] in _AFTER:
            return place
        if letters[place] not in SOFT:
            break
    nearest = at - 2 if _is_announced(sentence, at) else at - 1
    for place in range(nearest, max(-1, at - _BEFORE_REACH), -1):
        if letters[place] in _BEFORE:
            return place
        if letters[place] in _BLOCKS or sentence.chunks[place].quantity is not None:
            break
    return None


def _is_announced(sentence: Sentence, at: int) -> bool:
    """Whether a colon stands before the number: "improvements over earlier methods: 11% on"."""
    return at > 0 and sentence.chunks[at - 1].text == ":"


def _behind_parentheses(letters: str, at: int) -> int:
    """The place after parentheses that open at *at*; *at* where none do."""
    if letters[at : at + 1] != "(":
        return at
    closed = letters.find(")", at)
    return closed + 1 if closed > 0 else at


def _kind(sentence: Sentence, at: int, cue: int | None) -> str:
    quantity = sentence.chunks[at].quantity
    if quantity is None:
        return "level"
    if quantity.form in ("times", "point", "fraction") or quantity.sign == "+":
        return "change"
    compared = sentence.letters[at + 1 : at + 2] == "t" and not _is_value(sentence, at)
    if sentence.letters[at - 1 : at] == "B" or compared:
        return "change"
    if cue is None:
        return "level"
    if cue > at:
        return "change"
    between = sentence.letters[cue + 1 : at]
    if (
        sentence.letters[cue] in _NOUNS_OF_CHANGE
        and not quantity.pair
        and (is_extent(sentence, at) or _is_announced(sentence, at))
    ):
        return "change"
    if not between and (sentence.letters[cue], quantity.bound) in _CROSSED:
        return "level"
    if quantity.bound == "up_to" and sentence.letters[cue] in "ud" and not between.endswith("T"):
        return "change"
    if sentence.letters[cue] == "o":
        return "change" if "B" in between else "level"
    if between.endswith("T") or ("B" not in between and "f" not in between and len(between) > 1):
        return "level"
    return "change"


def _is_value(sentence: Sentence, at: int) -> bool:
    """Whether a number that is compared is a value all the same: "reaches 3%", "with an error of 3% compared to"."""
    letters = sentence.letters
    if letters[at - 1 : at] in tuple("ab"):
        return True
    return letters[at - 2 : at] == "Mf" and _CHANGES.isdisjoint(letters[max(0, at - _VALUE_REACH) : at])


def _metric_after(sentence: Sentence, at: int) -> int | None:
    """The measure that follows within the same phrase."""
    letters = sentence.letters
    for place in range(at + 1, min(at + 1 + _AFTER_REACH, len(letters))):
        if letters[place] in "Mk":
            return place
        if letters[place] not in "wADSKlLnfg":
            return None
    return None


def _metric_before(sentence: Sentence, at: int, frames: dict[int, Frame]) -> int | None:
    """The nearest measure before the number in its clause, with no other number between but counts of things."""
    for place in range(at - 1, max(-1, at - _METRIC_REACH), -1):
        chunk = sentence.chunks[place]
        if chunk.letter in "Mk":
            return place
        if chunk.quantity is not None and not (place in frames and frames[place].measure.family == "scale"):
            return None
    return None


def _compared(sentence: Sentence, at: int, cue: int | None) -> str:
    """What there is more or less of: "20x greater guarantees", "50% fewer collisions"; no adjective ("3x more robust")."""
    if cue is None or cue <= at or sentence.letters[cue] != "m":
        return ""
    name = ""
    for chunk in sentence.chunks[cue + 1 : cue + 1 + _NOUNS]:
        if chunk.letter not in "wKA" or not chunk.text[0].isalpha():
            break
        name = f"{name} {chunk.lower}".strip()
        if is_plural(chunk.lower):
            return name
    return name if sentence.chunks[cue].lower in _OF_NOUNS else ""


def _whole(sentence: Sentence, at: int) -> str:
    """What a percentage is a share of, where no rule knows it: "24% of the connections"."""
    if sentence.letters[at + 1 : at + 2] != "f":
        return ""
    name = ""
    for chunk in sentence.chunks[at + 2 : at + 2 + _WHOLE]:
        if chunk.letter not in "wKA" or not chunk.text[0].isalpha():
            name = "" if chunk.letter in "gyzMk" else name
            break
        name = f"{name} {chunk.lower}".strip()
        if is_plural(chunk.lower):
            break
    return "" if name in _NO_WHOLE else name


def _is_data(whole: str) -> bool:
    """Whether a share is of data to learn from: "5% of the forget set"."""
    return whole.rpartition(" ")[2] in _DATA


def _noun_phrase(sentence: Sentence, at: int) -> str:
    """The noun phrase that names what the number measures, behind it ("92% user satisfaction") or before it."""
    behind = nouns(sentence.chunks[at + 1 : at + 1 + _NOUNS])
    if behind:
        return behind
    letters = sentence.letters
    last = at - 1
    while last >= 0 and letters[last] in _NAMING:
        last -= 1
    if last == at - 1 or last < 0:
        return ""
    first = last
    while first > 0 and letters[first - 1] in "wAK" and last - first < _NOUNS - 1:
        first -= 1
    return nouns(sentence.chunks[first : last + 1])
