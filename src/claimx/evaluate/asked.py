"""Where rules that serve questions show: on the claims, datasets and devices that a question would find by them."""

from __future__ import annotations

from claimx.naming import name_key
from claimx.records import Claim
from claimx.rulebook.model import AliasRule, QuestionRule
from claimx.span import Span


def places(rule: AliasRule | QuestionRule, claims: list[Claim], text: str) -> list[Span]:
    """The numbers that a question word finds, or the names in *text* that go by a name of an alias rule."""
    if isinstance(rule, QuestionRule):
        return [Span(claim.start, claim.end) for claim in claims if _answers(rule, claim)]
    things = {thing for claim in claims for thing in _things(rule, claim)}
    return [Span(text.find(thing), text.find(thing) + len(thing)) for thing in sorted(things) if thing in text]


def _answers(rule: QuestionRule, claim: Claim) -> bool:
    of_metric = not rule.metrics or claim.metric in rule.metrics
    return of_metric and rule.change in (claim.effect, claim.polarity)


def _things(rule: AliasRule, claim: Claim) -> list[str]:
    """The datasets or devices of a claim that go by a name of the rule; all where it has only words to set aside."""
    things = list(claim.dataset) if rule.of == "dataset" else [claim.hardware or ""]
    keys = {name_key(name) for name in rule.names}
    return [thing for thing in things if thing and (not keys or name_key(thing) in keys)]
