"""On which device a number was measured."""

from __future__ import annotations

from claimx.claims.linking.clauses import Clauses
from claimx.mentions import Draft

_NO_DEVICE = frozenset(
    "parameters model_size trainable_parameters training_data context_length dataset_size monetary_cost macs "
    "training_cost".split()
)


def devices(clauses: Clauses, at: int, draft: Draft) -> str | None:
    """The device on which the number was measured: the next one after it, else the last before it."""
    if draft.family not in ("speed", "cost") or draft.metric in _NO_DEVICE:
        return None
    place = clauses.places[at]
    after = [i for i in range(place + 1, len(clauses.roles)) if clauses.roles[i] == "G"]
    before = [i for i in range(place) if clauses.roles[i] == "G"]
    low = clauses.roles.rfind(";", 0, place)
    following = clauses.roles.find("q", place + 1)
    if after and (following < 0 or after[0] < following):
        return clauses.name(after[0])
    near = [i for i in before if i > low]
    return clauses.name(near[-1]) if near else clauses.name(after[0]) if after else None
