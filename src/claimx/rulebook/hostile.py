"""Finds expressions that take long on hostile text, by running them on it.

An expression that backtracks exponentially needs longer than the age of the universe on a few thousand characters; an
honest one needs a thousandth of a second. The limit lies so far between the two that a busy machine does not decide.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator

import regex

from claimx.errors import RuleError
from claimx.rulebook import model

LIMIT = 1.0
"""Seconds for one search; an honest expression needs about a thousandth of that."""
_SEEDS = ("a", "A", "1", " ", "-", ".", "(", "a ", "A1", "1 ", "1,", "1.", "a-", "A1-", " a1", "Aa ", "1-1 ")
_LENGTH = 2000


def check_speed(rule: model.Rule, *, file: str) -> None:
    """Raise `RuleError` where the expression of *rule* takes long on text made to slow it down."""
    pattern = getattr(rule, "pattern", "")
    if not pattern or isinstance(rule, model.PatternRule):
        return
    slow = slow_text(pattern, examples=[e.plain for e in (*rule.match, *rule.no_match)])
    if slow is not None:
        start = f"{slow[:24]!r}..." if len(slow) > 24 else repr(slow)
        raise RuleError(f"pattern: takes too long on text such as {start}; do not repeat a repetition", file=file, rule=rule.id)


def slow_text(pattern: str, *, examples: Iterable[str] = ()) -> str | None:
    """A text on which *pattern* exceeds the limit, None where none was found.

    The pattern's own characters stand behind each text, lest a search give up early for want of one of them.
    """
    try:
        compiled = regex.compile(pattern)
    except regex.error:
        compiled = regex.compile(re.escape(pattern))
    for text in hostile_texts(examples):
        try:
            compiled.search(f"{text}\x00{pattern}{string.punctuation}", timeout=LIMIT)
        except TimeoutError:
            return text
    return None


def hostile_texts(examples: Iterable[str]) -> Iterator[str]:
    """Long repetitions, alone and after *examples*."""
    heads = dict.fromkeys(["", *examples])
    for head in heads:
        for seed in (*_SEEDS, *_last_words(head)):
            yield head + seed * (_LENGTH // len(seed))


def _last_words(head: str) -> list[str]:
    """The text's own words, each with a blank, since an expression may repeat just them."""
    return [f"{word} " for word in dict.fromkeys(head.split())][:12]
