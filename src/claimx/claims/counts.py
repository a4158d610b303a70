"""Counted things: "596 diverse instructions", "a 2.6B decoder-only language model", "four RTX 4090 GPUs"."""

from __future__ import annotations

import re
from dataclasses import replace

from claimx.claims.chunks import Sentence
from claimx.claims.counted import Counted, CountedNouns, both_numbers, filler_before, is_many
from claimx.claims.extent import Extents, is_small
from claimx.claims.frames import Frame
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.claims.measure import Measure, Measures
from claimx.claims.purpose import Purposes
from claimx.claims.words import plural
from claimx.mentions import Quantity
from claimx.rulebook import Rulebook

_NOUN_REACH = 7
_OUTCOME_REACH = 60
_LONGEST_LIST = 6
_WHOLE_REACH = 24
_SPREAD_REACH = 3
_SPREAD = frozenset(["spanning", "ranging", "range", "between", "from", "of", "at", "sizes", "scales", "with", "both"])
_PARAMETERS_FROM = 1e5
_ACCELERATOR = re.compile(r"(?i:[gtn]pu|accelerator|nvidia|geforce|ascend)|\b(?:RTX|GTX|[AHVPTL]\d{1,3}|TITAN|MI\d+)\b")
_KIND = re.compile(r"[TNI]PU")
"""Accelerators that are counted under their own name."""
_MANY_PARTS = 20
"""More than so many of what else are parts of a method or a text are an extent."""
_OF_MODELS = ("parameters", "trainable_parameters", "models")
"""Measures of things whose number behind "models with" is their size."""
_CLASS = "class"
"""What a size names behind its hyphen besides models: "30B-class systems"."""
_ACTIVE = frozenset(["activated", "active", "activating"])
"""What a share of a model's parameters is: "3.3 billion activated per token"."""
_OPEN = "other:"
_PER = frozenset(["second", "sec", "s", "minute", "min", "hour", "h", "day", "week", "month", "year", "square"])
_STRETCHES = {"second": "s", "sec": "s", "s": "s", "minute": "min", "min": "min", "hour": "h", "h": "h", "day": "day"}
_MANY_A_SECOND = 1000
_OF_WHICH = re.compile(r"\bof (?:which|whom|these),?\s")
_FOR_PURPOSE = re.compile(r"\s(?:(?:were|are|was|is)\s(?:\w+\s)?)?(?:for|in)\s(?:train|test|valid|evaluat|develop|fine)")
_FOR_TRAINING = re.compile(r"\s(?:(?:were|are|was|is)\s(?:\w+\s)?)?for\s(?:train|fine)")


def _is_size_of_one(sentence: Sentence, at: int, quantity: Quantity) -> bool:
    """Whether billions, written with their letter, stand before a noun in the singular: "a 4B research agent"."""
    if sentence.text[quantity.end - 1 : quantity.end] != "B" or quantity.compound or quantity.pair:
        return False
    place = at + 1
    while sentence.letters[place : place + 1] in tuple("wASkKM") and not is_many(sentence.chunks[place]):
        place += 1
    following = sentence.letters[place : place + 1]
    return place > at + 1 and following not in tuple("wASkKM-,&")


class Counts:
    """Finds what a bare number counts."""

    def __init__(self, measures: Measures, rulebook: Rulebook, vocabulary: Vocabulary) -> None:
        self._measures = measures
        self._has = vocabulary.has
        self._modelish = both_numbers(vocabulary.role("count_model"))
        self._modelish_parts = frozenset([*self._modelish, _CLASS])
        self._nouns = CountedNouns(rulebook)
        self._extents = Extents(self._nouns, vocabulary)
        self._purposes = Purposes(vocabulary)

    def is_part(self, sentence: Sentence, at: int) -> bool:
        """Whether a small number counts the parts of a method or a text ("two stages"), which is no claim."""
        quantity = sentence.chunks[at].quantity
        if quantity is None or quantity.form != "bare":
            return False
        noun = self._nouns.find(sentence, at)
        if quantity.compound and noun is None and not (quantity.scaled or quantity.decimal):
            return True
        if not is_small(quantity) or self._extents.steps_taken(sentence, at):
            return False
        return (quantity.word or noun is not None) and not self._extents.claimed(sentence, at, noun)

    def goes_on(self, sentence: Sentence, at: int, metric: int) -> bool:
        """Whether the measure at *metric* only modifies a thing counted: "10,000 high quality robot trajectories"."""
        quantity = sentence.chunks[at].quantity
        if quantity is None or quantity.form != "bare" or (quantity.decimal and not quantity.scaled):
            return False
        noun = self._nouns.find(sentence, at)
        return noun is not None and noun.place > metric and noun.chunk.count is not None

    def frame(self, sentence: Sentence, at: int) -> Frame | None:
        """The count frame of the quantity at chunk *at*, None where it counts nothing that is a claim."""
        quantity = sentence.chunks[at].quantity
        if quantity is None or quantity.form not in ("bare", "of") or (quantity.decimal and not quantity.scaled):
            return None
        noun = self._nouns.find(sentence, at)
        if self._is_model_size(sentence, at, quantity) and (noun is None or noun.metric != "trainable_parameters"):
            return Frame("level", self._measures.named("parameters"), rules=("claim.count.model_size",))
        if noun is None:
            return self._of_split(sentence, at) or self._told_before(sentence, at, quantity)
        if self._is_condition(sentence, at, quantity, noun):
            return None
        if noun.chunk.letter == "G":
            return self._devices(sentence, noun)
        if quantity.form == "of":
            return self._out_of(sentence, at, noun)
        return self._counted(sentence, at, noun, quantity)

    def _devices(self, sentence: Sentence, noun: Counted) -> Frame | None:
        if not _ACCELERATOR.search(noun.chunk.text):
            return None
        kind = _KIND.search(sentence.text, noun.chunk.start, min(sentence.end, noun.chunk.end + len(" NPU")))
        measure = self._measures.named("gpu_count")
        return Frame("level", replace(measure, unit=kind.group() if kind else measure.unit), rules=("claim.count.device",))

    def _is_model_size(self, sentence: Sentence, at: int, quantity: Quantity, *, items: int = _LONGEST_LIST) -> bool:
        if not quantity.scaled or quantity.value < _PARAMETERS_FROM:
            return False
        if any(chunk.lower in _ACTIVE for chunk in sentence.chunks[at + 1 : at + 2]):
            return True
        if quantity.compound.lower() in self._modelish_parts or sentence.letters[max(0, at - 2) : at] in ("A(", "S("):
            return not self._is_scale_of_set(sentence, at, quantity)
        counted = self._nouns.find(sentence, at)
        others = counted is not None and counted.metric not in _OF_MODELS
        if (self._behind_models(sentence, at) and not others) or _is_size_of_one(sentence, at, quantity):
            return True
        if quantity.compound and self._nouns.knows(quantity.compound):
            return False
        for i in range(at + 1, min(at + _NOUN_REACH, len(sentence.chunks))):
            chunk = sentence.chunks[i]
            if any(word.removesuffix("'s") in self._modelish for word in chunk.lower.replace("-", " ").split()):
                return True
            if chunk.quantity is not None:
                listed = items > 0 and chunk.quantity.scaled
                return listed and self._is_model_size(sentence, i, chunk.quantity, items=items - 1)
            if chunk.letter not in "wASMi-&K,":
                return False
        return False

    def _behind_models(self, sentence: Sentence, at: int) -> bool:
        """Whether the sizes of models just named are told: "models from 0.5B to 8B", "model scales (0.6B-32B)"."""
        place = at - 1
        while (
            place >= 0
            and at - place <= _SPREAD_REACH
            and (sentence.chunks[place].lower in _SPREAD or sentence.letters[place] == "(")
        ):
            place -= 1
        return 0 <= place < at - 1 and sentence.chunks[place].lower.split()[-1].rsplit("-", 1)[-1] in self._modelish

    def _is_scale_of_set(self, sentence: Sentence, at: int, quantity: Quantity) -> bool:
        """Whether "180K-scale" tells the size of a dataset and not of a model."""
        if quantity.compound.lower() not in ("scale", "sized", "size"):
            return False
        return any(self._has("count_whole", chunk.lower) for chunk in sentence.chunks[at + 1 : at + 6])

    def _counted(self, sentence: Sentence, at: int, noun: Counted, quantity: Quantity) -> Frame | None:
        if self._is_rate(sentence, noun):
            return self._rate(sentence, noun, quantity)
        name = self._purposes.metric(sentence, at, noun, quantity)
        count = noun.chunk.count
        if count is None:
            return self._unknown(sentence, at, noun, quantity, name=name)
        measure = self._measures.of_count(count, noun.one)
        if name == f"{_OPEN}*":
            name = f"{_OPEN}{plural(noun.one)}"
        if name:
            special = self._measures.named(name)
            family = "scale" if name.startswith(_OPEN) else special.family
            measure = Measure(name, family, special.better, unit=measure.unit, rule=measure.rule)
        return Frame("level", measure, rules=("claim.count.known", count.id))

    def _unknown(self, sentence: Sentence, at: int, noun: Counted, quantity: Quantity, *, name: str) -> Frame | None:
        """A number and a plural noun that no rule knows: a count of that thing, if it is not a small one."""
        one = noun.one
        if (quantity.value2 is not None and quantity.decimal) or noun.chunk.lower.endswith("ings"):
            return None
        small = is_small(quantity)
        if small and not self._extents.claimed(sentence, at, noun):
            return None
        name = name or ("models" if self._extents.beaten(sentence, at) else "")
        vague = self._has("count_part" if quantity.value <= _MANY_PARTS else "count_degree", one)
        if "m" in sentence.letters[at + 1 : noun.place] or (vague and not name):
            return None
        measure = Measure(name or f"{_OPEN}{plural(one)}", "scale", unit=one)
        return Frame("level", measure, rules=("claim.count.unknown",))

    def _is_rate(self, sentence: Sentence, noun: Counted) -> bool:
        """Whether the noun is only a part of a rate: "5,800 blinks per second", "1,672 inhabitants per square kilometre"."""
        following = sentence.chunks[noun.place + 1 : noun.place + 3]
        if not following or following[0].lower not in ("per", "/"):
            return False
        return noun.chunk.count is None or following[-1].lower in _PER

    def _rate(self, sentence: Sentence, noun: Counted, quantity: Quantity) -> Frame | None:
        """How many things are handled in a stretch of time: "10,000 queries per day"; a small number is of something else."""
        time = _STRETCHES.get(sentence.chunks[min(noun.place + 2, len(sentence.chunks) - 1)].lower)
        if time is None or not (quantity.scaled or quantity.value >= _MANY_A_SECOND):
            return None
        measure = replace(self._measures.named("throughput"), unit=f"{noun.one}/{time}")
        return Frame("level", measure, rules=("claim.count.rate",))

    def _told_before(self, sentence: Sentence, at: int, quantity: Quantity) -> Frame | None:
        """A number alone in parentheses behind the things that it counts: "training tokens (73.1B)"."""
        if sentence.letters[max(0, at - 2) : at + 2] not in ("K(N)", "k(N)") or is_small(quantity):
            return None
        chunk = sentence.chunks[at - 2]
        return self._counted(sentence, at, Counted(chunk, at - 2), quantity) if is_many(chunk) else None

    def _of_split(self, sentence: Sentence, at: int) -> Frame | None:
        """A part of the dataset just counted, told by its number: (800 train, 100 val, 100 test)."""
        whole = next((i for i in range(at - 1, max(-1, at - _WHOLE_REACH), -1) if self._counts_itself(sentence, i)), None)
        if whole is None or not self._parts_of(sentence, at, whole):
            return None
        frame = self.frame(sentence, whole)
        if frame is None or frame.measure.family != "scale":
            return None
        measure = frame.measure
        if measure.name == "dataset_size" and _FOR_TRAINING.match(sentence.text, sentence.chunks[at].end, sentence.end):
            measure = replace(measure, name="training_data")
        return Frame("level", measure, rules=("claim.count.split",))

    def _counts_itself(self, sentence: Sentence, place: int) -> bool:
        quantity = sentence.chunks[place].quantity
        return quantity is not None and quantity.form == "bare" and self._nouns.find(sentence, place) is not None

    def _parts_of(self, sentence: Sentence, at: int, whole: int) -> bool:
        """Whether the number at *at* counts some of the things at *whole*: in parentheses, or behind "of which"."""
        following = sentence.chunks[at + 1 : at + 2]
        opened = sentence.letters.rfind("(", whole, at)
        if opened >= 0 and ")" not in sentence.letters[opened:at]:
            return bool(following) and self._has("count_split", following[0].lower)
        start, end = sentence.chunks[whole].end, sentence.chunks[at].start
        said = _OF_WHICH.search(sentence.text, start, end)
        if said is None:
            return False
        return said.end() == end or (bool(following) and _FOR_PURPOSE.match(sentence.text, sentence.chunks[at].end) is not None)

    def _out_of(self, sentence: Sentence, at: int, noun: Counted) -> Frame:
        """A count out of a total is an outcome: "13 of 73 tasks"."""
        start = sentence.chunks[at].start
        words = sentence.text[max(sentence.start, start - _OUTCOME_REACH) : start].lower().split()
        unit = (noun.chunk.count.unit if noun.chunk.count is not None else "") or noun.one
        name = f"{_OPEN}{plural(unit)}"
        if any(self._has("count_success", word) for word in words):
            name = "success_rate"
        elif any(self._has("count_win", word) for word in words):
            name = "win_rate"
        measure = Measure(name, "quality", "higher" if not name.startswith(_OPEN) else None, unit=unit)
        return Frame("level", measure, rules=("claim.count.out_of",))

    def _is_condition(self, sentence: Sentence, at: int, quantity: Quantity, noun: Counted) -> bool:
        """Whether the number only says under which condition something holds: a threshold, a test bed, "the 1000 ..."."""
        before = sentence.letters[at - 1 : at]
        inside = sentence.letters.rfind("(", 0, at) > sentence.letters.rfind(")", 0, at)
        if inside and quantity.bound == "more_than" and sentence.text[quantity.outer_start] in ">≥":
            return True
        if noun.chunk.count is None:
            return filler_before(sentence, sentence.chunks[at].start) in ("the", "these", "those")
        if noun.metric in ("other:nodes", "other:cpu cores"):
            return before == "n" or inside
        return False
