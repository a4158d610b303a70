"""Bounds that a number takes from words apart or from its neighbour: "up to 82% and 70%", "on average", "mean Dice"."""

from __future__ import annotations

import re

from claimx.claims.chunks import Sentence
from claimx.claims.frames import Frame
from claimx.records import Bound

_SHARED = re.compile(r"[MkwKASD]{0,4}(?:n[MkwADS]{1,3})?&[nB]{0,2}|,&?")
"""What may stand between two numbers under one bound: at most one noun phrase with its preposition, no comma after it."""
_ON_AVERAGE = re.compile(r"\b[Oo]n average\b")
_AVERAGE_BEFORE = re.compile(r"\b(?:mean|averaged?|avg\.?)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_AVERAGE_INSIDE = ("mean ", "average ", "overall average ", "averaged ")
_ADJACENT = frozenset(["average", "mean", "averaged", "average of", "overall average"])
_AVERAGE_GAIN = re.compile(r"\b(?:average|mean)\s(?:[\w-]+\s){1,3}of\s[$+]{0,2}$")
_GREATEST_GAIN = re.compile(r"\b(?:maximum|maximal|peak)\s(?:[\w-]+\s){1,3}of\s[$+]{0,2}$")
_NAMED_MEAN = frozenset(["mse", "rmse", "mae", "mape", "map", "mrr", "mos", "miou", "ap"])
"""Measures that are means by their name, so that the word says nothing of their value."""
_TRIED_ON = frozenset(["tasks", "datasets", "models", "languages"])
"""Things over which results are averaged: "on an average of 6 tasks" counts tasks."""
_GAIN_REACH = 48
_STOP = re.compile(r"[,;(.]")
_REACH = 40
"""Characters before a measure in which "mean" or "average" can stand."""


def share_bounds(sentence: Sentence, frames: dict[int, Frame]) -> dict[int, Bound]:
    """Bounds of the numbers that have none of their own, by their place."""
    shared: dict[int, Bound] = {}
    places = sentence.quantities()
    for at in places:
        quantity = sentence.chunks[at].quantity
        frame = frames.get(at)
        if quantity is None or frame is None:
            continue
        if quantity.bound == "exact" and not _is_size(frame) and _is_average(sentence, at, frame, frames):
            shared[at] = "average"
        elif quantity.bound == "exact" and frame.kind in ("change", "ratio") and _is_greatest(sentence, at):
            shared[at] = "up_to"
        elif quantity.bound == "average" and quantity.form == "bare" and frame.measure.name in _TRIED_ON:
            shared[at] = "exact"
    for left, right in zip(places, places[1:], strict=False):
        a, b = sentence.chunks[left].quantity, sentence.chunks[right].quantity
        if a is None or b is None or b.bound != "exact" or not {left, right} <= frames.keys() or right in shared:
            continue
        bound = shared.get(left, a.bound)
        if bound != "exact" and b.value2 is None and a.form == b.form and _in_one_phrase(sentence, left, right, frames):
            shared[right] = bound
    return shared


def _in_one_phrase(sentence: Sentence, left: int, right: int, frames: dict[int, Frame]) -> bool:
    between = sentence.letters[left + 1 : right]
    if between.startswith(",") and frames[left].measure.name != frames[right].measure.name:
        return False
    return _SHARED.fullmatch(between) is not None


def _is_size(frame: Frame) -> bool:
    return frame.measure.family == "scale" or frame.measure.name == "parameters"


def _is_average(sentence: Sentence, at: int, frame: Frame, frames: dict[int, Frame]) -> bool:
    """Whether the number at *at* is a mean: by a word beside it, "on average" in its clause, or its measure's name."""
    start, end = sentence.chunks[at].start, sentence.chunks[at].end
    for filler in sentence.fillers:
        if filler.lower in _ADJACENT and (0 <= filler.start - end <= 2 or 0 <= start - filler.end <= 2):
            return True
    if _said_of_clause(sentence, at, frames):
        return True
    if frame.kind in ("level", "pair"):
        return _mean_measure(sentence, at, frame)
    return _AVERAGE_GAIN.search(sentence.text, max(sentence.start, start - _GAIN_REACH), start) is not None


def _is_greatest(sentence: Sentence, at: int) -> bool:
    """Whether the change at *at* is told as the largest one: "a maximum increase of 3%"."""
    start = sentence.chunks[at].start
    return _GREATEST_GAIN.search(sentence.text, max(sentence.start, start - _GAIN_REACH), start) is not None


def _said_of_clause(sentence: Sentence, at: int, frames: dict[int, Frame]) -> bool:
    """Whether "on average" stands before the number with nothing but sizes between, or after it in its phrase."""
    start, end = sentence.chunks[at].start, sentence.chunks[at].end
    after = _STOP.split(sentence.text[end : min(sentence.end, end + 40)], maxsplit=1)[0]
    if _ON_AVERAGE.search(after):
        return True
    for place in range(at - 1, -1, -1):
        if (place in frames and not _is_size(frames[place])) or sentence.chunks[place].letter == ";":
            return _ON_AVERAGE.search(sentence.text, sentence.chunks[place].end, start) is not None
    return _ON_AVERAGE.search(sentence.text, sentence.start, start) is not None


def _mean_measure(sentence: Sentence, at: int, frame: Frame) -> bool:
    """Whether the measure is told as a mean ("mean Dice of"), and is not named so in itself ("mean squared error")."""
    place = _measure_place(sentence, at, frame)
    if place is None:
        return False
    chunk = sentence.chunks[place]
    name = chunk.lower
    metric = chunk.metric.name if chunk.metric is not None else ""
    if name.startswith(_AVERAGE_INSIDE):
        return metric not in _NAMED_MEAN and not metric.startswith(("other:mean", "other:average"))
    if metric in ("mse", "rmse", "mae", "mape"):
        return False
    before = sentence.text[max(sentence.start, chunk.start - _REACH) : chunk.start]
    return _AVERAGE_BEFORE.search(before) is not None


def _measure_place(sentence: Sentence, at: int, frame: Frame) -> int | None:
    """The chunk that names the measure of the number."""
    if frame.reading is not None and frame.reading.metric is not None:
        return frame.reading.metric
    for place in range(at - 1, -1, -1):
        chunk = sentence.chunks[place]
        if chunk.quantity is not None or chunk.letter == ";":
            return None
        if chunk.metric is not None and chunk.metric.name == frame.measure.name:
            return place
    return None
