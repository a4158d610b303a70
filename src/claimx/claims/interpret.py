"""What a pattern's reading says of a number: its frame, with the measure that the words around it name."""

from __future__ import annotations

from claimx.claims import shares
from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.derive import Direction
from claimx.claims.frames import Frame, effect_direction, is_gain, is_transition, said_basis
from claimx.claims.measure import Measure, Measures
from claimx.claims.nouns import nouns
from claimx.claims.objects import object_of
from claimx.claims.patterns import Reading
from claimx.claims.words import is_plural, singular
from claimx.mentions import Quantity

_REACH = 14
_GENERIC = "performance"
_FAULTS = frozenset(["error_rate", "hallucination_rate"])
"""Rates of what can be counted as well."""
_SIZE = "model_size"
"""What "smaller" and "larger" imply, where no other measure stands by."""


class Interpreter:
    """Turns readings into frames, with one rulebook's measures."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def frame(self, sentence: Sentence, at: int, reading: Reading, frames: dict[int, Frame]) -> Frame:
        """The frame that *reading* gives the quantity at chunk *at*; *frames* are those of the numbers before it."""
        quantity = sentence.chunks[at].quantity
        cue = sentence.chunks[reading.effect] if reading.effect is not None else None
        measure = self._measure(sentence, at, reading, cue, frames)
        kind, direction = _kind(sentence, at, reading, quantity), _direction(reading, cue, measure)
        if kind == "change" and reading.rule.frame == "level":
            direction = "increase"
        if kind == "share" and quantity is not None and quantity.form == "percent":
            kind, measure = self._share(sentence, at, reading, cue, measure)
        if kind == reading.rule.frame == "level":
            measure = _sharpness(sentence, at, reading, measure) or self._of_level(sentence, at, frames, measure)
        said = said_basis(sentence, at) if kind == "change" else None
        return Frame(kind, measure, direction, said, (reading.rule.id,), reading)

    def _share(self, sentence: Sentence, at: int, reading: Reading, cue: Chunk | None, measure: Measure) -> tuple[str, Measure]:
        """A percentage of a percentage, or of the thing itself, is a level."""
        if measure.percent:
            return "share" if shares.is_kept(sentence, measure, reading) else "level", measure
        if cue is not None or not shares.is_own(sentence, measure, reading):
            return "share", measure
        if measure.family == "scale":
            noun = sentence.chunks[reading.metric].lower if reading.metric is not None else measure.name
            return "level", shares.of_things(sentence, at, noun, self._measures)
        return "level", shares.of_itself(sentence, reading, measure, self._measures)

    def _of_level(self, sentence: Sentence, at: int, frames: dict[int, Frame], measure: Measure) -> Measure:
        """What a value measures where the words name only "performance" or "speed"."""
        quantity = sentence.chunks[at].quantity
        if measure.name == "speed" and quantity is not None and (usual := self._measures.of_unit(quantity.unit)):
            return self._measures.named(usual[0])
        if quantity is not None and (faults := _counted_faults(sentence, at, quantity, measure)) is not None:
            return faults
        if measure.name != _GENERIC:
            return measure
        return self._nearby(sentence, at, frames, gain=True, generic=False) or measure

    def _measure(self, sentence: Sentence, at: int, reading: Reading, cue: Chunk | None, frames: dict[int, Frame]) -> Measure:
        implied = cue.cue.metric if cue is not None and cue.cue is not None else ""
        if reading.metric is not None:
            if name := _head(sentence, at, reading):
                return Measure(f"other:{name}", "quality")
            measure = self._measures.of_chunk(sentence.chunks[reading.metric])
            measure = shares.of_time(sentence, reading, measure, self._measures)
            if not implied or (measure.family != "quality" and (implied == _SIZE or reading.metric > reading.quantity)):
                return measure
        if implied:
            return self._measures.named(implied)
        earlier = [i for i, frame in frames.items() if i < at and (frame.kind != "change" or frame.measure.name != _GENERIC)]
        if reading.rule.inherit and earlier:
            return frames[max(earlier)].measure
        if reading.metric is None and (name := object_of(sentence, at) or _reduced(sentence, reading, cue)):
            return Measure(f"other:{name}", "quality")
        named = self._nearby(sentence, at, frames, gain=is_gain(cue), generic=reading.rule.frame != "level")
        default = reading.rule.metric or (_GENERIC if reading.rule.frame != "level" else "score")
        return named or self._measures.named(default)

    def _nearby(self, sentence: Sentence, at: int, frames: dict[int, Frame], *, gain: bool, generic: bool) -> Measure | None:
        """The measure named nearest before the quantity in its clause; of an apposition that of the number before it.

        What *gain* says is better or worse is a quality or a speed; a size named before it describes something else.
        Unless *generic*, a measure that only says that something is measured does not count.
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
            elif chunk.metric is not None and chunk.letter in "Mk":
                measure = self._measures.of_chunk(chunk)
                told = generic or not (
                    measure.name in (_GENERIC, "other:gap") or is_amount(sentence.chunks[at].quantity, measure)
                )
                if told and (not gain or measure.family in ("quality", "speed")):
                    return measure
        return None


def is_amount(quantity: Quantity | None, measure: Measure) -> bool:
    """Whether a measure is an amount of which a percentage is no value."""
    percent = quantity is not None and quantity.form == "percent"
    return percent and not measure.percent and measure.family in ("cost", "speed")


def _counted_faults(sentence: Sentence, at: int, quantity: Quantity, measure: Measure) -> Measure | None:
    """Faults, which have a rate as well, counted by a whole number right before them: "37 new bugs", "50 false alarms"."""
    following = sentence.chunks[at + 1 : at + 2]
    if quantity.form not in ("bare", "of") or quantity.decimal or measure.better != "lower" or not following:
        return None
    noun = following[0]
    if (
        noun.metric is None
        or noun.lower.endswith("bias")
        or not is_plural(noun.lower)
        or not (measure.name.startswith("other:") or measure.name in _FAULTS)
    ):
        return None
    return Measure(f"other:{noun.lower}", measure.family, "lower", unit=singular(noun.lower))


def _sharpness(sentence: Sentence, at: int, reading: Reading, measure: Measure) -> Measure | None:
    """What a resolution in no pixels is: a length or a time below which an instrument tells nothing apart."""
    quantity = sentence.chunks[at].quantity
    if (
        measure.name != "resolution"
        or quantity is None
        or quantity.unit in ("", "px")
        or (reading.metric or 0) > reading.quantity
    ):
        return None
    name = sentence.chunks[reading.metric].lower if reading.metric is not None else measure.name
    return Measure(f"other:{name}", "quality", "lower")


def _kind(sentence: Sentence, at: int, reading: Reading, quantity: Quantity | None) -> str:
    kind: str = reading.rule.frame
    if quantity is None:
        return kind
    if quantity.pair == "to" and kind in ("pair", "level"):
        return "pair" if is_transition(sentence, at) else "level"
    gained = quantity.sign == "+" and quantity.form != "unit" and sentence.letters[at - 1 : at] != "="
    return "change" if kind == "level" and gained else kind


def _direction(reading: Reading, cue: Chunk | None, measure: Measure) -> Direction | None:
    """The direction of the change; a speedup of a measure that is better when low lowers it."""
    direction = reading.rule.effect or effect_direction(cue)
    implied = cue.cue.metric if cue is not None and cue.cue is not None else ""
    if reading.metric is not None and implied not in ("", _SIZE) and measure.better == "lower":
        return "gain" if direction == "increase" else "loss"
    return direction


def _head(sentence: Sentence, at: int, reading: Reading) -> str:
    """What is changed where the measure of a reading only says whose it is: "the total profit of all users by 10%"."""
    if reading.metric is None or sentence.letters[reading.metric] != "K" or reading.effect is None or reading.metric > at:
        return ""
    between = sentence.letters[reading.effect + 1 : reading.metric]
    return object_of(sentence, at) if between.startswith("w") and "f" in between else ""


def _reduced(sentence: Sentence, reading: Reading, cue: Chunk | None) -> str:
    """What is less and is no known measure: "25% savings in energy-delay product"."""
    if cue is None or cue.letter != "g" or is_gain(cue) or reading.effect is None:
        return ""
    if sentence.letters[reading.effect + 1 : reading.effect + 2] not in tuple("nf"):
        return ""
    return nouns(sentence.chunks[reading.effect + 2 : reading.effect + 5])
