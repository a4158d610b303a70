"""No work is done twice, or for nothing: counted in calls, never in seconds."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from claimx.claims import reader
from claimx.claims.sentence import Chunker
from claimx.extraction import Extractor
from claimx.records import Paper
from claimx.text import sentences
from claimx.units import Units

CLAIMS = "Old systems are slow. QuickSeg takes 1.6 ms for 83.1% accuracy on ImageNet. It is small. DeepLab takes 4.5 ms there."
NO_NUMBERS = "Old systems are slow. QuickSeg is not. It is small."
NO_CLAIMS = "In Section 3 we look back at 2019. The rest is history."


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each costly step is taken."""
    counted: Counter[str] = Counter()

    def count(owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def counting(*args: Any, **named: Any) -> Any:
            counted[name] += 1
            return original(*args, **named)

        monkeypatch.setattr(owner, name, counting)

    for owner, name in ((Chunker, "sentence"), (reader, "context_of"), (Units, "_ask")):
        count(owner, name)
    return counted


def test_only_sentences_with_a_quantity_are_cut_into_chunks(extractor: Extractor, calls: Counter[str]) -> None:
    assert len(sentences(CLAIMS)) == 4
    assert len(extractor.claims(Paper(id="a", abstract=CLAIMS))) == 3

    assert calls["sentence"] == 2


def test_a_paper_is_looked_at_as_a_whole_once(extractor: Extractor, calls: Counter[str]) -> None:
    extractor.claims(Paper(id="a", abstract=CLAIMS))

    assert calls["context_of"] == 1


@pytest.mark.parametrize(("text", "chunked"), [("", 0), (NO_NUMBERS, 0), (NO_CLAIMS, 0)])
def test_a_paper_that_claims_nothing_costs_next_to_nothing(
    extractor: Extractor, calls: Counter[str], text: str, chunked: int
) -> None:
    assert extractor.claims(Paper(id="a", abstract=text)) == []

    assert (calls["sentence"], calls["context_of"]) == (chunked, 0)


def test_a_conversion_is_asked_of_pint_once(calls: Counter[str]) -> None:
    fresh = Extractor()
    for _ in range(5):
        fresh.claims(Paper(id="a", abstract=CLAIMS))

    assert calls["_ask"] == 1
