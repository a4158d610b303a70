"""What neighbouring chunks make of each other: acronyms, modifiers and measures that no rule names in full."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from claimx.claims.chunks import Chunk
from claimx.claims.words import is_plural
from claimx.rulebook.model import MetricRule

_ACRONYM_LENGTH = 10
_GENERIC = frozenset(["score", "performance"])
"""Measures that only say that something is measured, where a measure stands before them: "Dice score"."""
_SUFFIXES = frozenset(
    ["score", "scores", "value", "values", "metric", "metrics", "performance", "result", "results", "point", "points"]
)
_ACCURACIES = frozenset(["iou", "miou", "ap", "map", "dice", "f1", "auc", "pq", "top1_accuracy", "top5_accuracy"])
"""Measures that some call an accuracy: "mIoU accuracy"."""
_RANKED = frozenset(["precision", "recall", "ndcg", "map", "hit_rate", "mrr", "accuracy", "success_rate"])
"""Measures of the first so many of a ranking."""
_COINED = re.compile(r"(?:[a-z]{1,2}|(?:[A-Z][a-z]+){1,3}-?)([A-Z][A-Za-z]*\d?)")
_CUT_OFF = re.compile(r"@\w[\w.:-]*")
_AMOUNTS = frozenset(["percent", "times", "fraction", "point"])
_OPEN = "other:"
_MODIFIERS = 3
_USES = frozenset(
    ["threshold", "thresholds", "cutoff", "cutoffs", "constraint", "constraints", "modeling", "modelling", "model", "models"]
)
"""Nouns behind a measure that are no measure: "an IoU threshold of 0.5"."""
_AFTER_NOUN = frozenset(",;&)nvth")
"""What follows "setting" where it is no verb: "in the few-shot setting and"."""
_NEVER_ALONE = frozenset(["fraction", "confidence", "noise", "interference"])
"""Measures only where words before them say of what: "at a fraction of the cost"."""
_NO_MODIFIER = frozenset(
    "and or of in on to for with by is are was were be been that which we our its their this these those as at from "
    "than more less "
    "most such both each all any no not only also over under per via using used use based between across while when where "
    "significantly slightly consistently reliably respectively relative absolute average mean overall baseline".split()
)


def joined(chunks: list[Chunk], *, known: Mapping[str, MetricRule], ends: Mapping[str, MetricRule]) -> list[Chunk]:
    """The chunks of a sentence with acronyms dropped or known, and compounds read as one; *known* are the acronyms of
    measures that the paper defines, *ends* what coined names of measures end in.
    """
    chunks = [_defined(chunk, known) if chunk.letter in "AS" else chunk for chunk in chunks] if known else chunks
    chunks = [_coined(chunk, ends) if chunk.letter == "A" else chunk for chunk in chunks]
    chunks = _valued(_cut_off(_without_suffixes(_without_acronyms(chunks))))
    chunks = [
        _modifier(chunk, after) if chunk.letter in "MkKa" else chunk
        for chunk, after in zip(chunks, [*chunks[1:], None], strict=True)
    ]
    chunks = [_described(chunks, at) if chunk.letter == "K" else chunk for at, chunk in enumerate(chunks)]
    chunks = [_changed(chunks, at) if chunk.letter in "ud" else chunk for at, chunk in enumerate(chunks)]
    return [_opened(chunks, at) if _is_open(chunk) else chunk for at, chunk in enumerate(chunks)]


def _described(chunks: list[Chunk], at: int) -> Chunk:
    """A thing counted, in the singular, that an activity and its measure follow, is a modifier: "trajectory tracking error"."""
    chunk, following = chunks[at], chunks[at + 1 : at + 3]
    if len(following) < 2 or following[1].letter != "M" or following[0].letter != "w" or is_plural(chunk.lower):
        return chunk
    joint = following[0].lower.endswith("ing") and _follows(chunk, following[0]) and _follows(*following)
    return replace(chunk, letter="w", count=None) if joint else chunk


def _changed(chunks: list[Chunk], at: int) -> Chunk:
    """A participle between an amount and what is changed by it is an adjective: "48% reduced energy", "3x increased load"."""
    chunk, amount = chunks[at], chunks[at - 1].quantity if at else None
    if amount is None or amount.form not in _AMOUNTS or not chunk.lower.endswith("ed") or at + 1 == len(chunks):
        return chunk
    return replace(chunk, letter="m") if chunks[at + 1].letter in "wMkKA" and chunks[at + 1].text[0].isalpha() else chunk


def _defined(chunk: Chunk, known: Mapping[str, MetricRule]) -> Chunk:
    metric = known.get(chunk.text)
    return chunk if metric is None else replace(chunk, letter="M", metric=metric)


def _coined(chunk: Chunk, ends: Mapping[str, MetricRule]) -> Chunk:
    """A name put together of how a measure is taken and the measure: "AvgAcc", "sDice", "MacroF1"."""
    parts = _COINED.fullmatch(chunk.text)
    metric = ends.get(parts[1]) if parts is not None else None
    return chunk if metric is None else replace(chunk, letter="M", metric=metric)


def _without_acronyms(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks less acronyms in parentheses after a measure or a name: "Information Coefficient (IC) of"."""
    letters = "".join(c.letter for c in chunks)
    if "(" not in letters:
        return chunks
    kept: list[Chunk] = []
    i = 0
    while i < len(chunks):
        if i and letters[i] == "(" and letters[i + 2 : i + 3] == ")" and letters[i - 1] in "MkwADSK":
            inner = chunks[i + 1]
            if inner.quantity is None and len(inner.text) <= _ACRONYM_LENGTH and any(c.isupper() for c in inner.text):
                kept[-1] = replace(kept[-1], end=chunks[i + 2].end, metric=_fuller(kept[-1].metric, inner.metric))
                i += 3
                continue
        kept.append(chunks[i])
        i += 1
    return kept


def _fuller(metric: MetricRule | None, short: MetricRule | None) -> MetricRule | None:
    """Of a measure and its acronym that the paper defines under a fuller name, the acronym's: "character recognition rate"."""
    full = metric is not None and short is not None and short.name.startswith(_OPEN) and not metric.name.startswith(_OPEN)
    return short if full else metric


def _without_suffixes(chunks: list[Chunk]) -> list[Chunk]:
    """A measure and a cut-off or a generic word after it are one: "F1@25 score", "Dice score", "IoU accuracy"."""
    kept: list[Chunk] = []
    for chunk in chunks:
        before = kept[-1] if kept else None
        if before is not None and _is_extended(before, chunk):
            kept[-1] = replace(before, end=chunk.end, text=f"{before.text} {chunk.text}")
        else:
            kept.append(chunk)
    return kept


def _cut_off(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks with the cut-off of a measure, told in words before its value, as a part of it: "NDCG at 10 of 93.5%"."""
    kept: list[Chunk] = []
    i = 0
    while i < len(chunks):
        chunk = chunks[i]
        if chunk.letter == "M" and chunk.metric is not None and chunk.metric.name in _RANKED and _is_cut_off(chunks, i + 1):
            kept.append(replace(chunk, end=chunks[i + 2].end, text=f"{chunk.text} at {chunks[i + 2].text}"))
            i += 3
        else:
            kept.append(chunk)
            i += 1
    return kept


def _is_cut_off(chunks: list[Chunk], at: int) -> bool:
    if len(chunks) < at + 3 or chunks[at].lower != "at" or chunks[at + 2].letter not in "fb=(":
        return False
    quantity = chunks[at + 1].quantity
    return quantity is not None and quantity.form == "bare" and not quantity.decimal and quantity.pair == ""


def _valued(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks with "at" read as "of" between a measure and its value: "an accuracy at 97.9%"."""
    for i in range(1, len(chunks) - 1):
        chunk, value = chunks[i], chunks[i + 1].quantity
        if chunk.letter != "n" or chunk.lower != "at" or chunks[i - 1].letter != "M" or value is None or value.pair:
            continue
        after = chunks[i + 2] if i + 2 < len(chunks) else None
        scored = value.form == "percent" or (value.form == "bare" and value.decimal and value.value > 1)
        if scored and (after is None or after.letter not in "MkKwA" or not after.text[0].isalnum()):
            chunks[i] = replace(chunk, letter="f")
    return chunks


def _is_extended(before: Chunk, chunk: Chunk) -> bool:
    """Whether a chunk only goes on with the measure before it."""
    if before.metric is None or before.letter not in "Mk" or not _follows(before, chunk):
        return False
    return _CUT_OFF.fullmatch(chunk.text) is not None or _is_suffix(before.metric, chunk)


def _is_suffix(metric: MetricRule, chunk: Chunk) -> bool:
    """Whether a chunk behind a measure adds nothing to it."""
    if metric.name in _GENERIC or chunk.lower not in _SUFFIXES:
        return chunk.lower == "accuracy" and metric.name in _ACCURACIES
    return chunk.metric is None or chunk.metric.name in _GENERIC


def _modifier(chunk: Chunk, after: Chunk | None) -> Chunk:
    """A thing counted, or a measure, in the singular before another noun only modifies it: "network latency", "memory
    bandwidth", "reward tasks".
    """
    if chunk.letter == "a":
        if chunk.lower == "setting" and (after is None or after.letter in _AFTER_NOUN or after.text == "."):
            return replace(chunk, letter="w", cue=None)
        names = after is not None and after.letter == "M" and _is_activity(chunk)
        return replace(chunk, letter="w", cue=None) if names else chunk
    if after is not None and after.lower in _USES and _follows(chunk, after):
        return replace(chunk, letter="w", metric=None, count=None, cue=None)
    if after is None or after.letter not in "MkK" or not _follows(chunk, after):
        return chunk
    if is_plural(chunk.lower) or after.lower in _SUFFIXES or (after.letter == "K" and not is_plural(after.lower)):
        return chunk
    return replace(chunk, letter="w", metric=None, count=None, cue=None)


def _is_open(chunk: Chunk) -> bool:
    return chunk.letter in "Mk" and chunk.metric is not None and chunk.metric.name.startswith(_OPEN)


def _opened(chunks: list[Chunk], at: int) -> Chunk:
    """A measure without a canonical name, named by the words before it as well: "user satisfaction"."""
    chunk = chunks[at]
    metric = chunk.metric
    if metric is None:
        return chunk
    words: list[str] = []
    named = set(metric.name.removeprefix(_OPEN).split()) - {chunk.lower}
    for i in range(at - 1, max(-1, at - 1 - _MODIFIERS), -1):
        before = chunks[i]
        if not _follows(before, chunks[i + 1]) or not (_names_scale(chunks, i, at) or _is_modifier(before)):
            break
        if before.lower in named:
            return chunk
        words.insert(0, before.lower)
    if not words and chunk.lower in _NEVER_ALONE:
        return replace(chunk, letter="w", metric=None)
    if metric.name == f"{_OPEN}*":
        name = f"{_OPEN}{' '.join([*words, chunk.lower])}" if words or not metric.alone else metric.alone
    elif words:
        name = f"{_OPEN}{' '.join([*words, _surface(chunk, metric)])}"
    else:
        return chunk
    return replace(chunk, metric=metric.model_copy(update={"name": name}))


def _is_modifier(chunk: Chunk) -> bool:
    return (chunk.letter in "wAK" or _is_activity(chunk)) and _modifies(chunk)


def _names_scale(chunks: list[Chunk], place: int, at: int) -> bool:
    """Whether "relative" or "absolute" belongs to the name of an error that has a value: "a relative error of 0.02"."""
    valued = len(chunks) > at + 2 and chunks[at + 1].letter in "fb" and chunks[at + 2].quantity is not None
    return chunks[place].letter in "lL" and valued and chunks[at].lower.startswith("error")


def _is_activity(chunk: Chunk) -> bool:
    """Whether a verb in "-ing" that tells of no value names what is measured: "tracking error"."""
    return chunk.letter == "a" and chunk.cue is not None and bool(chunk.cue.metric) and chunk.lower.endswith("ing")


def _modifies(chunk: Chunk) -> bool:
    """Whether a word can be part of a measure's name."""
    return chunk.lower not in _NO_MODIFIER and chunk.text[0].isalpha() and "'" not in chunk.text


def _surface(chunk: Chunk, metric: MetricRule) -> str:
    """The measure as its rule names it, where it is written so at least in part, else as written."""
    name = metric.name.removeprefix(_OPEN)
    return name if set(name.split()) & set(chunk.lower.split()) else chunk.lower


def _follows(before: Chunk, after: Chunk) -> bool:
    """Whether only a blank or a hyphen stands between the two, and no filler."""
    return after.start - before.end <= 1
