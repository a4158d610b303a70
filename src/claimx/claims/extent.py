"""Whether a small number tells an extent ("across three benchmarks") or the parts of a method or text ("two stages")."""

from __future__ import annotations

import re

from claimx.claims.chunks import Sentence
from claimx.claims.counted import Counted, CountedNouns, both_numbers
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.claims.words import is_plural
from claimx.mentions import Quantity

_SMALL = 10
_REACH = 14
"""Chunks before a number in which what it is tried in can stand."""
_HELD = frozenset(["tasks", "dataset_size", "training_data", "labels", "datasets", "participants", "languages", "tokens"])
"""Measures of things whose small number a whole may be said to hold."""
_TRIED = frozenset([*_HELD, "models", "steps", "agents", "gpu_count"])
"""Measures of things whose small number is a claim where a method is tried on them, or against them."""
_STEPS_IN = frozenset(["in", "with", "using", "within", "after", "to", "for"])
_STAGES = 3
"""Up to so many steps, spelled out and of no kind, are the parts of a method: "operates in two steps"."""
_OWNED = frozenset(["has", "have", "having"])
_LONGEST_LIST = 6
_LIST_REACH = 8
_LLMS = "count.language_models"
_USED = frozenset(["use", "uses", "used", "using", "employ", "employs", "employed", "employing", "consider", "study", "select"])
"""Verbs whose object is tried where it is a language model."""
_OPENING = frozenset(["in", "on", "for", "with", "using"])
_BEATEN = frozenset("outperforms outperform outperforming outperformed surpasses surpassing surpassed beats beating".split())
"""Verbs whose object is a rival, whatever it is called: "outperforms three recent techniques"."""
_APART = frozenset(["between", "either"])
"""Words before things that are told apart and no extent: "to distinguish between two languages"."""
_OF_REPORTS = re.compile(r"Kf$")
_FROM_THINGS = re.compile(r"[wkKMASDi-]{1,5}[Ffn]")
_LISTED = re.compile(r"[wkKMASDGi-]{0,7}(?:[nf][wkKMASDGi-]{1,3})?(?:,?&|,)")
_LISTED_CLOSELY = re.compile(r"[^nf]*")
_DETERMINERS = frozenset(["these", "those", "both", "all", "our", "each"])
_OF_PLACES = ("count.other_places", "count.participants", "count.languages")


def is_small(quantity: Quantity) -> bool:
    """Whether the number is one that may count parts: a whole number up to ten, without scale."""
    return quantity.form == "bare" and not (quantity.scaled or quantity.decimal) and 0 <= quantity.value <= _SMALL


class Extents:
    """Judges small numbers with one rulebook."""

    def __init__(self, nouns: CountedNouns, vocabulary: Vocabulary) -> None:
        self._nouns = nouns
        self._has = vocabulary.has
        self._parts = both_numbers(vocabulary.role("count_part") | vocabulary.role("count_minor"))
        self._vague = both_numbers(vocabulary.role("count_part"))
        self._wholes = both_numbers(vocabulary.role("count_whole"))

    def claimed(self, sentence: Sentence, at: int, noun: Counted | None) -> bool:
        """Whether the small quantity at chunk *at* is the size of something that a reader would compare."""
        quantity = sentence.chunks[at].quantity
        if quantity is None or noun is None or quantity.value == 0:
            return quantity is not None and not quantity.word and noun is None
        return self._alone(sentence, at, noun, quantity) or self._listed(sentence, at, noun)

    def steps_taken(self, sentence: Sentence, at: int) -> bool:
        """Whether something is done in so many steps, by the name of the measure: "with only five denoising steps"."""
        following = sentence.chunks[at + 1 : at + 2]
        quantity = sentence.chunks[at].quantity
        if not at or quantity is None or not following or following[0].metric is None or following[0].metric.name != "steps":
            return False
        return sentence.chunks[at - 1].lower.split()[-1] in _STEPS_IN and not _staged(sentence, at, quantity)

    @staticmethod
    def beaten(sentence: Sentence, at: int) -> bool:
        """Whether what is counted are rivals that something beats."""
        return at > 0 and sentence.chunks[at - 1].lower in _BEATEN

    def _alone(self, sentence: Sentence, at: int, noun: Counted, quantity: Quantity) -> bool:
        """The same by the words around the number, whatever stands in a list with it."""
        told = self._pointed_at(sentence, at)
        if told in _DETERMINERS or (at and sentence.chunks[at - 1].lower in _APART):
            return False
        if noun.chunk.letter == "G" or (noun.chunk.count is not None and noun.chunk.count.small):
            return True
        if told and noun.metric != "steps":
            return False
        return self._reaches(sentence, at, noun, quantity)

    def _pointed_at(self, sentence: Sentence, at: int) -> str:
        """The word directly before the number that points to things told before ("these three")."""
        start, end = sentence.chunks[at].start, sentence.chunks[at].end
        if any(f.lower == "such" and 0 <= f.start - end <= 1 for f in sentence.fillers):
            return "these"
        for word in (*sentence.fillers, *sentence.chunks[max(0, at - 1) : at]):
            if 0 <= start - word.end <= 1 and (self._has("count_known", word.lower) or word.lower == "our"):
                return word.lower
        return ""

    def _reaches(self, sentence: Sentence, at: int, noun: Counted, quantity: Quantity) -> bool:
        before = sentence.chunks[at - 1].lower.split()[-1] if at else ""
        known = noun.chunk.count is not None
        part = noun.one in self._parts
        if self._has("count_span", before):
            return not part or (known and not (noun.metric.startswith("other:") and noun.one in self._vague))
        if quantity.bound != "exact" and (noun.metric in _TRIED or noun.one not in (self._vague if known else self._parts)):
            return True
        if noun.metric == "steps":
            return before in _STEPS_IN and not _staged(sentence, at, quantity)
        if not quantity.word and quantity.value > 2 and known and not part:
            return True
        if self._is_tried(sentence, at, noun, before):
            return True
        if self._has("count_hold", before) and before not in _OWNED:
            return (noun.metric in _HELD and (noun.metric != "dataset_size" or not part)) or (
                noun.metric == "classes" and self._whole_before(sentence, at)
            )
        return known and noun.chunk.count is not None and noun.chunk.count.id in _OF_PLACES and self._has("count_join", before)

    def _is_tried(self, sentence: Sentence, at: int, noun: Counted, before: str) -> bool:
        """Whether the things are what a method is tried on, or against; *before* is the word before the number."""
        part = noun.one in self._parts
        if self._opens(sentence, at) and (not part or (noun.metric in ("models", "tasks") and noun.one not in self._vague)):
            return True
        if self.beaten(sentence, at) or _downstream(sentence, at, noun):
            return True
        if not part and self._of_counted(sentence, at, known=noun.chunk.count is not None):
            return True
        if not at:
            return noun.metric == "models" and noun.one not in self._vague
        if noun.chunk.count is not None and noun.chunk.count.id == _LLMS and before in _USED:
            return True
        first = any(self._has("count_object", word) for word in sentence.chunks[at - 1].lower.split())
        tried = self._tried(sentence, at)
        sizes = noun.metric in _TRIED and (noun.metric != "dataset_size" or not part or noun.one.endswith("problem"))
        if (sizes or not part) and first:
            return True
        if tried and ((sizes and self._has("count_join", before)) or (not part and self._has("count_site", before))):
            return True
        joined = before.startswith(("and", "as")) and noun.metric in ("models", "tasks")
        return joined and (tried or self._spans(sentence, at))

    def _listed(self, sentence: Sentence, at: int, counted: Counted) -> bool:
        """Whether the number stands in one list with a count that is claimed: "seven datasets and four horizons"."""
        if self._pointed_at(sentence, at):
            return False
        for _ in range(_LONGEST_LIST):
            place = _before_in_list(sentence, at)
            earlier = sentence.chunks[place].quantity if place is not None else None
            if place is None or earlier is None:
                return False
            noun = self._nouns.find(sentence, place)
            if noun is None:
                return earlier.scaled
            if not _LISTED_CLOSELY.fullmatch(sentence.letters[place + 1 : at]) and counted.one in self._parts:
                return False
            if not is_small(earlier) or self._alone(sentence, place, noun, earlier):
                return True
            at = place
        return False

    def _tried(self, sentence: Sentence, at: int) -> bool:
        """Whether a word before the number, in its clause, says that something is tried."""
        for chunk in reversed(sentence.chunks[max(0, at - _REACH) : at - 1]):
            if chunk.letter == ";":
                return False
            if self._tries(chunk.lower) or chunk.letter in "oPXQ":
                return True
        return False

    def _tries(self, words: str) -> bool:
        return any(self._has("count_try", word) for word in words.split())

    def _spans(self, sentence: Sentence, at: int) -> bool:
        """Whether the list that the number stands in tells how far something reaches: "across tasks and eight models"."""
        listed = sentence.chunks[max(0, at - _LIST_REACH) : at]
        return not any(c.letter in ";," for c in listed) and any(self._has("count_span", c.lower) for c in listed)

    def _opens(self, sentence: Sentence, at: int) -> bool:
        """Whether the number stands in a phrase that opens the sentence: "In three case studies, it ..."."""
        return at == 1 and sentence.chunks[0].lower in _OPENING

    def _of_counted(self, sentence: Sentence, at: int, *, known: bool) -> bool:
        """Whether things counted come from so many others: "1,627 articles from 9 publishers"."""
        before = next((i for i in range(at - 1, max(-1, at - _LIST_REACH), -1) if sentence.chunks[i].quantity is not None), None)
        if before is None:
            return known and _OF_REPORTS.search(sentence.letters[:at]) is not None and is_plural(sentence.chunks[at - 2].lower)
        quantity = sentence.chunks[before].quantity
        if quantity is None or quantity.form != "bare" or is_small(quantity):
            return False
        joined = _FROM_THINGS.fullmatch(sentence.letters[before + 1 : at])
        return joined is not None and self._nouns.find(sentence, before) is not None

    def _whole_before(self, sentence: Sentence, at: int) -> bool:
        return any(chunk.lower in self._wholes or chunk.letter == "D" for chunk in sentence.chunks[max(0, at - _REACH) : at])


def _staged(sentence: Sentence, at: int, quantity: Quantity) -> bool:
    """Whether the steps are those into which a method is divided: "operates in two steps"."""
    plain = sentence.chunks[at + 1].lower == "steps" and sentence.chunks[at - 1].lower == "in"
    return plain and quantity.word and quantity.value <= _STAGES


def _downstream(sentence: Sentence, at: int, noun: Counted) -> bool:
    """Whether things are tasks that a method serves: "three downstream tasks"."""
    return noun.metric == "tasks" and any(c.lower.startswith("downstream") for c in sentence.chunks[at + 1 : noun.place + 1])


def _before_in_list(sentence: Sentence, at: int) -> int | None:
    """The number before the one at *at* in the same list, by its chunk."""
    for place in range(at - 1, max(-1, at - _REACH), -1):
        if sentence.chunks[place].quantity is not None:
            return place if _LISTED.fullmatch(sentence.letters[place + 1 : at]) else None
    return None
