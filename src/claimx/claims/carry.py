"""What carries over in a list: the measure of one number to its neighbours, and a bound that covers several."""

from __future__ import annotations

import re

from claimx.claims.chunks import Sentence
from claimx.claims.frames import Frame
from claimx.records import Bound

_LISTED = re.compile(r"[MkwASDGKlLnfbTVtr,&(){}h-]{0,14}?(?:[,&V]|t[wADS]?)[wASDGKlnbTf]{0,6}")
_RESPECTIVELY = re.compile(r"[^;PXQNUHRY]{0,16}")
_FORWARD = re.compile(r"(?:\([^()]{0,6}\))?[wASDi]{0,2}[,&]{1,2}|-")
_SHARED = re.compile(r"[Mkw]{0,3}(?:nD)?,?&|,")
_NO_CARRY = frozenset("audgozxc")


def carry(sentence: Sentence, frames: dict[int, Frame], weak: set[int]) -> None:
    """Give a quantity in a list the frame of its neighbour: "94.6% and 88.7% F1", "88 on A, 47 on B"."""
    places = sentence.quantities()
    pairs = list(zip(places, places[1:], strict=False))
    for left, right in reversed(pairs):
        if right in frames and (left not in frames or (left in weak and right not in weak)) and _same_form(sentence, left, right):
            between = sentence.letters[left + 1 : right]
            if _FORWARD.fullmatch(between):
                frames[left] = frames[right]
    for left, right in pairs:
        if left not in frames or (right in frames and (right not in weak or left in weak)):
            continue
        between = sentence.letters[left + 1 : right]
        if _same_form(sentence, left, right) and (_LISTED.fullmatch(between) or _is_respective(sentence, between)):
            frames[right] = frames[left]


def share_bounds(sentence: Sentence, frames: dict[int, Frame]) -> dict[int, Bound]:
    """Bounds that numbers take from a neighbour or from words apart: "up to 82% and 70%", "on average"."""
    shared: dict[int, Bound] = {}
    places = sentence.quantities()
    for left, right in zip(places, places[1:], strict=False):
        a, b = sentence.chunks[left].quantity, sentence.chunks[right].quantity
        if a is None or b is None or b.bound != "exact" or left not in frames or right not in frames:
            continue
        bound = shared.get(left, a.bound)
        if (
            bound in ("up_to", "more_than", "less_than")
            and a.form == b.form
            and _SHARED.fullmatch(sentence.letters[left + 1 : right])
        ):
            shared[right] = bound
    for at in places:
        quantity = sentence.chunks[at].quantity
        if quantity is not None and quantity.bound == "exact" and at not in shared and _is_average(sentence, at, frames.get(at)):
            shared[at] = "average"
    return shared


def _is_average(sentence: Sentence, at: int, frame: Frame | None) -> bool:
    """Whether "average" stands by the number (for a level also by its measure), or "on average" opens the clause."""
    if frame is None or frame.measure.family == "scale":
        return False
    start, end = sentence.chunks[at].start, sentence.chunks[at].end
    metric = frame.reading.metric if frame.reading is not None and frame.kind in ("level", "pair") else None
    for filler in sentence.fillers:
        if filler.lower not in ("average", "mean", "averaged", "average of", "overall average"):
            continue
        if 0 <= filler.start - end <= 2 or 0 <= start - filler.end <= 2:
            return True
        if metric is not None and 0 <= sentence.chunks[metric].start - filler.end <= 14:
            return True
    if metric is not None and sentence.chunks[metric].lower.startswith(("average ", "mean normalized", "overall average")):
        return "precision" not in sentence.chunks[metric].lower
    opening = sentence.text[sentence.start : sentence.start + 12].lower()
    after = sentence.text[end : end + 40].lower()
    return (opening.startswith("on average") and frame.kind != "level") or "on average" in after.split(",")[0]


def _is_respective(sentence: Sentence, between: str) -> bool:
    return "r" in sentence.letters and not _NO_CARRY & set(between) and bool(_RESPECTIVELY.fullmatch(between))


def _same_form(sentence: Sentence, left: int, right: int) -> bool:
    a, b = sentence.chunks[left].quantity, sentence.chunks[right].quantity
    if a is None or b is None or a.word or b.word:
        return False
    if a.form != b.form or a.scaled != b.scaled:
        return False
    if a.form == "bare" and not a.scaled and a.decimal != b.decimal:
        return False
    return a.scaled or (a.pair == "to") == (b.pair == "to")
