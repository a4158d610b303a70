"""A sentence's quantities become typed drafts: patterns, counts, what carries over, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claimx.claims.bounds import share_bounds
from claimx.claims.carry import carry, coordinate
from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.counts import Counts
from claimx.claims.fallback import Fallback
from claimx.claims.frames import Frame, draft, effect_direction, fits, is_gain, is_transition, said_basis
from claimx.claims.measure import Measure, Measures
from claimx.claims.nearest import Nearest
from claimx.claims.patterns import Patterns, Reading
from claimx.claims.words import plural
from claimx.mentions import Draft, Quantity
from claimx.rulebook import Rulebook

_STRONG = 60
"""Priority from which a pattern's reading is not given up for a neighbour's."""
_REACH = 14
_OWN_SHARE = frozenset(["labels", "data_efficiency", "tokens", "training_data", "steps"])
"""Measures of which a percentage is a share of the thing itself and no comparison with a baseline."""
_RATES = frozenset(["hallucination_rate", "success_rate", "accuracy", "error_rate", "other:coverage", "recall", "precision"])


@dataclass(slots=True)
class Found:
    """The drafts of a sentence with the chunk that each stands on, and what was dropped and why."""

    drafts: list[tuple[int, Draft, Frame]] = field(default_factory=list)
    dropped: list[tuple[Quantity, str]] = field(default_factory=list)
    measure: Measure | None = None
    """What the last result of the sentence measures."""


class Assembler:
    """Reads sentences with one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.measures = Measures(rulebook)
        self._patterns = Patterns(rulebook.patterns)
        self._counts = Counts(self.measures)
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
        found.measure = next((f.measure for f in reversed(frames.values()) if f.measure.family == "quality"), None)
        return found

    def _frames(self, sentence: Sentence, carried: Measure | None) -> dict[int, Frame]:
        readings = self._patterns.readings(sentence)
        frames: dict[int, Frame] = {}
        weak: set[int] = set()
        for at in sentence.quantities():
            frame = self._choose(sentence, at, readings[at], frames)
            if frame is not None:
                frames[at] = frame
                if frame.reading is not None and frame.reading.rule.priority < _STRONG:
                    weak.add(at)
        carry(sentence, frames, weak)
        for at in sentence.quantities():
            if at in frames:
                continue
            frame = self._fallback.frame(sentence, at) or self._nearest.frame(sentence, at, frames, carried=carried)
            if frame is not None:
                frames[at] = frame
                weak.add(at)
        carry(sentence, frames, weak)
        coordinate(sentence, frames)
        return dict(sorted(frames.items()))

    def _choose(self, sentence: Sentence, at: int, readings: Sequence[Reading], frames: dict[int, Frame]) -> Frame | None:
        quantity = sentence.chunks[at].quantity
        if quantity is None or self._counts.is_part(sentence, at):
            return None
        for reading in readings:
            frame = self._frame(sentence, at, reading, frames)
            kind = "level" if frame.kind == "pair" else frame.kind
            if not fits(quantity, frame.measure, kind=kind, measures=self.measures):
                continue
            if kind == "level" and frame.kind != "pair" and self._counted(sentence, reading, quantity):
                return self._counts.frame(sentence, at)
            return frame
        return self._counts.frame(sentence, at)

    @staticmethod
    def _counted(sentence: Sentence, reading: Reading, quantity: Quantity) -> bool:
        """Whether the measure of a level is a thing counted after the number ("49 tokens")."""
        if reading.metric is None or reading.metric < reading.quantity or quantity.form not in ("bare", "of"):
            return False
        return sentence.chunks[reading.metric].count is not None

    def _frame(self, sentence: Sentence, at: int, reading: Reading, frames: dict[int, Frame]) -> Frame:
        chunks = sentence.chunks
        rule = reading.rule
        quantity = chunks[at].quantity
        cue = chunks[reading.effect] if reading.effect is not None else None
        direction = rule.effect or effect_direction(cue)
        kind: str = rule.frame
        measure = self._measure(sentence, at, reading, cue, frames)
        if (
            reading.metric is not None
            and cue is not None
            and cue.cue is not None
            and cue.cue.metric
            and measure.better == "lower"
        ):
            direction = "gain" if direction == "increase" else "loss"
        if kind == "level" and quantity is not None and quantity.sign == "+" and quantity.form != "unit":
            kind, direction = "change", "increase"
        if quantity is not None and quantity.pair == "to" and kind in ("pair", "level"):
            kind = "pair" if is_transition(sentence, at) else "level"
        if kind == "share" and quantity is not None and quantity.form == "percent" and measure.percent:
            kind = "level"
        if (
            kind == "share"
            and cue is None
            and quantity is not None
            and quantity.form == "percent"
            and self._is_own_share(sentence, measure, reading)
        ):
            kind = "level"
            if measure.family == "scale":
                measure = self._share_of_things(sentence, at, measure)
        if (
            kind == "level"
            and measure.name == "speed"
            and quantity is not None
            and (usual := self.measures.of_unit(quantity.unit))
        ):
            measure = self.measures.named(usual[0])
        if kind == rule.frame == "level" and measure.name == "performance":
            measure = self._nearby(sentence, at, "score", frames, gain=True, generic=False)
        said = said_basis(sentence, at) if kind == "change" else None
        return Frame(kind, measure, direction, said, (rule.id,), reading)

    def _measure(self, sentence: Sentence, at: int, reading: Reading, cue: Chunk | None, frames: dict[int, Frame]) -> Measure:
        named = cue is not None and cue.cue is not None and cue.cue.metric
        if reading.metric is not None and not (sentence.letters[reading.metric] == "K" and is_gain(cue)):
            measure = self.measures.of_chunk(sentence.chunks[reading.metric])
            if not named or measure.family != "quality":
                return measure
        if named:
            return self.measures.named(named)
        earlier = [i for i in frames if i < at]
        if reading.rule.inherit and earlier:
            return frames[max(earlier)].measure
        default = reading.rule.metric or ("performance" if reading.rule.frame != "level" else "score")
        return self._nearby(sentence, at, default, frames, gain=is_gain(cue))

    def _nearby(
        self, sentence: Sentence, at: int, default: str, frames: dict[int, Frame], *, gain: bool, generic: bool = True
    ) -> Measure:
        """The measure named nearest before the quantity in its clause; of an apposition that of the number before it.

        What *gain* says is better or worse is a quality or a speed; a size named before it describes something else.
        """
        for i in range(at - 1, max(-1, at - _REACH), -1):
            chunk = sentence.chunks[i]
            if chunk.letter == ";":
                break
            if chunk.quantity is not None:
                if i in frames and sentence.letters[i + 1 : at].strip("Mk") in (",", "(", ",a"):
                    return frames[i].measure
                if frames.get(i) is not None and frames[i].kind != "level":
                    break
                continue
            if chunk.metric is not None and chunk.letter in "Mk":
                measure = self.measures.of_chunk(chunk)
                if (not gain or measure.family in ("quality", "speed")) and (generic or measure.name != "performance"):
                    return measure
        return self.measures.named(default)

    def _share_of_things(self, sentence: Sentence, at: int, measure: Measure) -> Measure:
        """What a percentage of counted things measures: wins, hallucinations, or just their share."""
        before = sentence.chunks[:at]
        if any(c.letter == "o" for c in before):
            return self.measures.named("win_rate")
        for chunk in reversed(before):
            if chunk.cue is not None and chunk.letter == "a" and chunk.cue.metric:
                return self.measures.named(chunk.cue.metric)
            if chunk.quantity is not None and chunk.quantity.form == "percent":
                continue
            if chunk.metric is not None and chunk.metric.percent and chunk.metric.name in _RATES:
                return self.measures.of_chunk(chunk)
            if chunk.quantity is not None:
                break
        return Measure(f"other:share of {plural(measure.unit or measure.name)}", "quality", percent=True)

    @staticmethod
    def _is_own_share(sentence: Sentence, measure: Measure, reading: Reading) -> bool:
        if reading.metric is None:
            return False
        words = " ".join(c.lower for c in sentence.chunks[reading.quantity + 1 : reading.metric + 1])
        if "full" in words or "'s" in words:
            return False
        return measure.name in _OWN_SHARE or measure.family == "scale"

    def _with_coordinated(self, sentence: Sentence, frame: Frame) -> list[Frame]:
        """One number with several metrics ("30% in FLOPs and memory") makes one frame each."""
        frames = [frame]
        reading = frame.reading
        if reading is None or reading.metric is None or frame.kind not in ("change", "share"):
            return frames
        at = reading.metric
        while sentence.letters[at + 1 : at + 3] in ("&M", ",M", "&k", ",k"):
            at += 2
            if at + 1 == len(sentence.letters) or sentence.letters[at + 1] not in "PXHQ":
                measure = self.measures.of_chunk(sentence.chunks[at])
                frames.append(Frame(frame.kind, measure, frame.direction, frame.said, frame.rules, reading))
        return frames


def _is_test_condition(sentence: Sentence, at: int, frame: Frame) -> bool:
    """Whether a size only tells where something was tried: "for 512k context lengths", "at 1024x1024"."""
    quantity = sentence.chunks[at].quantity
    if quantity is None or frame.kind != "level":
        return False
    if frame.measure.name == "resolution":
        return quantity.bound != "up_to"
    return frame.measure.name == "context_length" and sentence.letters[at - 1 : at] == "n"


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
