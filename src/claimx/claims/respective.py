"""As many numbers as measures, told in one order: "precision and recall of 85% and 90%, respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claimx.claims.chunks import Sentence
from claimx.claims.frames import Frame, fits
from claimx.claims.measure import Measure, Measures

_NUMBERS = re.compile(r"([PXHQUN])(?:(?:,&?|&)\1)+")
_MEASURES = re.compile(r"[Mk](?:\([wASMPNUQ]{0,3}\))?(?:(?:,&?|&)[wASDLl]{0,3}[Mk](?:\([wASMPNUQ]{0,3}\))?)+")
_BEFORE = re.compile(r"[fb=nBTa(]{1,3}")
"""What joins measures to their values without "respectively": "A and B of", "A and B are", "A and B by"."""
_BEHIND = re.compile(r"[wLlgnfimc]{0,3}")
"""The same behind the values: "85% and 90% precision and recall", "3x and 2x lower latency and memory"."""
_FAR = 10
"""Chunks between them where "respectively" says what belongs together."""


def assign(sentence: Sentence, frames: dict[int, Frame], measures: Measures) -> None:
    """Give each number of a list its own measure, where a list of measures or the values told before say which."""
    for numbers in _lists(sentence):
        if not all(at in frames for at in numbers) or len({frames[at].measure.name for at in numbers}) > 1:
            continue
        named = _named(sentence, numbers, measures) or _told(sentence, numbers, frames)
        if len(named) == len(numbers) and len({measure.name for measure in named}) > 1:
            for at, measure in zip(numbers, named, strict=True):
                _give(sentence, frames, at, measure, measures)


def _give(sentence: Sentence, frames: dict[int, Frame], at: int, measure: Measure, measures: Measures) -> None:
    quantity = sentence.chunks[at].quantity
    if quantity is not None and fits(quantity, measure, kind=frames[at].kind, measures=measures):
        frames[at] = replace(frames[at], measure=measure, shared=False)


def _lists(sentence: Sentence) -> Iterator[list[int]]:
    for match in _NUMBERS.finditer(sentence.letters):
        yield [i for i in range(*match.span()) if sentence.chunks[i].quantity is not None]


def _named(sentence: Sentence, numbers: list[int], measures: Measures) -> list[Measure]:
    """The measures of the nearest list of as many, before the numbers or behind them."""
    letters = sentence.letters
    respectively = "r" in letters[numbers[-1] :]
    for match in _MEASURES.finditer(letters):
        places = [i for i in range(*match.span()) if letters[i] in "Mk" and "(" not in letters[max(0, i - 1) : i]]
        before = match.end() <= numbers[0]
        between = letters[match.end() : numbers[0]] if before else letters[numbers[-1] + 1 : match.start()]
        if len(places) != len(numbers) or numbers[0] < match.start() < numbers[-1]:
            continue
        joint = (_BEFORE if before else _BEHIND).fullmatch(between) is not None
        if joint or (respectively and len(between) <= _FAR and not set(between) & set("PXHQUNRYMk;")):
            return [measures.of_chunk(sentence.chunks[i]) for i in places]
    return []


def _told(sentence: Sentence, numbers: list[int], frames: dict[int, Frame]) -> list[Measure]:
    """The measures of as many values told just before: "F1 of 66% and precision of 73%, ahead by 1% and 2%, respectively"."""
    if "r" not in sentence.letters[numbers[-1] : numbers[-1] + 3] or any(frames[at].kind != "change" for at in numbers):
        return []
    earlier = [i for i in sorted(frames) if i < numbers[0]][-len(numbers) :]
    return [frames[i].measure for i in earlier if frames[i].kind == "level" and frames[i].measure.percent]
