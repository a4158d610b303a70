"""A sentence's quantities become typed drafts: patterns, counts, what carries over, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from claimx.claims import respective
from claimx.claims.bounds import share_bounds
from claimx.claims.carry import carry, coordinate
from claimx.claims.chunks import Sentence
from claimx.claims.counts import Counts
from claimx.claims.fallback import Fallback
from claimx.claims.frames import UNNAMED, Frame, draft, fits, is_gain
from claimx.claims.interpret import Interpreter, is_amount
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.claims.measure import Measure, Measures
from claimx.claims.nearest import Nearest
from claimx.claims.patterns import Patterns, Reading
from claimx.claims.samples import Samples
from claimx.claims.words import is_plural
from claimx.mentions import Draft, Quantity
from claimx.rulebook import Rulebook

_IN_MEASURE = re.compile(r"n[wASDLl]{0,3}M")
_APPOSED = re.compile(r"(?:[nvf]?[wASDGKi-]{0,5}\(|,&?a?[lLw]{0,2}(?:[gyz]f)?)")
"""Between a value and a change that explains it."""
_DEMONSTRATED = re.compile(r"(?:These|This) (?:represent|correspond|is|are|amount|mark|constitute|translate|equate)")
_STRONG = 60
"""Priority from which a pattern's reading is not given up for a neighbour's."""
_SETS = ("dataset_size", "training_data", "datasets")
"""Measures of things that are at times told by the name of the whole: "1% of the dataset"."""
_CONDITIONS = frozenset(["iou", "other:coverage", "recall", "specificity"])
"""Measures of which a value behind "at" says where another is taken: "precision at 80% recall"."""
_SHORTEST_NAME = 3
_MEANS = frozenset(["with", "using"])
"""Words between a value and what it was reached with: "100% compliance with 18 rules"."""
_NEAR = 3
_BARE_RATES = ("other:rate", "other:rates")
"""Rates of nothing said, which point back to one: "these rates were 90% and 87%"."""
_FAR = 5
"""Chunks between a value and its measure beyond which a neighbour's measure is better."""


@dataclass(slots=True)
class Found:
    """The drafts of a sentence with the chunk that each stands on, and what was dropped and why."""

    drafts: list[tuple[int, Draft, Frame]] = field(default_factory=list)
    dropped: list[tuple[Quantity, str]] = field(default_factory=list)
    measure: Measure | None = None
    """What the last result of the sentence measures."""


class Assembler:
    """Reads sentences with one rulebook."""

    def __init__(self, rulebook: Rulebook, vocabulary: Vocabulary) -> None:
        self.measures = Measures(rulebook)
        self._patterns = Patterns(rulebook.patterns)
        self._interpreter = Interpreter(self.measures)
        self._counts = Counts(self.measures, rulebook, vocabulary)
        self._samples = Samples(self.measures, vocabulary)
        self._fallback = Fallback(self.measures)
        self._nearest = Nearest(self.measures)

    def read(self, sentence: Sentence, *, carried: Measure | None = None) -> Found:
        """The typed drafts of one sentence, in order; *carried* is what the results of the sentence before measure."""
        frames = self._frames(sentence, carried)
        bounds = share_bounds(sentence, frames)
        found = Found()
        for at in sentence.quantities():
            quantity = sentence.chunks[at].quantity
            if quantity is None:
                continue
            frame = frames.get(at)
            if frame is None or _is_test_condition(sentence, at, frame):
                found.dropped.append((quantity, "claim.drop.no_reading"))
                continue
            if at in bounds:
                quantity = replace(quantity, bound=bounds[at])
            quantity = _in_its_unit(sentence, at, quantity, frame)
            for one in self._with_coordinated(sentence, frame):
                found.drafts.append((at, draft(quantity, one), one))
        found.measure = next((f.measure for f in reversed(frames.values()) if _is_told_of(f)), None)
        return found

    def _frames(self, sentence: Sentence, carried: Measure | None) -> dict[int, Frame]:
        frames: dict[int, Frame] = {}
        weak: set[int] = set()
        wholes = [at for at in sentence.quantities() if not self._counts.is_part(sentence, at)]
        readings = self._patterns.readings(sentence) if wholes else {}
        for at in wholes:
            frame = self._choose(sentence, at, readings[at], frames)
            if frame is not None:
                frames[at] = frame
                if frame.measure.name in UNNAMED or (frame.reading is not None and _is_weak(frame.reading)):
                    weak.add(at)
        carry(sentence, frames, weak)
        for at in sentence.quantities():
            if at in frames:
                continue
            frame = (
                self._nearest.levels(sentence, at, frames)
                or self._fallback.frame(sentence, at)
                or self._nearest.frame(sentence, at, frames, carried=carried)
            )
            if frame is not None:
                frames[at] = frame
                weak.add(at)
        carry(sentence, frames, weak)
        coordinate(sentence, frames)
        respective.assign(sentence, frames, self.measures)
        return {at: self._specific(sentence, at, frames, carried) for at in sorted(frames)}

    def _specific(self, sentence: Sentence, at: int, frames: dict[int, Frame], carried: Measure | None) -> Frame:
        """A frame that says of a value only that it is a "performance" takes the measure of the value before it, or of the
        sentence before.
        """
        frame = frames[at]
        if frame.kind == "change" and frame.measure.name in UNNAMED:
            before = _apposed(sentence, at, frames) or (carried if _points_back(sentence, at, frames) else None)
            return frame if before is None else replace(frame, measure=before)
        shared = frame.reading is not None and frame.reading.rule.frame == "share"
        if frame.kind == "level" and frame.measure.name in _BARE_RATES and _is_told(carried):
            return replace(frame, measure=carried)
        if frame.kind != "level" or frame.measure.name not in UNNAMED or shared:
            return frame
        told = self._in_terms(sentence) or _told_before(sentence, at, frames)
        if told is not None:
            return replace(frame, measure=told)
        if frame.measure.name == "score" and (carried is None or carried.name in UNNAMED or not _is_listed(sentence, at, frame)):
            return frame
        if carried is not None and carried.percent:
            return replace(frame, measure=carried)
        named = any(
            sentence.letters[i - 2 : i] == "Mf" and sentence.chunks[i - 2].lower.endswith("performance")
            for i, other in frames.items()
            if i <= at and other.reading == frame.reading
        )
        return frame if named else replace(frame, measure=self.measures.named("score"))

    def _choose(self, sentence: Sentence, at: int, readings: Sequence[Reading], frames: dict[int, Frame]) -> Frame | None:
        quantity = sentence.chunks[at].quantity
        if quantity is None:
            return None
        if self._samples.sized(sentence, at):
            return self._samples.frame(sentence, at)
        vague: Frame | None = None
        listed = self._nearest.listed(sentence, at)
        for reading in readings:
            if any(rules_out(sentence, reading) for rules_out in _NO_READING):
                continue
            if listed is not None and reading.metric is not None and reading.metric < at:
                continue
            frame = self._interpreter.frame(sentence, at, reading, frames)
            kind = "level" if frame.kind == "pair" else reading.rule.frame if reading.rule.frame == "share" else frame.kind
            if not fits(quantity, frame.measure, kind=kind, measures=self.measures) or _is_far_amount(quantity, frame):
                continue
            if kind == "level" and frame.kind != "pair" and self._counted(sentence, reading, quantity):
                return vague or self._counts.frame(sentence, at)
            if vague is None and frame.measure.name in UNNAMED and frame.kind == "change":
                vague = self._named_behind(sentence, at, frame)
                if vague is not frame:
                    return vague
            elif vague is None or _names_it(frame, vague):
                return frame
        return vague or self._counts.frame(sentence, at) or listed

    def _in_terms(self, sentence: Sentence) -> Measure | None:
        """What the sentence says its values are in terms of, where it is one quality: "63% and 64% in terms of mAP"."""
        for at, chunk in enumerate(sentence.chunks):
            if chunk.lower == "in terms of" and (named := _IN_MEASURE.match(sentence.letters, at)) is not None:
                measure = self.measures.of_chunk(sentence.chunks[named.end() - 1])
                return measure if measure.percent and measure.name not in UNNAMED else None
        return None

    def _named_behind(self, sentence: Sentence, at: int, frame: Frame) -> Frame:
        """The frame with the quality that stands behind the number, if one does: "improves results by 3 points in ROUGE-2"."""
        behind = _IN_MEASURE.match(sentence.letters, at + 1)
        if behind is None or not sentence.chunks[at + 1].lower.startswith("in"):
            return frame
        measure = self.measures.of_chunk(sentence.chunks[behind.end() - 1])
        return frame if measure.family != "quality" or measure.name in UNNAMED else replace(frame, measure=measure)

    def _counted(self, sentence: Sentence, reading: Reading, quantity: Quantity) -> bool:
        """Whether a level is a count of the thing after the number ("49 tokens"), and no value of a measure far off."""
        if reading.metric is None or quantity.form not in ("bare", "of"):
            return False
        if reading.metric < reading.quantity:
            far = reading.metric < reading.quantity - 2 or sentence.chunks[reading.quantity - 1].lower in _MEANS
            return far and not quantity.decimal and self._counts.frame(sentence, reading.quantity) is not None
        return sentence.chunks[reading.metric].count is not None or self._counts.goes_on(
            sentence, reading.quantity, reading.metric
        )

    def _with_coordinated(self, sentence: Sentence, frame: Frame) -> list[Frame]:
        """One number with several metrics ("30% in FLOPs and memory") makes one frame each."""
        frames = [frame]
        reading = frame.reading
        if reading is None or reading.metric is None or not frame.shared or frame.kind not in ("change", "share"):
            return frames
        at = reading.metric
        while sentence.letters[at + 1 : at + 3] in ("&M", ",M", "&k", ",k"):
            at += 2
            if at + 1 == len(sentence.letters) or sentence.letters[at + 1] not in "PXHQ":
                measure = self.measures.of_chunk(sentence.chunks[at])
                frames.append(Frame(frame.kind, measure, frame.direction, frame.said, frame.rules, reading))
        return frames


def _apposed(sentence: Sentence, at: int, frames: dict[int, Frame]) -> Measure | None:
    """What the value right before a change measures, where the change only explains it: "88.2% on A (a 3% gain)"."""
    before = max((i for i in frames if i < at), default=None)
    if before is None or frames[before].kind != "level" or frames[before].measure.name in UNNAMED:
        return None
    measure = frames[before].measure
    if measure.family not in ("quality", "speed") and sentence.letters[at + 1 : at + 2] == "g":
        return None
    return measure if _APPOSED.fullmatch(sentence.letters[before + 1 : at]) is not None else None


def _points_back(sentence: Sentence, at: int, frames: dict[int, Frame]) -> bool:
    """Whether a sentence only explains the results before it: "These represent relative improvements of 16% and 2%"."""
    return _DEMONSTRATED.match(sentence.text, sentence.start) is not None and all(
        frames[i].kind == "change" for i in frames if i <= at
    )


def _is_told_of(frame: Frame) -> bool:
    """Whether what follows may be of the same measure: a quality, and no thing that only changes."""
    return frame.measure.family == "quality" and (frame.kind != "change" or frame.measure.rule != "")


def _names_it(frame: Frame, vague: Frame) -> bool:
    """Whether a weaker reading names the measure behind the number that a stronger one leaves unnamed: "improves results by
    3% in F1".
    """
    reading = frame.reading
    behind = reading is not None and reading.metric is not None and reading.metric > reading.quantity
    return behind and frame.kind == vague.kind and frame.measure.name not in UNNAMED and frame.measure.family == "quality"


def _told_before(sentence: Sentence, at: int, frames: dict[int, Frame]) -> Measure | None:
    """What the last value before the one at *at* measures, where both are written alike and it has a name."""
    form = sentence.chunks[at].quantity
    for place in sorted(frames, reverse=True):
        other, frame = sentence.chunks[place].quantity, frames[place]
        alike = form is not None and other is not None and other.form == form.form
        if alike and place < at and frame.kind == "level" and frame.measure.name not in UNNAMED:
            return frame.measure if frame.measure.percent else None
    return None


def _is_told(measure: Measure | None) -> TypeGuard[Measure]:
    """Whether the sentence before says what its values on a percentage scale are of."""
    return measure is not None and measure.percent and measure.name not in UNNAMED


def _is_far_amount(quantity: Quantity, frame: Frame) -> bool:
    """Whether a percentage would be the value of a cost or a speed that only stands some way before it."""
    reading = frame.reading
    far = reading is not None and reading.metric is not None and reading.quantity - reading.metric > _NEAR
    return far and frame.kind == "level" and is_amount(quantity, frame.measure)


def _is_listed(sentence: Sentence, at: int, frame: Frame) -> bool:
    """Whether a percentage stands in parentheses behind what it is of, and nothing in its sentence names a measure."""
    behind = frame.reading is not None and frame.reading.rule.inherit and sentence.letters[at - 1] == "("
    return behind and sentence.letters[at] == "P"


def _is_weak(reading: Reading) -> bool:
    """Whether a reading is given up for a neighbour's: an unspecific pattern, or a measure far away."""
    return reading.rule.priority < _STRONG or (reading.rule.frame == "level" and reading.distance > _FAR)


def _is_improved_thing(sentence: Sentence, reading: Reading) -> bool:
    """Whether a word of gain stands with a thing counted, which cannot be better or worse: "improvement on two tasks"."""
    if reading.metric is None or reading.effect is None or sentence.letters[reading.metric] != "K":
        return False
    return is_gain(sentence.chunks[reading.effect])


def _is_share_of_one(sentence: Sentence, reading: Reading) -> bool:
    """Whether a percentage would be of a counted thing in the singular, which only describes what follows: "20% of the LLM
    calls".
    """
    if reading.metric is None or reading.rule.frame != "share" or sentence.letters[reading.quantity] != "P":
        return False
    chunk = sentence.chunks[reading.metric]
    return chunk.letter == "K" and chunk.count is not None and chunk.count.metric not in _SETS and not is_plural(chunk.lower)


def _is_symbol(sentence: Sentence, reading: Reading) -> bool:
    """Whether the name that would be the measure of a value is none: a unit that no rule knows, a variable, things counted."""
    if reading.metric is None or sentence.letters[reading.metric] != "A" or reading.rule.frame != "level":
        return False
    name = sentence.chunks[reading.metric].text
    return len(name) < _SHORTEST_NAME or (is_plural(name) and not name.isupper())


def _is_value(sentence: Sentence, reading: Reading) -> bool:
    """Whether an amount of change stands before the word of change, so that the number behind the measure is its value:
    "a 19% increase in throughput (45 fps)".
    """
    if reading.effect is None or reading.quantity < reading.effect or sentence.letters[reading.quantity - 1] != "(":
        return False
    return sentence.letters[reading.effect] == "g" and sentence.letters[reading.effect - 1 : reading.effect] in tuple("PXQ")


_NO_READING = (_is_improved_thing, _is_share_of_one, _is_symbol, _is_value)
"""What rules a reading out."""


def _is_test_condition(sentence: Sentence, at: int, frame: Frame) -> bool:
    """Whether a size only tells where something was tried: "for 512k context lengths", "at 1024x1024"."""
    quantity = sentence.chunks[at].quantity
    if quantity is None or frame.kind != "level":
        return False
    if frame.measure.name == "resolution":
        return quantity.bound != "up_to"
    if _is_false_rate(frame.measure.name):
        return _behind_at(sentence, at, frame)
    if frame.measure.name in _CONDITIONS or frame.measure.name.endswith(("distance", "frequency")):
        told_by_unit = frame.rules == ("claim.unit.default",)
        return (sentence.chunks[at - 1].lower == "at" and not told_by_unit) or (
            frame.measure.name == "iou" and _is_threshold(sentence, at)
        )
    return frame.measure.name == "context_length" and sentence.letters[at - 1 : at] == "n"


def _is_false_rate(name: str) -> bool:
    return name.startswith("other:false") and name.endswith("rate")


def _behind_at(sentence: Sentence, at: int, frame: Frame) -> bool:
    """Whether the number, or its measure before it, only says where another is taken: "96.8% at a false match rate of 1%"."""
    metric = frame.reading.metric if frame.reading is not None and frame.reading.metric is not None else at
    first = min(at, metric)
    while first > 0 and sentence.letters[first - 1] in tuple("wAK"):
        first -= 1
    others = any(sentence.chunks[i].quantity is not None or sentence.letters[i] in "Mk" for i in range(first))
    return others and first > 0 and sentence.chunks[first - 1].lower == "at"


def _is_threshold(sentence: Sentence, at: int) -> bool:
    """Whether an overlap only says from where on something counts: "average precision at IoU > 0.5"."""
    near = sentence.chunks[max(0, at - 3) : at]
    return any(chunk.lower in ("at", "threshold", "thresholds") for chunk in near)


def _in_its_unit(sentence: Sentence, at: int, quantity: Quantity, frame: Frame) -> Quantity:
    """The quantity with the unit that its frame gives it: points told apart from it, multiples written without a sign."""
    if quantity.form != "bare" or frame.kind != "change":
        return quantity
    if _in_points(sentence, at, frame):
        return replace(quantity, unit="point")
    if frame.measure.family == "speed" and not quantity.sign:
        return replace(quantity, form="times", unit="x")
    return quantity


def _in_points(sentence: Sentence, at: int, frame: Frame) -> bool:
    """Whether the number's own unit word is "points": "3.0 BLEU points"."""
    metric = frame.reading.metric if frame.reading is not None else None
    near = sentence.chunks[at + 1 : (metric if metric is not None and metric > at else at) + 2]
    return any(c.lower.endswith(("point", "points")) for c in near)
