"""Claims made for tests: what is not given is derived with claimx's own arithmetic, units and rulebook."""

from __future__ import annotations

from functools import cache
from typing import Any

from claimx.claims.derive import basis_of, factor_of, improvement_of, polarity_of
from claimx.records import Claim
from claimx.rulebook import Rulebook, load_rules
from claimx.rulebook.model import MetricRule
from claimx.units import Units


@cache
def rulebook() -> Rulebook:
    """The built-in rulebook."""
    return load_rules()


@cache
def _units() -> Units:
    return Units(rulebook())


@cache
def _metrics() -> dict[str, MetricRule]:
    return {rule.name: rule for rule in rulebook().metrics}


def derived(**fields: Any) -> Claim:
    """A claim of *fields*, with family, basis, factor, direction, improvement and canonical value as claimx derives them."""
    claim: dict[str, Any] = {"kind": "level", "value2": None, "unit": "", "bound": "exact", "effect": "none", "basis": None}
    claim |= {"start": 0, "end": len(fields.get("quote", "")), "sentence": fields.get("quote", ""), "sentence_start": 0} | fields
    rule = _metrics().get(claim["metric"])
    percent, better = (rule.percent, rule.better) if rule else (False, None)
    if claim["kind"] == "difference":
        claim["basis"] = basis_of(unit=claim["unit"], percent_scaled=percent, said=claim["basis"])
    keys = ("value", "value2", "unit", "effect", "basis")
    claim["factor"] = factor_of(claim["kind"], percent_scaled=percent, **{key: claim[key] for key in keys})
    canonical = _units().canonical(claim["value"], claim["unit"])
    claim |= {"canonical_value": canonical[0], "canonical_unit": canonical[1]} if canonical else {}
    claim |= {"better": better, "polarity": polarity_of(claim["effect"], better)}
    claim |= {"improvement": improvement_of(claim["factor"], better)}
    return Claim(**{"family": rule.family if rule else "scale"} | claim)
