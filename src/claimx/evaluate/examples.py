"""The examples in the rules are tests: each is run through the whole extraction, and its rule must fire on the mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimx.extraction import Extractor, Trace
from claimx.rulebook import Rulebook
from claimx.rulebook.model import Example, Rule


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
    extractor = Extractor(rulebook)
    for rule in rulebook:
        if rule.id.startswith(prefix):
            file = rulebook.files[rule.id]
            for example in rule.match:
                reason = _unmatched(rule, example, extractor)
                yield ExampleRun(
                    rule.id,
                    file,
                    example.text,
                    (reason == "") != bool(example.todo),
                    reason or "passes now: drop its todo",
                    example.todo,
                )
            for example in rule.no_match:
                fired = any(f.rule == rule.id for f in extractor.explain(_unmarked(example.text)).fired)
                yield ExampleRun(rule.id, file, example.text, not fired, "fires on its counter-example", example.todo)


def _unmarked(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def _unmatched(rule: Rule, example: Example, extractor: Extractor) -> str:
    """Why the example is not met; empty where it is."""
    text = _unmarked(example.text)
    start = example.text.find("«")
    end = example.text.find("»") - 1 if start >= 0 else -1
    trace = extractor.explain(text)
    fired = [f for f in trace.fired if f.rule == rule.id]
    if not fired:
        return "does not fire"
    if start < 0:
        return ""
    if not any(f.start < end and start < f.end for f in fired):
        return f"fires elsewhere: {', '.join(repr(f.text) for f in fired)}"
    return _unexpected(example, trace, start, end)


def _unexpected(example: Example, trace: Trace, start: int, end: int) -> str:
    expected = example.expected
    if not expected:
        return ""
    on_mark = [c for c in trace.claims if c.start < end and start < c.end]
    if not on_mark:
        return "makes no claim"
    for claim in on_mark:
        wrong = {k: getattr(claim, k) for k, v in expected.items() if _differs(getattr(claim, k), v)}
        if not wrong:
            return ""
    return "; ".join(f"{k} is {v!r}, expected {expected[k]!r}" for k, v in wrong.items())


def _differs(value: object, expected: object) -> bool:
    if isinstance(value, float) and isinstance(expected, (int, float)):
        return abs(value - expected) > 1e-3 * max(abs(value), abs(expected), 1e-9)
    return (list(value) if isinstance(value, tuple) else value) != expected
