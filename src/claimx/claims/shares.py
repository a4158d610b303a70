"""Percentages of things: a share of a baseline's amount, or a share of the thing itself."""

from __future__ import annotations

import re

from claimx.claims.chunks import Sentence
from claimx.claims.measure import Measure, Measures
from claimx.claims.patterns import Reading
from claimx.claims.words import is_plural

_OPEN = "other:"
_OWN = frozenset(["labels", "data_efficiency", "tokens", "training_data", "steps", "trainable_parameters"])
"""Measures of which a percentage is a share of the thing itself, unless the words say whose it is."""
_RATES = frozenset(["hallucination_rate", "success_rate", "accuracy", "error_rate", "other:coverage", "recall", "precision"])
_THEIRS = frozenset(["used", "required", "needed", "consumed", "employed", "typically", "reported", "of"])
"""Words behind the thing that say that another's amount is meant."""
_POSSESSIVES = frozenset(["its", "their"])
_WHOSE = _POSSESSIVES | {"the"}
_TAKEN = frozenset(["use", "uses", "using", "utilize", "utilizing", "need", "needs", "require", "requires", "requiring", "with",
                    "at", "takes", "taking", "consumes", "costs", "leveraging"])  # fmt: skip
"""Verbs whose object is an amount that is spent."""
_TAKES = _TAKEN | {"take", "took"}
_WITHIN = "in"
_OF_OTHERS = frozenset(["baseline", "original", "conventional"])
"""Words before a thing that say that another's amount is meant."""
_SPENT = (
    "token usage",
    "token consumption",
    "reasoning length",
    "output length",
    "response length",
    "token budget",
    "token count",
)
"""Amounts of which only a comparison tells a percentage."""
_HOW_OFTEN = "of the time"
_TRAINED = ("updat", "train", "tun", "fine-tun", "finetun", "learn", "optimiz", "adapt")
_REACH = 3
_VERB_REACH = 5
_OUTPERFORM = "o"
_JUDGED = re.compile(
    r"answer(?:s|ed|ing)?|classif(?:y|ies|ied|ying)|predict(?:s|ed|ing)?|recogni[sz](?:es?|ed|ing)|categori[sz](?:es?|ed|ing)"
)
_WRONG = re.compile(r"errors?|mistakes?|errs?|erred|mis(?:classif|predict|label)\w{1,4}")
_FAULTS = (("violat", "other:violations"), ("fail", "other:failure rate"), ("crash", "other:crash rate"))
"""Beginnings of verbs of what does not hold, and what a share of the time or of the cases then is."""
_FAULT_REACH = 8
_EVENTS = frozenset(["cases", "instances", "trials", "runs", "attempts", "episodes", "tests", "experiments"])
"""Things of which a share only says how often something holds."""


def is_own(sentence: Sentence, measure: Measure, reading: Reading) -> bool:
    """Whether a percentage is of the thing itself ("1% of the labels") and no comparison ("25% of BERT's parameters")."""
    if reading.metric is None:
        return False
    chunks = sentence.chunks[reading.quantity + 1 : reading.metric + 1]
    words = " ".join(c.lower for c in chunks)
    if (
        not _OF_OTHERS.isdisjoint(words.split())
        or words.endswith(_SPENT)
        or "full" in words
        or "'s" in words
        or _is_anothers(sentence, reading.quantity, reading.metric)
    ):
        return False
    if measure.name in _OWN or measure.family == "scale":
        return True
    if measure.name == "parameters" and _is_trained(sentence, reading.quantity):
        return True
    before = {c.lower for c in sentence.chunks[max(0, reading.quantity - _REACH) : reading.quantity]}
    return _TAKEN.isdisjoint(before)


def is_kept(sentence: Sentence, measure: Measure, reading: Reading) -> bool:
    """Whether a percentage of a percentage is what is left of it: "98.5% of its accuracy", and no "30% of accuracy"."""
    if measure.name == "performance":
        return True
    if reading.metric is None or measure.better != "higher" or _are_things(sentence.chunks[reading.metric].lower, measure):
        return False
    start, end = sentence.chunks[reading.quantity].end, sentence.chunks[reading.metric].start
    return any(f.lower in _WHOSE and start < f.start < end for f in sentence.fillers)


def of_itself(sentence: Sentence, reading: Reading, measure: Measure, measures: Measures) -> Measure:
    """What a percentage of the thing itself measures: of the parameters that are updated, how many are trained."""
    trained = measure.name == "parameters" and _is_trained(sentence, reading.quantity)
    return measures.named("trainable_parameters") if trained else measure


def of_time(sentence: Sentence, reading: Reading, measure: Measure, measures: Measures) -> Measure:
    """Of the time that something takes ("in a third of the time"), how long; else how often it holds ("97% of the time")."""
    if reading.metric is None or not sentence.chunks[reading.metric].lower.startswith(_HOW_OFTEN):
        return measure
    before = {c.lower for c in sentence.chunks[max(0, reading.quantity - _REACH) : reading.quantity]}
    within = sentence.chunks[reading.quantity - 1].lower == _WITHIN if reading.quantity else False
    if within or not _TAKES.isdisjoint(before):
        return measures.named("run_time")
    return _gone_wrong(sentence, reading.quantity) or measure


def _is_trained(sentence: Sentence, quantity: int) -> bool:
    """Whether the words before a share of the parameters say that they are the ones that are updated."""
    return any(c.lower.startswith(_TRAINED) for c in sentence.chunks[max(0, quantity - _REACH) : quantity])


def _are_things(noun: str, measure: Measure) -> bool:
    """Whether a measure in the plural stands for things that are counted: "20% of the ratings"."""
    return measure.name.startswith(_OPEN) and is_plural(noun)


def _gone_wrong(sentence: Sentence, at: int) -> Measure | None:
    """The measure of what does not hold: "violates the limits 3% of the time", "fails 12% of the time"."""
    for chunk in reversed(sentence.chunks[max(0, at - _FAULT_REACH) : at]):
        if chunk.letter == ";" or chunk.quantity is not None:
            return None
        name = next((name for stem, name in _FAULTS if chunk.lower.startswith(stem)), None)
        if name is not None:
            return Measure(name, "quality", "lower", percent=True)
    return None


def _is_anothers(sentence: Sentence, quantity: int, metric: int) -> bool:
    start, end = sentence.chunks[quantity].end, sentence.chunks[metric].start
    if any(f.lower in _POSSESSIVES and start < f.start < end for f in sentence.fillers):
        return True
    return any(c.lower in _THEIRS for c in sentence.chunks[metric + 1 : metric + 1 + _REACH - 1])


def of_things(sentence: Sentence, at: int, noun: str, measures: Measures) -> Measure:
    """What a percentage of counted things measures: wins, right answers, solved items, hallucinations, or just their share;
    *noun* is the thing as written.
    """
    before = sentence.chunks[:at]
    if _is_won(sentence, at):
        return measures.named("win_rate")
    if (outcome := _outcome(sentence, at)) is not None:
        return measures.named(outcome)
    told = True
    for chunk in reversed(before):
        if chunk.cue is not None and chunk.letter == "a" and chunk.cue.metric:
            return measures.named(chunk.cue.metric)
        if told and chunk.metric is not None and chunk.metric.percent and chunk.metric.name in _RATES:
            return measures.of_chunk(chunk)
        told = told and (chunk.quantity is None or chunk.quantity.form == "percent")
        if chunk.letter == ";":
            break
    if noun in _EVENTS and sentence.letters[at - 1 : at] == "n":
        return _gone_wrong(sentence, at) or measures.named("success_rate")
    return Measure(f"{_OPEN}{noun}", "quality", percent=True)


def _is_won(sentence: Sentence, at: int) -> bool:
    """Whether a share is of the things on which something outperforms: "outperforms BERT on 80% of the tasks"."""
    letters = sentence.letters
    last = letters.rfind(_OUTPERFORM, 0, at)
    if last < 0 or ";" in letters[last:at]:
        return False
    return last == at - 1 or letters[at - 1] in "n&,"


def _outcome(sentence: Sentence, at: int) -> str | None:
    """How things came out by the words before their share: "classifies 93% of the images", "makes errors in 28% of cases"."""
    for chunk in reversed(sentence.chunks[max(0, at - _VERB_REACH) : at]):
        if chunk.letter == ";" or chunk.quantity is not None or (chunk.cue is not None and chunk.cue.metric):
            break
        if _JUDGED.fullmatch(chunk.lower):
            return "accuracy"
        if _WRONG.fullmatch(chunk.lower):
            return "error_rate"
    return None
