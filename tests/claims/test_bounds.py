"""Which bound a number has, by the words before it, after it, and at its neighbours."""

from __future__ import annotations

import pytest

from claimx.extraction import Extractor
from claimx.records import Paper


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("It cuts latency by up to 82% and 70%.", ["up_to", "up_to"]),
        ("It shrinks the region by up to 99.9% for rotations and 99.8% for shifts.", ["up_to", "up_to"]),
        ("The graph has around 27K nodes and 100K edges.", ["about", "about"]),
        ("It reaches an accuracy above 85%, and 90% precision.", ["more_than", "exact"]),
        ("It gains up to 18.1 points on math and 5-9 points on search.", ["up_to", "exact"]),
        ("Across three benchmarks it reduces errors on average by 47% on clean and by 37% on noisy input.",
         ["exact", "average", "average"]),
        ("On average, a 2B model improves accuracy by 23.6%.", ["exact", "average"]),
        ("The mean Dice scores were 65%, 72%, and 75%.", ["average", "average", "average"]),
        ("The mean squared error is 0.12.", ["exact"]),
        ("It reduces the average collision rate by 41.9%.", ["exact"]),
        ("It brings an average improvement of 4.1% in accuracy.", ["average"]),
        ("On an average of 6 tasks it reaches an accuracy of 71%.", ["exact", "exact"]),
        ("It improves accuracy by 8.1% on average and by up to 20%.", ["average", "up_to"]),
        ("We collect over 800 images.", ["more_than"]),
        ("The corpus compiles over one hundred books.", ["more_than"]),
        ("It holds 566 entries over 91 sources.", ["exact", "exact"]),
        ("It stays at roughly 60% accuracy, with a peak at 72% accuracy.", ["about", "up_to"]),
    ],
)  # fmt: skip
def test_bounds_of_a_sentence(text: str, bounds: list[str], extractor: Extractor) -> None:
    assert [claim.bound for claim in extractor.claims(Paper(id="x", abstract=text))] == bounds


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It reduces inference time by a factor of 208.", 208, "x"),
        ("It reduces inference time by factors of about 3.", 3, "x"),
        ("It brings a 2.2 speedup.", 2.2, "x"),
        ("It achieves a speedup of approximately 46 times when run alone.", 46, "x"),
        ("It saves up to 18 times token reduction.", 18, "x"),
        ("It improves training speed by up to 5.3 times.", 5.3, "x"),
        ("It covers 77,8% of the examples with an accuracy of 90%.", 77.8, "%"),
        ("It runs with one tenth of the memory of BERT.", 0.1, "x"),
    ],
)
def test_multiples_and_shares_told_in_words(text: str, value: float, unit: str, extractor: Extractor) -> None:
    first = extractor.claims(Paper(id="x", abstract=text))[0]
    assert (first.value, first.unit) == (pytest.approx(value), unit)
