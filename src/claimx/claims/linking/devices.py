"""On which device a number was measured."""

from __future__ import annotations

import re

from claimx.claims.linking.clauses import Clauses
from claimx.mentions import Draft

_NO_DEVICE = frozenset(
    "parameters model_size trainable_parameters training_data context_length dataset_size monetary_cost macs"
    " training_cost bandwidth communication compression_ratio sparsity masking_ratio labels data_efficiency sample_efficiency"
    " bit_width".split()
)

_TIMED = re.compile(r"\s(?:NVIDIA\s)?([A-Z]{1,3}\d{1,4}\w{0,3}(?:-\d{1,3}GB?)?)[\s-]")
"""The device in a unit of time on it: "5 H100-days", "8 A100 GPU hours"."""


def devices(clauses: Clauses, at: int, draft: Draft) -> str | None:
    """The device on which the number was measured: the next one after it, else the last before it."""
    if draft.family not in ("speed", "cost") or draft.metric in _NO_DEVICE:
        return None
    if (timed := _TIMED.search(clauses.sentence.text, draft.quantity.start, draft.quantity.end)) is not None:
        return timed[1]
    place = clauses.places[at]
    if "G" not in clauses.roles:
        return None
    after = [i for i in range(place + 1, len(clauses.roles)) if _is_device(clauses, i)]
    before = [i for i in range(place) if _is_device(clauses, i)]
    low = clauses.roles.rfind(";", 0, place)
    following = clauses.roles.find("q", place + 1)
    if after and (following < 0 or after[0] < following):
        return clauses.name(after[0])
    near = [i for i in before if i > low]
    return clauses.name(near[-1]) if near else clauses.name(after[0]) if after else None


def _is_device(clauses: Clauses, at: int) -> bool:
    """Whether a token is a device and does not merely describe the noun behind it ("GPU memory", "CPU time")."""
    if clauses.roles[at] != "G":
        return False
    kind = clauses.tokens[at].text.isalpha() and not clauses.tokens[at].lower.endswith("s")
    return not (kind and clauses.roles[at + 1 : at + 2] in ("w", "M", "N", "K"))
