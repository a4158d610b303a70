"""What carries over in a list: the measure of one number to its neighbours."""

from __future__ import annotations

import re
from dataclasses import replace

from claimx.claims.chunks import Sentence
from claimx.claims.continued import names_its_own
from claimx.claims.frames import UNNAMED, Frame

_LISTED = re.compile(r"[MkwASDGKlLnfbTVtr,&(){}h-]{0,14}?(?:[,&V]|t[wADS]?)[wASDGKlnbTf]{0,6}")
_RESPECTIVELY = re.compile(r"[^;PXQNUHRY]{0,16}")
_FORWARD = re.compile(r"(?:\([^()]{0,6}\))?[wASDi]{0,2}[,&]{1,2}|V|-")
_COORDINATED = re.compile(r"(?P<near>(?:[nf]?[wMkASDK]{0,5})),?&")
_NO_CARRY = frozenset("audgozxc")


def carry(sentence: Sentence, frames: dict[int, Frame], weak: set[int]) -> None:
    """Give a quantity in a list the frame of its neighbour: "94.6% and 88.7% F1", "88 on A, 47 on B"."""
    places = sentence.quantities()
    pairs = list(zip(places, places[1:], strict=False))
    for left, right in reversed(pairs):
        if right in frames and (left not in frames or (left in weak and right not in weak)) and _same_form(sentence, left, right):
            demotes = left in frames and frames[left].kind == "change" and frames[right].kind == "level"
            if not demotes and _FORWARD.fullmatch(sentence.letters[left + 1 : right]):
                frames[left] = frames[right]
    _specify(sentence, frames, pairs)
    for left, right in pairs:
        if left not in frames or (right in frames and (right not in weak or left in weak)):
            continue
        if right in frames and frames[right].kind == "change" and frames[left].kind == "level":
            continue
        between = sentence.letters[left + 1 : right]
        if frames[left].kind == "change" and names_its_own(sentence, right):
            continue
        if _same_form(sentence, left, right) and (_LISTED.fullmatch(between) or _is_respective(sentence, between)):
            frames[right] = frames[left]


def _specify(sentence: Sentence, frames: dict[int, Frame], pairs: list[tuple[int, int]]) -> None:
    """Of numbers that a list joins, those of an unnamed measure take the one named behind the last: "results of 78.9% and
    76.3% mAP".
    """
    for left, right in reversed(pairs):
        if left not in frames or right not in frames or frames[left].kind != frames[right].kind:
            continue
        vague, told = frames[left].measure.name in UNNAMED, frames[right].measure.name not in UNNAMED
        if vague and told and _same_form(sentence, left, right) and _FORWARD.fullmatch(sentence.letters[left + 1 : right]):
            frames[left] = replace(frames[left], measure=frames[right].measure)


def coordinate(sentence: Sentence, frames: dict[int, Frame]) -> None:
    """Numbers that "and" joins are changes together: "gains of 3% and 5% in F1", "3.2% in accuracy and 2.8% in recall"."""
    places = [i for i in sentence.quantities() if i in frames]
    for left, right in zip(places, places[1:], strict=False):
        first, second = frames[left], frames[right]
        joined = _COORDINATED.fullmatch(sentence.letters[left + 1 : right])
        if first.kind != "change" or second.kind != "level" or not joined or not _same_form(sentence, left, right):
            continue
        frames[right] = replace(first, measure=second.measure, rules=(*first.rules, *second.rules))
        if joined["near"] == "" and (first.reading is None or first.reading.metric is None):
            frames[left] = replace(first, measure=second.measure)


def _is_respective(sentence: Sentence, between: str) -> bool:
    """Whether "respectively" may join the numbers, and the second has no measure of its own: "and latency by"."""
    own = between.endswith(("MB", "kB")) and "r" in between
    return "r" in sentence.letters and not own and not _NO_CARRY & set(between) and bool(_RESPECTIVELY.fullmatch(between))


def _same_form(sentence: Sentence, left: int, right: int) -> bool:
    a, b = sentence.chunks[left].quantity, sentence.chunks[right].quantity
    if a is None or b is None or a.word or b.word:
        return False
    if a.form != b.form or a.scaled != b.scaled:
        return False
    if a.sign != b.sign and ")" in sentence.letters[left + 1 : right]:
        return False
    if a.form == "bare" and not a.scaled and a.decimal != b.decimal:
        return False
    return a.scaled or (a.pair == "to") == (b.pair == "to")
