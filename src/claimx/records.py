"""What users hold: papers and claims, frozen and validated.

The room knows no text processing and no rules: it only says what a record is.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION = "1.0"
"""Version of the claim record; travels with every file that claimx writes."""

Family = Literal["quality", "speed", "cost", "scale"]
Kind = Literal["level", "difference", "ratio", "transition"]
Bound = Literal["exact", "up_to", "less_than", "more_than", "about", "average"]
Effect = Literal["increase", "decrease", "none"]
Basis = Literal["points", "relative", "unstated"]
Attribution = Literal["own", "prior"]
Better = Literal["higher", "lower"]
Polarity = Literal["gain", "loss", "neutral"]


class Paper(BaseModel):
    """One paper of a digest, as far as the input tells.

    ``abstract`` is the text exactly as given: every offset of a claim counts in it.
    ``date`` is ISO 8601, as precise as the input is (``2025-09-02``, ``2014``).
    ``source`` names the input it was read from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str = ""
    abstract: str = ""
    url: str | None = None
    date: str | None = None
    source: str | None = None


class Claim(BaseModel):
    """One quantitative statement: one number, or one pair of numbers, in one sentence.

    ``paper.abstract[start:end] == quote`` always holds; ``sentence`` is the evidence, untouched, and begins
    at ``sentence_start``. Numbers are in base scale (1.16 billion is 1160000000.0).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim_id: str
    """Stable across runs and machines: a digest of paper id, span and metric."""
    paper_id: str
    title: str = ""
    url: str | None = None
    date: str | None = None
    source: str | None = None

    start: int
    end: int
    quote: str
    sentence: str
    sentence_start: int

    family: Family
    kind: Kind
    value: float
    """The number; of a transition the end value, of a range the lower one."""
    value2: float | None = None
    """Of a range the upper value, of a transition the start value."""
    unit: str = ""
    """Symbol (``%``, ``x``, ``point``, ``ms``, ``GB``), the thing counted in the singular, or ``""`` for a bare score."""
    bound: Bound = "exact"
    metric: str
    """A canonical metric name, or ``other:<surface>``."""
    effect: Effect = "none"
    factor: float | None = None
    """New value over old value of the metric, where the sentence fixes it."""
    basis: Basis | None = None

    subject: str | None = None
    baseline: tuple[str, ...] = ()
    dataset: tuple[str, ...] = ()
    task: str | None = None
    hardware: str | None = None
    setting: tuple[str, ...] = ()
    attribution: Attribution = "own"

    better: Better | None = None
    """Which way this metric is better; None where neither is."""
    polarity: Polarity = "neutral"
    improvement: float | None = None
    """How many times better: 1 and more for gains, below 1 for losses; None where ``factor`` is."""
    canonical_value: float | None = None
    canonical_unit: str | None = None
    rules: tuple[str, ...] = ()
    """Ids of the rules that made the claim."""
    confidence: float = 1.0
    """Share of claims at this confidence that are right on the annotated sets."""


_FIELDS = set(Claim.model_fields)
"""One for all claims, which are frozen: a set for each would be half of what it takes in memory."""


def proved(values: dict[str, Any]) -> Claim:
    """A claim of values whose types are known to be right: every field is there and is what validating would make of it.

    Validating costs fifteen times as much as this, and as much as a quarter of reading the sentence.
    """
    claim = Claim.__new__(Claim)
    object.__setattr__(claim, "__dict__", values)
    object.__setattr__(claim, "__pydantic_fields_set__", _FIELDS)
    object.__setattr__(claim, "__pydantic_extra__", None)
    object.__setattr__(claim, "__pydantic_private__", None)
    return claim
