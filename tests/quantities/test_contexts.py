"""Expressions around a place, tried only where they can match."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from claimx.quantities.contexts import Context, Contexts
from claimx.quantities.ignoring import context_of
from claimx.rulebook import load_rules

RULES = [context for rule in load_rules().ignore if (context := context_of(rule)) is not None]
CONTEXTS = Contexts(RULES)
PIECES = [
    "2019",
    "3",
    "12",
    ".",
    ",",
    " ",
    "(",
    ")",
    "[",
    "-",
    "%",
    "x",
    "B",
    "in ",
    "GPT",
    "top ",
    "et al. ",
    "fold",
    "one ",
    "Jan ",
    "p = ",
]


def plainly(text: str, at: int, end: int) -> str:
    """The first rule that matches, each tried in turn."""
    for rule, left, right in RULES:
        if regex.compile((f"(?<={left})" if left else "") + right).match(text, at, end):
            return rule
    return ""


@pytest.mark.parametrize("context", RULES, ids=[context.rule for context in RULES])
def test_a_rule_is_tried_at_its_own_examples(context: Context) -> None:
    rule = next(rule for rule in load_rules().ignore if rule.id == context.rule)
    alone = Contexts([context])
    texts = [example.text.replace("«", "").replace("»", "") for example in rule.match]
    whole = regex.compile((f"(?<={context.left})" if context.left else "") + context.right)

    for text in texts:
        found = [at for at in range(len(text)) if alone.rule(text, at, len(text))]
        assert found == [at for at in range(len(text)) if whole.match(text, at)]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join), st.data())
def test_the_rule_found_is_the_first_that_matches(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, len(text)))

    assert CONTEXTS.rule(text, at, end) == plainly(text, at, end)
