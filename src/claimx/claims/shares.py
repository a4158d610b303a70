"""Percentages of things: a share of a baseline's amount, or a share of the thing itself."""

from __future__ import annotations

from claimx.claims.chunks import Sentence
from claimx.claims.measure import Measure, Measures
from claimx.claims.patterns import Reading

_OPEN = "other:"
_OWN = frozenset(["labels", "data_efficiency", "tokens", "training_data", "steps"])
"""Measures of which a percentage is a share of the thing itself, unless the words say whose it is."""
_RATES = frozenset(["hallucination_rate", "success_rate", "accuracy", "error_rate", "other:coverage", "recall", "precision"])
_THEIRS = frozenset(["used", "required", "needed", "consumed", "employed", "typically", "reported", "of"])
"""Words behind the thing that say that another's amount is meant."""
_POSSESSIVES = frozenset(["its", "their"])
_WHOSE = _POSSESSIVES | {"the"}
_TAKEN = frozenset(["use", "uses", "using", "utilize", "utilizing", "need", "needs", "require", "requires", "requiring", "with",
                    "at", "takes", "taking", "consumes", "costs", "leveraging"])  # fmt: skip
"""Verbs whose object is an amount that is spent."""
_LASTING = _TAKEN | {"take", "took", "in"}
_HOW_OFTEN = "of the time"
_TRAINED = ("updat", "train", "tun", "fine-tun", "finetun", "learn", "optimiz", "adapt")
_REACH = 3


def is_own(sentence: Sentence, measure: Measure, reading: Reading) -> bool:
    """Whether a percentage is of the thing itself ("1% of the labels") and no comparison ("25% of BERT's parameters")."""
    if reading.metric is None:
        return False
    chunks = sentence.chunks[reading.quantity + 1 : reading.metric + 1]
    words = " ".join(c.lower for c in chunks)
    if "full" in words or "'s" in words or _is_anothers(sentence, reading.quantity, reading.metric):
        return False
    if measure.name in _OWN or measure.family == "scale":
        return True
    before = {c.lower for c in sentence.chunks[max(0, reading.quantity - _REACH) : reading.quantity]}
    return _TAKEN.isdisjoint(before)


def is_kept(sentence: Sentence, measure: Measure, reading: Reading) -> bool:
    """Whether a percentage of a percentage is what is left of it: "98.5% of its accuracy", and no "30% of accuracy"."""
    if measure.name == "performance":
        return True
    if reading.metric is None or measure.better != "higher":
        return False
    start, end = sentence.chunks[reading.quantity].end, sentence.chunks[reading.metric].start
    return any(f.lower in _WHOSE and start < f.start < end for f in sentence.fillers)


def of_itself(sentence: Sentence, reading: Reading, measure: Measure, measures: Measures) -> Measure:
    """What a percentage of the thing itself measures: of the parameters that are updated, how many are trained."""
    if measure.name == "parameters" and any(
        c.lower.startswith(_TRAINED) for c in sentence.chunks[max(0, reading.quantity - _REACH) : reading.quantity]
    ):
        return measures.named("trainable_parameters")
    return measure


def of_time(sentence: Sentence, reading: Reading, measure: Measure, measures: Measures) -> Measure:
    """Of the time that something takes ("in a third of the time"), how long; else how often it holds ("97% of the time")."""
    if reading.metric is None or not sentence.chunks[reading.metric].lower.startswith(_HOW_OFTEN):
        return measure
    before = {c.lower for c in sentence.chunks[max(0, reading.quantity - _REACH) : reading.quantity]}
    return measure if _LASTING.isdisjoint(before) else measures.named("run_time")


def _is_anothers(sentence: Sentence, quantity: int, metric: int) -> bool:
    start, end = sentence.chunks[quantity].end, sentence.chunks[metric].start
    if any(f.lower in _POSSESSIVES and start < f.start < end for f in sentence.fillers):
        return True
    return any(c.lower in _THEIRS for c in sentence.chunks[metric + 1 : metric + 1 + _REACH - 1])


def of_things(sentence: Sentence, at: int, noun: str, measures: Measures) -> Measure:
    """What a percentage of counted things measures: wins, solved items, hallucinations, or just their share; *noun* is
    the thing as written.
    """
    before = sentence.chunks[:at]
    if any(c.letter == "o" for c in before):
        return measures.named("win_rate")
    told = True
    for chunk in reversed(before):
        if chunk.cue is not None and chunk.letter == "a" and chunk.cue.metric:
            return measures.named(chunk.cue.metric)
        if told and chunk.metric is not None and chunk.metric.percent and chunk.metric.name in _RATES:
            return measures.of_chunk(chunk)
        told = told and (chunk.quantity is None or chunk.quantity.form == "percent")
        if chunk.letter == ";":
            break
    return Measure(f"{_OPEN}{noun}", "quality", percent=True)
