"""Claims made to measure: everything that a test does not care for has a plain value."""

from __future__ import annotations

from typing import Any

from claimx.claims.derive import improvement_of
from claimx.records import Claim
from claimx.reports.measures import Measures
from claimx.rulebook import load_rules
from claimx.units import Units

RULEBOOK = load_rules()
MEASURES = Measures(RULEBOOK)
UNITS = Units(RULEBOOK)


def claim(metric: str, value: float, **fields: Any) -> Claim:
    """An own level of *metric*; `paper` is the paper's id and title, the sentence is made of the rest."""
    measure = MEASURES.named(metric)
    paper = fields.pop("paper", "p1")
    quote = fields.pop("quote", f"{value:g}{fields.get('unit', '')}")
    sentence = fields.pop("sentence", f"{fields.get('subject') or 'It'} reaches {quote} here.")
    known: dict[str, Any] = {
        "claim_id": fields.pop("claim_id", f"{paper}-{metric}-{value:g}"),
        "paper_id": paper,
        "title": f"On {paper}",
        "start": 100 + sentence.index(quote),
        "end": 100 + sentence.index(quote) + len(quote),
        "quote": quote,
        "sentence": sentence,
        "sentence_start": 100,
        "family": measure.family,
        "kind": "level",
        "value": value,
        "metric": measure.name,
        "better": measure.better,
    }
    made = _canonical(Claim(**(known | fields)))
    if made.factor is None or made.improvement is not None:
        return made
    return made.model_copy(update={"improvement": improvement_of(made.factor, made.better)})


def _canonical(made: Claim) -> Claim:
    """With the canonical value, where the unit has one."""
    found = UNITS.canonical(made.value, made.unit) if made.unit not in ("", "%", "x", "point") else None
    return made.model_copy(update={"canonical_value": found[0], "canonical_unit": found[1]}) if found else made
