"""Sizes of samples told by their letter: "two user studies (N = 30)", "the test set (n=5,082)"."""

from __future__ import annotations

import re
from dataclasses import replace

from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.counted import both_numbers, is_many
from claimx.claims.frames import Frame
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.claims.measure import Measure, Measures

_SIZED = re.compile(r"[(,&;][wA]=$")
_REACH = 4
"""Chunks before the parentheses in which the sample can be named, and behind them in which its things can."""
_PERSON = "participant"
_ASKED = frozenset(
    "study studies survey surveys experiment experiments interviews questionnaire trial trials evaluation cohort".split()
)


class Samples:
    """Reads sizes behind "N =" with one rulebook."""

    def __init__(self, measures: Measures, vocabulary: Vocabulary) -> None:
        self._measures = measures
        self._wholes = both_numbers(vocabulary.role("count_whole"))

    @staticmethod
    def sized(sentence: Sentence, at: int) -> bool:
        """Whether the number at chunk *at* stands behind "N =" in parentheses."""
        return (
            sentence.letters[at - 1 : at] == "="
            and sentence.chunks[at - 2].lower == "n"
            and _SIZED.search(sentence.letters[max(0, at - 3) : at]) is not None
        )

    def frame(self, sentence: Sentence, at: int) -> Frame | None:
        """A count of what stands before the parentheses; None where that is no sample of things or people."""
        opened = sentence.letters.rfind("(", 0, at)
        measure = self._measure(sentence, opened, at) if opened > 0 else None
        return Frame("level", measure, rules=("claim.count.sample",)) if measure is not None else None

    def _measure(self, sentence: Sentence, opened: int, at: int) -> Measure | None:
        for chunk in reversed(sentence.chunks[max(0, opened - _REACH) : opened]):
            if chunk.quantity is not None and chunk.quantity.form != "bare":
                return None
            if chunk.lower.split()[-1] in _ASKED:
                return replace(self._measures.named("participants"), unit=_PERSON)
            if chunk.letter == "D" or (chunk.lower in self._wholes and chunk is sentence.chunks[opened - 1]):
                return self._of_things(sentence, at)
            if chunk.count is not None:
                counted = self._measures.of_count(chunk.count)
                return replace(counted, unit=_PERSON) if counted.name == "participants" else counted
        return None

    def _of_things(self, sentence: Sentence, at: int) -> Measure:
        """The size of a collection in what it holds, where that is said behind the parentheses."""
        held: Chunk | None = None
        for chunk in sentence.chunks[at + 1 :]:
            if chunk.count is not None and chunk.count.metric == "dataset_size" and is_many(chunk):
                held = chunk
                break
            if chunk.letter not in ")&(D=wA" and chunk.quantity is None:
                break
        size = self._measures.named("dataset_size")
        unit = self._measures.of_count(held.count, held.lower.rstrip("s")).unit if held is not None and held.count else "sample"
        return Measure(size.name, size.family, unit=unit, rule=size.rule)
