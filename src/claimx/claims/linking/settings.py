"""Conditions tied to a number: shots, shapes, backbones, phases of a run, totals and deviations."""

from __future__ import annotations

import re

from claimx.claims.linking.clauses import Clauses
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.mentions import Draft

_SHOTS = re.compile(
    r"\b\d{1,3}-(?:shots?|class)\b|\bROUGE-(?:\d|L)\b|\bmAP@\d?\.\d+|\b(?:pass|hits?|recall|precision|ndcg|acc|top|maj|best-of|avg)@\d+\b|\b\d-bit\b|\b(?:INT|FP)\d+\b",
    re.IGNORECASE,
)
_SHOT_SIGN = re.compile(r"[-@](?:shot|bit|\d)|(?:int|fp)\d")
"""What every match of `_SHOTS` holds, in small letters."""
_SHAPE = re.compile(r"(?<![\w.])\d{2,4}\s?[×x]\s?\d{2,4}(?:\s?[×x]\s?\d{1,4})?(?![\w.])")
_BACKBONE = re.compile(r"\b([A-Z][\w./+-]{0,80}(?:\s\d{1,9}[BM]?)?)\sbackbones?\b")
_AVERAGED = re.compile(r"\b(macro|micro|weighted)(?=[\s-](?:averaged[\s-])?F)", re.IGNORECASE)
_WITH = frozenset(["on", "with", "using", "utilizing", "utilising", "for", "of", "to"])
_SIZES = frozenset(["parameters", "model_size"])
"""Measures of a model, whatever it is tried under."""
_COEFFICIENT = re.compile(r"\b(Pearson|Spearman|Kendall)\b", re.IGNORECASE)
_FASTER = frozenset(["speed", "throughput"])


def settings(clauses: Clauses, at: int, draft: Draft, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The conditions of the number at chunk *at*, in the order of their place."""
    if draft.metric in _SIZES:
        return ()
    place = clauses.places[at]
    start, end = _window(clauses, place)
    text = clauses.sentence.text
    window = text[start:end].lower()
    found = [(m.start(), m.group()) for m in vocabulary.settings.finditer(text, start, end)]
    if _SHOT_SIGN.search(window) is not None:
        found += [(m.start(), m.group()) for m in _SHOTS.finditer(text, start, end)]
    if "×" in window or "x" in window:
        found += [(m.start(), m.group()) for m in _SHAPE.finditer(text, start, end)]
    if " backbone" in window:
        found += [(m.start(), f"{m[1]} backbone") for m in _BACKBONE.finditer(text, start, end)]
    if draft.metric == "f1":
        found += [(m.start(), m[1].lower()) for m in _AVERAGED.finditer(text, start, end)]
    if draft.metric == "correlation":
        found += [(m.start(), m[1]) for m in _COEFFICIENT.finditer(text, start, end)]
    found += _base_models(clauses, place, draft)
    names = [name for where, name in sorted(found) if not draft.quantity.start <= where < draft.quantity.end]
    if draft.metric in _FASTER:
        names += _phase(clauses, place, vocabulary)
    if draft.quantity.total is not None:
        names.append(f"of {draft.quantity.total:g}")
    if draft.quantity.note:
        names.append(draft.quantity.note)
    return tuple(dict.fromkeys(names))


def _window(clauses: Clauses, at: int) -> tuple[int, int]:
    """From the number before to the number after, within the part of the sentence."""
    roles, tokens = clauses.roles, clauses.tokens
    low = max(roles.rfind("q", 0, at), roles.rfind(";", 0, at))
    highs = [i for i in (roles.find("q", at + 1), roles.find(";", at + 1)) if i >= 0]
    start = tokens[low].end if low >= 0 else clauses.sentence.start
    if not highs:
        return start, clauses.sentence.end
    last = tokens[min(highs)]
    return start, last.end if _SHAPE.fullmatch(last.text) else last.start


def _base_models(clauses: Clauses, at: int, draft: Draft) -> list[tuple[int, str]]:
    """Place and name of the models that a method is tried with: "on Qwen2.5-7B", "when utilizing GPT-5.2"."""
    roles, tokens = clauses.roles, clauses.tokens
    low = roles.rfind(";", 0, at) + 1
    high = roles.find(";", at)
    stop = roles.find("q", at + 1)
    high = min(i for i in (high, stop, len(roles)) if i >= 0)
    others = {draft.subject, *draft.baseline}
    found = []
    for i in range(low, high):
        if tokens[i].letter == "S" and i > low and tokens[i - 1].lower in _WITH and clauses.name(i) not in others:
            found.append((tokens[i].start, clauses.name(i)))
    return found[-2:]


def _phase(clauses: Clauses, at: int, vocabulary: Vocabulary) -> list[str]:
    """The phase of a run right beside a speedup: "inference 3x faster", "2x faster training", "rollout speedup"."""
    near = [i for i in (at - 1, at + 1, at + 2) if 0 <= i < len(clauses.tokens)]
    words = [clauses.tokens[i].lower.split(" ")[0] for i in near]
    return [word for word in words if vocabulary.has("phase", word)][:1]
