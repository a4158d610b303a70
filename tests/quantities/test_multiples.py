""" "By 8 times" is a multiple, "8 times" alone is a count of occasions."""

from __future__ import annotations

import pytest

from claimx.extraction import Extractor


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("QuickSeg reduces memory by 8 times.", [("memory", "ratio", 8.0, None)]),
        ("QuickSeg improves throughput by up to 5 to 10 times on GPUs.", [("throughput", "ratio", 5.0, 10.0)]),
        ("QuickSeg was retrained by us 5 times.", []),
        ("QuickSeg reduces the error by 3.5 points 4 times.", [("error_rate", "difference", 3.5, None)]),
    ],
)
def test_times_behind_by_is_a_multiple(extractor: Extractor, text: str, claims: list[tuple[object, ...]]) -> None:
    found = extractor.explain(text).claims
    assert [(c.metric, c.kind, c.value, c.value2) for c in found] == claims


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("QuickSeg sees little—under 50% precision.", "less_than"),
        ("QuickSeg sees little – about 50% precision.", "about"),
    ],
)
def test_qualifier_behind_a_dash(extractor: Extractor, text: str, bound: str) -> None:
    assert [c.bound for c in extractor.explain(text).claims] == [bound]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We test QuickSeg on two public dataset.", [2.0]),
        ("We test QuickSeg on two dataset splits.", []),
    ],
)
def test_forgotten_plural(extractor: Extractor, text: str, count: list[float]) -> None:
    assert [c.value for c in extractor.explain(text).claims] == count


def test_spelled_count_is_no_score(extractor: Extractor) -> None:
    assert extractor.explain("QuickSeg meets three design criteria – high quality of the text.").claims == []
