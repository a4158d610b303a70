"""The fields of the record as a query and a store see them: what sort of value each one holds."""

from __future__ import annotations

from typing import Literal

Sort = Literal["text", "name", "choice", "integer", "number", "list", "date"]
"""``name`` is text compared by its letters and digits, ``choice`` one of a few words, ``list`` a list of names."""

FIELDS: dict[str, Sort] = {
    "claim_id": "text",
    "paper_id": "text",
    "title": "text",
    "url": "text",
    "date": "date",
    "source": "text",
    "start": "integer",
    "end": "integer",
    "quote": "text",
    "sentence": "text",
    "sentence_start": "integer",
    "family": "choice",
    "kind": "choice",
    "value": "number",
    "value2": "number",
    "unit": "text",
    "bound": "choice",
    "metric": "name",
    "effect": "choice",
    "factor": "number",
    "basis": "choice",
    "subject": "name",
    "baseline": "list",
    "dataset": "list",
    "task": "name",
    "hardware": "name",
    "setting": "list",
    "attribution": "choice",
    "better": "choice",
    "polarity": "choice",
    "improvement": "number",
    "canonical_value": "number",
    "canonical_unit": "text",
    "rules": "list",
    "confidence": "number",
}
"""Every field of `claimx.records.Claim`, in its order."""

OTHER_FIELD_NAMES = {"text": "sentence", "paper": "paper_id", "device": "hardware", "id": "claim_id", "model": "subject"}
"""Other names that a query may call a field by."""

CHOICES: dict[str, tuple[str, ...]] = {
    "family": ("quality", "speed", "cost", "scale"),
    "kind": ("level", "difference", "ratio", "transition"),
    "bound": ("exact", "up_to", "less_than", "more_than", "about", "average"),
    "effect": ("increase", "decrease", "none"),
    "basis": ("points", "relative", "unstated"),
    "attribution": ("own", "prior"),
    "better": ("higher", "lower"),
    "polarity": ("gain", "loss", "neutral"),
}
"""The words that a field of the sort ``choice`` holds."""
