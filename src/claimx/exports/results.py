"""Which claims are results that a leaderboard can hold, and why the others are none."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimx.naming import name_key
from claimx.records import Claim
from claimx.reports.entries import Entry, LeftOut, entry
from claimx.reports.identity import is_proper_name, usual_name
from claimx.reports.leaderboard import FOREIGN
from claimx.reports.measures import Measure, Measures
from claimx.reports.places import Filter, Place, grouped, places

_ARXIV = re.compile(r"^https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/([a-z\-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})", re.IGNORECASE)
_DOI = re.compile(r"^https?://(?:dx\.)?doi\.org/(10\.\S+)$", re.IGNORECASE)
AMBIGUOUS = "one of several values of the same system, dataset and metric in a sentence"
_LIMITS = ("up_to", "less_than", "more_than")


@dataclass(frozen=True, slots=True)
class Result:
    """A level of a named system on one dataset."""

    entry: Entry
    model: str
    dataset: str
    task: str | None
    """As claimed, else the only one that others name for the dataset."""

    @property
    def claim(self) -> Claim:
        """The claim behind it."""
        return self.entry.claim

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.entry.measure

    @property
    def arxiv_id(self) -> str | None:
        """The paper's number on arXiv, where its address says so."""
        found = _ARXIV.match(self.claim.url or "")
        return found[1] if found else None

    @property
    def doi(self) -> str | None:
        """The paper's DOI; those of arXiv are known from its number."""
        found = _DOI.match(self.claim.url or "")
        return found[1] if found else f"10.48550/arXiv.{self.arxiv_id}" if self.arxiv_id else None

    @property
    def unit(self) -> str:
        """Of the number as printed: ``percent``, ``proportion``, a unit, or ``""``."""
        if self.entry.scale == "%":
            return "proportion" if self.entry.rescaled else "percent"
        return self.claim.unit


@dataclass(frozen=True, slots=True)
class Results:
    """What can go out, and how much cannot."""

    found: tuple[Result, ...]
    left_out: tuple[LeftOut, ...]


def results(claims: Iterable[Claim], measures: Measures, *, include_prior: bool = False, only: Filter | None = None) -> Results:
    """The results among *claims*, in their order, one for each dataset that a number holds for."""
    only = only or Filter()
    left: Counter[str] = Counter()
    found: list[Place] = []
    for claim in claims:
        if not only.admits(claim):
            continue
        scored = _result(claim, measures.of(claim), include_prior=include_prior)
        if isinstance(scored, str):
            left[scored] += 1
        else:
            found += places(scored, ("task", "dataset", "setting"), only)
    found = _unambiguous(found, left)
    tasks = {id(place): task for group in grouped(found) for task in [_task(group)] for place in group}
    made = tuple(Result(p.entry, p.entry.claim.subject or "", p.dataset or "", tasks[id(p)]) for p in found)
    return Results(made, tuple(LeftOut(reason, count) for reason, count in sorted(left.items())))


def by_model(found: Sequence[Result]) -> dict[str, list[Result]]:
    """The results of each model, under the spelling used most."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in found:
        groups[name_key(result.model)].append(result)
    return {usual_name(r.model for r in group): group for _, group in sorted(groups.items())}


def slug(name: str) -> str:
    """A name as part of a path; letters that have no place there are told apart by a digest.

    >>> slug("../T2T ViT/14"), slug("GPT-4.1")
    ('T2T-ViT-14', 'GPT-4.1')
    """
    plain = re.sub(r"[^A-Za-z0-9._+-]+", "-", name).strip("-.")
    if plain and name.isascii():
        return plain
    return f"{plain or 'model'}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"


def spread(result: Result) -> str | None:
    """What the sentence says of the spread of a number ("± 0.3"), as written."""
    return next((setting for setting in result.claim.setting if re.search(r"±|\\pm|\bCI\b|\bstd\b", setting)), None)


def _result(claim: Claim, measure: Measure, *, include_prior: bool) -> Entry | str:
    reason = _no_result(claim, measure, include_prior=include_prior)
    if reason:
        return reason
    scored = entry(claim, measure)
    if isinstance(scored, Entry) and measure.percent and scored.scale != "%":
        return "a count where the metric is a rate"
    return scored


def _no_result(claim: Claim, measure: Measure, *, include_prior: bool) -> str | None:
    """The first reason why a claim is no result."""
    reasons = {
        "no level: a change, a ratio or a transition": claim.kind != "level",
        FOREIGN: claim.attribution == "prior" and not include_prior,
        "a size of something, no result": measure.family == "scale",
        "which way is better is not known": measure.better is None,
        "a range, no single value": claim.value2 is not None,
        "a limit (up to, under, over), no value": claim.bound in _LIMITS,
        "no dataset is named": not claim.dataset,
        "no system is named": not claim.subject or not is_proper_name(claim.subject),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _unambiguous(found: Sequence[Place], left: Counter[str]) -> list[Place]:
    """Those that are the only value of their system, dataset, metric and conditions in their sentence.

    Where one sentence gives several, something tells them apart that the claims do not hold.
    """
    values: dict[tuple[object, ...], set[float]] = defaultdict(set)
    for place in found:
        values[_key(place)].add(place.entry.score)
    doubtful = {p.entry.claim.claim_id for p in found if len(values[_key(p)]) > 1}
    if doubtful:
        left[AMBIGUOUS] += len(doubtful)
    return [place for place in found if place.entry.claim.claim_id not in doubtful]


def _key(place: Place) -> tuple[object, ...]:
    claim = place.entry.claim
    settings = tuple(sorted(map(name_key, claim.setting)))
    system = (claim.paper_id, claim.sentence_start, place.entry.subject_key)
    return *system, claim.metric, name_key(place.dataset or ""), place.entry.scale, claim.hardware, settings


def _task(group: Sequence[Place]) -> str | None:
    named = [place.task for place in group if place.task]
    return usual_name(named) if named else None
