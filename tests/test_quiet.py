"""Abstracts without a quantitative claim, full of numbers: nothing may be found in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from claimx.extraction import Extractor
from claimx.rulebook import load_rules


class Quiet(NamedTuple):
    """An abstract, the ignore rules that take its numbers, and why something is found in it yet (a known gap)."""

    name: str
    text: str
    traps: tuple[str, ...]
    todo: str


def _read() -> list[Quiet]:
    found: list[Quiet] = []
    for path in sorted((Path(__file__).parent / "quiet").glob("*.toml")):
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["abstract"]
        for number, entry in enumerate(entries, 1):
            text = " ".join(entry["text"].split())
            found.append(Quiet(f"{path.stem}-{number}", text, tuple(entry["traps"]), entry.get("todo", "")))
    return found


ABSTRACTS = _read()
CASES = [
    pytest.param(quiet, id=quiet.name, marks=[pytest.mark.xfail(reason=quiet.todo, strict=True)] if quiet.todo else [])
    for quiet in ABSTRACTS
]


@pytest.mark.parametrize("quiet", CASES)
def test_nothing_is_claimed(quiet: Quiet, extractor: Extractor) -> None:
    trace = extractor.explain(quiet.text)
    dropped = {fired.rule for fired in trace.fired if fired.outcome == "dropped" and fired.rule.startswith("ignore.")}
    assert ([(c.quote, c.metric) for c in trace.claims], sorted(dropped)) == ([], sorted(quiet.traps))


def test_every_kind_of_number_that_is_no_claim_is_among_them() -> None:
    rules = {rule.id for rule in load_rules().ignore}
    covered = {trap for quiet in ABSTRACTS for trap in quiet.traps}
    assert (sorted(rules - covered), len(ABSTRACTS) >= 60) == ([], True)
