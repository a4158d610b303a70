"""Counted things: "596 diverse instructions", "a 2.6B decoder-only language model", "four RTX 4090 GPUs"."""

from __future__ import annotations

import re

from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.frames import Frame
from claimx.claims.measure import Measure, Measures
from claimx.claims.words import is_plural, plural, singular
from claimx.mentions import Quantity

_MODELISH = frozenset(
    "model models backbone backbones llm llms vlm vlms mllm mllms network networks transformer transformers variant "
    "variants parameter parameters param params decoder encoder lm lms vla vlas checkpoint checkpoints scale scales "
    "moe teacher student architecture generator sized size dit policy baseline baselines counterpart counterparts".split()
)
_HOLDS = re.compile(r"corpus|dataset|contain|compris|consist|collection|made")
_LARGE = 1e6
"""Tokens from which a count of them is of training data and not of a context."""
_USING = frozenset(["using", "use", "uses", "utilizing", "leveraging"])
_PARTS = frozenset(
    "types type kinds stages steps phases components modules contributions aspects ways dimensions parts levels challenges "
    "findings insights strategies factors properties innovations designs objectives families modalities questions variants "
    "perspectives principles categories criteria axes directions layers approaches classes settings regimes modes sets groups "
    "cases forms roles agents paradigms techniques mechanisms tasks methods losses ideas key main novel views".split()
)
"""What small spelled-out numbers count when they describe a method or a text and not its extent."""
_ALWAYS = frozenset(["datasets", "languages", "participants", "gpu_count"])
"""Things whose number is a claim however small it is."""
_SLIPS = frozenset(["dataset", "benchmark"])
_EXTENT = frozenset("across on over spanning covering covers of evaluate evaluated evaluating compare comparing against to for "
                    "comprising including includes contains containing supports supporting with after encompassing "
                    "through".split())  # fmt: skip
_SMALLEST_UNKNOWN = 10
_NOUN_REACH = 7
_PARAMETERS_FROM = 1e5


class Counts:
    """Finds what a bare number counts."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def frame(self, sentence: Sentence, at: int) -> Frame | None:
        """The count frame of the quantity at chunk *at*, None where it counts nothing that is a claim."""
        quantity = sentence.chunks[at].quantity
        if quantity is None or quantity.form not in ("bare", "of") or (quantity.decimal and not quantity.scaled):
            return None
        if self._is_model_size(sentence, at, quantity):
            return Frame("level", self._measures.named("parameters"), rules=("claim.count.model_size",))
        noun = self._noun(sentence, at, quantity)
        if noun is None:
            return None
        if self._is_condition(sentence, at, quantity, noun):
            return None
        if noun.letter == "G":
            return Frame("level", self._measures.named("gpu_count"), rules=("claim.count.device",))
        if noun.count is not None:
            return self._known(sentence, at, noun, quantity)
        return self._unknown(noun, quantity)

    def _is_model_size(self, sentence: Sentence, at: int, quantity: Quantity) -> bool:
        if not quantity.scaled or quantity.value < _PARAMETERS_FROM:
            return False
        if quantity.compound.lower() in _MODELISH or sentence.letters[max(0, at - 2) : at] in ("A(", "S("):
            return True
        for i in range(at + 1, min(at + _NOUN_REACH, len(sentence.chunks))):
            chunk = sentence.chunks[i]
            if any(word in _MODELISH for word in chunk.lower.replace("-", " ").split()):
                return True
            if chunk.quantity is not None:
                return chunk.quantity.scaled and self._is_model_size(sentence, i, chunk.quantity)
            if chunk.letter not in "wASMi-&K,":
                return False
        return False

    def _noun(self, sentence: Sentence, at: int, quantity: Quantity) -> Chunk | None:
        """The head noun after the number: a device, or the first noun in the plural (as a modifier it is singular)."""
        if quantity.compound:
            return self._compound(sentence, at)
        for i in range(at + 1, min(at + 1 + _NOUN_REACH, len(sentence.chunks))):
            chunk = sentence.chunks[i]
            if chunk.letter == "G":
                return chunk
            if chunk.count is not None or chunk.letter == "w":
                if is_plural(chunk.lower) or (chunk.count is not None and (quantity.value == 1 or _lacks_plural(sentence, i))):
                    return chunk
            elif chunk.letter == "&":
                if sentence.letters[i + 1 : i + 2] not in ("w", "K", "k", "M", "A", "S", "D") or i == at + 1:
                    return None
            elif chunk.letter == ",":
                if sentence.letters[i + 1 : i + 2] not in ("w", "K", "k") or i == at + 1:
                    return None
            elif chunk.letter not in "ASDMkiem" and not (chunk.letter in "aud" and chunk.lower.endswith("ed")):
                return None
        return None

    def _compound(self, sentence: Sentence, at: int) -> Chunk | None:
        """The noun of "77-class" or "20-client"."""
        following = sentence.chunks[at + 1 : at + 3]
        return next((c for c in following if c.count is not None), None)

    def _known(self, sentence: Sentence, at: int, noun: Chunk, quantity: Quantity) -> Frame | None:
        count = noun.count
        if count is None:
            return None
        measure = self._measures.of_count(count, singular(noun.lower))
        name = self._in_context(sentence, at, measure, quantity)
        if name is not None:
            special = self._measures.named(name)
            measure = Measure(name, special.family, special.better, unit=measure.unit, rule=measure.rule)
        return Frame("level", measure, rules=("claim.count.known", count.id))

    def _in_context(self, sentence: Sentence, at: int, measure: Measure, quantity: Quantity) -> str | None:
        """The metric that the words before the number make of it: training data, context length."""
        before = sentence.chunks[max(0, at - 7) : at]
        if measure.unit == "problem" and quantity.word:
            return "tasks"
        trains = any(c.letter == "i" and " " in c.lower for c in before)
        using = bool(before) and (
            before[-1].lower in _USING or (before[-1].letter == "F" and quantity.bound in ("up_to", "exact"))
        )
        only = self._emphasised(sentence, at) and bool(before) and before[-1].lower in ("with", "on", "from", "requires", "needs")
        large = measure.name != "tokens" or quantity.value >= _LARGE
        if measure.name in ("dataset_size", "training_data", "tokens") and large and (trains or using or only):
            return "training_data"
        if measure.name == "tokens":
            if any(c.metric is not None and c.metric.name == "context_length" for c in sentence.chunks[max(0, at - 4) : at + 5]):
                return "context_length"
            if any(word in c.lower for c in before for word in ("sequence", "context", "document")):
                return "context_length"
            if any(_HOLDS.search(c.lower) for c in sentence.chunks[:at]):
                return "dataset_size"
        return None

    @staticmethod
    def _emphasised(sentence: Sentence, at: int) -> bool:
        start = sentence.chunks[at].start
        return any(f.lower in ("only", "just", "merely") and 0 <= start - f.end <= 3 for f in sentence.fillers)

    def _is_condition(self, sentence: Sentence, at: int, quantity: Quantity, noun: Chunk) -> bool:
        """Whether the number only says under which condition something holds: a threshold, a test bed, "the 1000 ..."."""
        before = sentence.letters[at - 1 : at]
        inside = sentence.letters.rfind("(", 0, at) > sentence.letters.rfind(")", 0, at)
        if inside and quantity.bound == "more_than" and sentence.text[quantity.outer_start] in ">≥":
            return True
        if noun.count is None:
            return any(
                f.lower in ("the", "these", "those") and 0 <= sentence.chunks[at].start - f.end <= 1 for f in sentence.fillers
            )
        if noun.count.metric in ("other:nodes", "other:cpu cores"):
            return before == "n" or inside
        return False

    def _unknown(self, noun: Chunk, quantity: Quantity) -> Frame | None:
        """A number and a plural noun that no rule knows: a count of that thing, if it is not a small one."""
        small = quantity.word or quantity.value < _SMALLEST_UNKNOWN
        if small or quantity.value2 is not None or noun.lower.endswith("ings") or noun.lower in _PARTS:
            return None
        one = singular(noun.lower)
        return Frame("level", Measure(f"other:{plural(one)}", "scale", unit=one), rules=("claim.count.unknown",))

    def is_part(self, sentence: Sentence, at: int) -> bool:
        """Whether a small number counts the parts of a method or a text ("two stages"), which is no claim."""
        quantity = sentence.chunks[at].quantity
        if quantity is None or not quantity.word or quantity.scaled or quantity.form != "bare":
            return False
        if quantity.bound != "exact" or quantity.value > _SMALLEST_UNKNOWN:
            return False
        noun = self._noun(sentence, at, quantity)
        if noun is not None and (noun.letter == "G" or (noun.count is not None and noun.count.metric in _ALWAYS)):
            return False
        before = sentence.chunks[at - 1] if at else None
        if (
            before is not None
            and before.letter in "&,"
            and any(c.quantity is not None for c in sentence.chunks[max(0, at - 4) : at])
        ):
            return False
        return before is None or before.lower not in _EXTENT


def _lacks_plural(sentence: Sentence, at: int) -> bool:
    """Whether the noun at chunk *at* ends a noun phrase and is one whose plural is at times forgotten: "two dataset."."""
    if sentence.chunks[at].lower not in _SLIPS:
        return False
    following = sentence.chunks[at + 1 : at + 4]
    if not following or not following[0].lower[:1].isalnum():
        return True
    return following[0].letter == "&" and all(chunk.count is None for chunk in following)
