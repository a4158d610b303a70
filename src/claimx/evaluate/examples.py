"""The examples in the rules are tests, proved twice: by the rule alone, and in the whole extraction.

Alone the rule must fire on the mark. In the whole extraction it must as well, and the claim there must have the expected
fields, unless the example says which other rule has taken the place. An example with ``todo`` must fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimx.evaluate.alone import Alone
from claimx.evaluate.asked import places
from claimx.extraction import Extractor, Trace
from claimx.rulebook import Rulebook
from claimx.rulebook.load import KINDS
from claimx.rulebook.model import AliasRule, Example, QuestionRule, Rule
from claimx.span import Span

ASKED = ("aliases", "questions")
"""Kinds of rules that serve questions, and take no part in extraction."""


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """One example, and whether it did what its rule says."""

    rule: str
    file: str
    text: str
    passed: bool
    reason: str
    todo: str = ""


def run_examples(rulebook: Rulebook, *, prefix: str = "") -> Iterator[ExampleRun]:
    """Every example and counter-example of the rules whose id begins with *prefix*."""
    extractor, alone = Extractor(rulebook), Alone(rulebook)
    for kind in KINDS:
        for rule in getattr(rulebook, kind):
            if rule.id.startswith(prefix):
                for example in rule.match:
                    by_itself = kind not in ASKED and _amiss(alone.recognised(kind, rule, example.plain), example)
                    reason = f"by itself, the rule {by_itself}" if by_itself else _unmatched(rule, example, extractor)
                    yield _run(rulebook, rule, example, reason)
                for example in rule.no_match:
                    fired = _places(rule, extractor.explain(example.plain), example.plain)
                    yield _run(rulebook, rule, example, "fires on its counter-example" if fired else "")


def _run(rulebook: Rulebook, rule: Rule, example: Example, reason: str) -> ExampleRun:
    if example.todo and not reason:
        reason, passed = "passes now: drop its todo", False
    else:
        passed = (reason == "") != bool(example.todo)
    return ExampleRun(rule.id, rulebook.files[rule.id], example.text, passed, reason, example.todo)


def _unmatched(rule: Rule, example: Example, extractor: Extractor) -> str:
    """Why the example is not met in the whole extraction; empty where it is."""
    trace = extractor.explain(example.plain)
    own = _amiss(_places(rule, trace, example.plain), example)
    if not example.taken:
        return own or _unexpected(example, trace)
    if not own:
        return f"is not taken by {example.taken!r} any more: drop its 'taken'"
    other = _amiss([Span(f.start, f.end) for f in trace.fired if f.rule == example.taken], example)
    return f"is not taken by {example.taken!r}, which {other}" if other else ""


def _places(rule: Rule, trace: Trace, text: str) -> list[Span]:
    """Where the rule fires."""
    if isinstance(rule, AliasRule | QuestionRule):
        return places(rule, trace.claims, text)
    return [Span(fired.start, fired.end) for fired in trace.fired if fired.rule == rule.id]


def _amiss(found: list[Span], example: Example) -> str:
    """Why *places* do not meet the mark of *example*; empty where one does."""
    mark = example.mark
    if not found:
        return "does not fire"
    if mark is None or any(place.start < mark.end and mark.start < place.end for place in found):
        return ""
    return f"fires elsewhere: {', '.join(repr(place.of(example.plain)) for place in found)}"


def _unexpected(example: Example, trace: Trace) -> str:
    expected, mark = example.expected, example.mark
    if not expected or mark is None:
        return ""
    if not trace.claims:
        return "makes no claim"
    on_mark = [c for c in trace.claims if c.start < mark.end and mark.start < c.end]
    for claim in on_mark or trace.claims:
        wrong = {k: getattr(claim, k) for k, v in expected.items() if _differs(getattr(claim, k), v)}
        if not wrong:
            return ""
    return "; ".join(f"{k} is {v!r}, expected {expected[k]!r}" for k, v in wrong.items())


def _differs(value: object, expected: object) -> bool:
    if isinstance(value, float) and isinstance(expected, (int, float)):
        return abs(value - expected) > 1e-3 * max(abs(value), abs(expected), 1e-9)
    return (list(value) if isinstance(value, tuple) else value) != expected
