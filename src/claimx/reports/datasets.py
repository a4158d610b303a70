"""One name for each dataset that goes by several, as the rulebook tells: a board on ImageNet holds the numbers on IN-1K too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from claimx.naming import name_key
from claimx.query.names import reduction
from claimx.records import Claim
from claimx.reports.places import Filter
from claimx.rulebook import Rulebook
from claimx.rulebook.nearest import did_you_mean


class Datasets:
    """The names of datasets of one rulebook. What stands in a claim's sentence stays as it is written."""

    def __init__(self, rulebook: Rulebook) -> None:
        reduced = reduction(rulebook, "dataset")
        written = {name_key(rule.names[0]): rule.names[0] for rule in rulebook.aliases if rule.of == "dataset" and rule.names}

        @cache
        def one(name: str) -> str:
            short = reduced.shortened(name)
            return written.get(reduced.key(short), short)

        self.one = one
        """The name under which reports hold a dataset."""

    def named(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims, each dataset under its one name."""
        return [self._named(claim) if claim.dataset else claim for claim in claims]

    def _named(self, claim: Claim) -> Claim:
        names = tuple(dict.fromkeys(map(self.one, claim.dataset)))
        return claim if names == claim.dataset else claim.model_copy(update={"dataset": names})

    def asked(self, only: Filter) -> Filter:
        """The filter, its dataset under its one name."""
        return replace(only, dataset=self.one(only.dataset)) if only.dataset else only


def nearest_dataset(name: str, claims: Iterable[Claim]) -> str:
    """``; did you mean ...`` with the dataset of the claims that is most like *name*; empty where they are on it."""
    known = {name_key(dataset): dataset for claim in claims for dataset in claim.dataset}
    if name_key(name) in known:
        return ""
    return did_you_mean(name.lower(), {dataset.lower() for dataset in known.values()}) or "; no name is near"
