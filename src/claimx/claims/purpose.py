"""What a number of counted things is the size of: a dataset, training data, a context, or only of themselves."""

from __future__ import annotations

import re

from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.counted import Counted, both_numbers
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.claims.words import is_plural
from claimx.mentions import Quantity

_OPEN = "other:"
_REACH = 8
_TRAIN_REACH = 6
_LEARNT_FROM = 1e6
"""Tokens from which a count of them is of training data and not of a context."""
_ONLY_LEARNT = 1e9
"""Tokens that are of training data even where nothing near them says so."""
_MANY = 100
"""Things without a rule from which a trial on them is on a dataset of them."""
_FEW = 100
"""Up to so many are told of each of many things."""
_MANY_COMPOUND = 1000
"""Compounds from which the number is of the material and not of one piece: "32-frame", "2,000-image"."""
_LONG = 16_384
_LONGEST = 1e8
"""Tokens of a compound from which it tells of a corpus: "a 2B-token corpus"."""
_INPUT = re.compile(r"sequence|context|document|length|input|window")
_HELD = re.compile(r"corpus|corpora|dataset|contain|compris|consist|collection|made|total")
_ONLY = frozenset(["only", "just", "merely", "mere"])
_ONLY_AFTER = frozenset(["with", "on", "from", "to", "requires", "needs", "using"])
_TEXTS = "count.other_texts"
_LONGEST_LIST = 6
_LEVERAGING = frozenset(["leveraging", "using", "utilizing"])
_STUDIES = frozenset(["evaluation", "study", "audit"])
_MERELY_USED = frozenset(["use", "uses", "used"])
_SUBJECT_FIELDS = re.compile(r"question|exam|disciplin|language|benchmark|mmlu|curricul|school|item", re.IGNORECASE)


class Purposes:
    """Reads the words around a count with one rulebook."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._has = vocabulary.has
        self._wholes = both_numbers(vocabulary.role("count_whole"))
        self._learnt = both_numbers(vocabulary.role("count_learnt"))

    def metric(self, sentence: Sentence, at: int, noun: Counted, quantity: Quantity) -> str:
        """The metric that the words around the number make of it; empty where the thing itself decides."""
        name = noun.metric
        if name == "tokens":
            return self._tokens(sentence, at, noun, quantity)
        texts = noun.chunk.count is not None and noun.chunk.count.id == _TEXTS
        if (texts or name in ("dataset_size", "training_data", "labels", "participants")) and self._trains(
            sentence, at, noun, quantity
        ):
            return "training_data"
        if name == "labels":
            return "" if self._needed(sentence, at) else "dataset_size"
        if name == "dataset_size" and quantity.word and noun.chunk.count is not None and noun.one.endswith("problem"):
            return "tasks"
        if name == "dataset_size" and noun.one.endswith("label") and sentence.chunks[at - 1 : at] and self._spans(sentence, at):
            return "classes"
        if name == "dataset_size" and noun.compound:
            return "" if self._held(sentence, at, noun) or quantity.value >= _MANY_COMPOUND else f"{_OPEN}*"
        if name in ("models", "agents") and quantity.value >= _MANY and self._held(sentence, at, noun):
            return "dataset_size"
        if name == "dataset_size":
            return f"{_OPEN}*" if quantity.value < _FEW and self._of_each(sentence, at, noun) else ""
        if noun.chunk.count is not None and noun.chunk.count.id == "count.subjects":
            return "classes" if _SUBJECT_FIELDS.search(sentence.text, sentence.start, sentence.end) else ""
        if not name or name.startswith(_OPEN):
            return self._open(sentence, at, noun, quantity)
        return ""

    def _spans(self, sentence: Sentence, at: int) -> bool:
        return self._has("count_span", sentence.chunks[at - 1].lower)

    def _tokens(self, sentence: Sentence, at: int, noun: Counted, quantity: Quantity) -> str:
        near = sentence.chunks[max(0, at - 4) : at + 5]
        if any(c.metric is not None and c.metric.name == "context_length" for c in near):
            return "context_length"
        around = [*sentence.chunks[max(0, at - _REACH) : at], *sentence.chunks[at + 1 : noun.place + 1]]
        following = sentence.chunks[noun.place + 1 : noun.place + 2]
        if (
            (noun.compound and _LONG <= quantity.value < _LONGEST)
            or _told_long(sentence, at)
            or any(c.lower.startswith("length") for c in following)
        ):
            return "context_length"
        if sentence.letters[at - 1 : at] == "f" and at > 1 and _INPUT.search(sentence.chunks[at - 2].lower):
            return "context_length"
        if quantity.value >= _LEARNT_FROM:
            around += sentence.chunks[:at]
            if noun.compound:
                around += sentence.chunks[noun.place + 1 : noun.place + 4]
            if any(self._has("count_train", c.lower) or "train" in c.lower for c in around) or self._used(sentence, at):
                return "training_data"
            if any(_HELD.search(c.lower) for c in sentence.chunks[:at]) or (noun.compound and self._held(sentence, at, noun)):
                return "dataset_size"
            return "training_data" if quantity.value >= _ONLY_LEARNT else ""
        if any(_INPUT.search(c.lower) for c in sentence.chunks[max(0, at - _REACH) : at]):
            return "context_length"
        return "dataset_size" if any(_HELD.search(c.lower) for c in sentence.chunks[:at]) else ""

    def _trains(self, sentence: Sentence, at: int, noun: Counted, quantity: Quantity) -> bool:
        """Whether a model learns from the things: "trained on", "using only", "with 50 demonstrations"."""
        before = _clause(sentence, at)
        last = before[-1].lower if before else ""
        if noun.compound:
            return False
        learns = any(self._has("count_train", chunk.lower) or chunk.letter == "i" for chunk in before[-_TRAIN_REACH:])
        if learns and (self._has("count_join", last) or before[-1].letter == "i"):
            return True
        if last in _MERELY_USED and noun.one in self._learnt:
            return True
        if any(self._has("count_try", chunk.lower) and chunk.letter != "i" for chunk in before) and not learns:
            return False
        if self._used(sentence, at) and last not in _MERELY_USED:
            return True
        if self._only(sentence, at) and last in _ONLY_AFTER:
            return True
        if noun.one not in self._learnt or last != "with" or self._whole(before) or quantity.value >= _LEARNT_FROM:
            return False
        return at == 1 or any(chunk.letter in "PXQ" for chunk in sentence.chunks[:at])

    def _used(self, sentence: Sentence, at: int) -> bool:
        before = _clause(sentence, at)
        return any(self._has("count_use", chunk.lower) for chunk in before[-1:]) or (
            len(before) > 1 and before[-1].letter == "w" and any(chunk.lower in _LEVERAGING for chunk in before[-3:-1])
        )

    @staticmethod
    def _only(sentence: Sentence, at: int) -> bool:
        start = sentence.chunks[at].start
        return any(f.lower in _ONLY and 0 <= start - f.end <= 3 for f in sentence.fillers)

    def _needed(self, sentence: Sentence, at: int) -> bool:
        """Whether labels are told as an effort: needed, saved, or only so many."""
        before = _clause(sentence, at)
        words = [chunk.lower for chunk in before[-3:]]
        return self._only(sentence, at) or any(self._has("count_use", word) for word in words) or "with" in words[-1:]

    def _of_each(self, sentence: Sentence, at: int, noun: Counted) -> bool:
        """Whether each of many has so many: "each containing up to 60 sessions", "10 reviews per question"."""
        around = [*_clause(sentence, at), *sentence.chunks[noun.place + 1 : noun.place + 2]]
        starts = sentence.text[max(sentence.start, sentence.chunks[at].start - 60) : sentence.chunks[at].start].lower()
        return any(self._has("count_each", chunk.lower) for chunk in around) or re.search(r"\beach\b", starts) is not None

    def _open(self, sentence: Sentence, at: int, noun: Counted, quantity: Quantity) -> str:
        """Things without a measure of their own are the size of the whole that is said to hold them."""
        if self._held(sentence, at, noun):
            return "dataset_size"
        before = _clause(sentence, at)
        on = bool(before) and before[-1].lower in ("on", "across", "over")
        tried = on and any(self._has("count_object", chunk.lower) for chunk in before[-_TRAIN_REACH:-1])
        if not noun.metric and quantity.value >= _MANY and tried:
            return "dataset_size"
        return ""

    def _held(self, sentence: Sentence, at: int, noun: Counted, *, items: int = _LONGEST_LIST) -> bool:
        """Whether a whole before the number holds the things, or what stands in one list with them."""
        if noun.compound:
            following = sentence.chunks[noun.place + 1 : noun.place + 5]
            return any(chunk.lower in self._wholes or chunk.lower in _STUDIES for chunk in following)
        for place in range(at - 1, max(-1, at - _REACH), -1):
            chunk = sentence.chunks[place]
            if chunk.quantity is not None:
                joined = sentence.letters[place + 1 : at].endswith("&") and not set(sentence.letters[place + 1 : at]) & set(
                    "n;abod,"
                )
                return joined and items > 0 and self._held(sentence, place, noun, items=items - 1)
            if chunk.letter in ";,":
                return False
            if chunk.lower in self._wholes and not (is_plural(chunk.lower) and chunk.lower != "data"):
                last = sentence.chunks[at - 1].lower
                return last != "on" and not self._has("count_span", last) and (place == at - 1 or self._has("count_hold", last))
        return False

    def _whole(self, chunks: list[Chunk]) -> bool:
        return any(chunk.lower in self._wholes or chunk.letter == "D" for chunk in chunks)


def _told_long(sentence: Sentence, at: int) -> bool:
    """Whether the word before a number of tokens is of a length: "lengths up to 11 million tokens"."""
    return at > 0 and sentence.chunks[at - 1].lower.split()[-1].startswith(("length", "window", "context"))


def _clause(sentence: Sentence, at: int) -> list[Chunk]:
    """The chunks before the number back to the number or the stop before it, at most a few."""
    chunks: list[Chunk] = []
    for chunk in reversed(sentence.chunks[max(0, at - _REACH) : at]):
        if chunk.letter == ";" or chunk.quantity is not None:
            break
        chunks.insert(0, chunk)
    return chunks
