"""Numbers that are told where another one is taken, and numbers that only look like a part of a phrase."""

from __future__ import annotations

import pytest

from claimx.extraction import Extractor
from claimx.records import Paper


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It finds 91.5% of them with a true match rate of 96.8% at a false match rate of 1% there.", [91.5, 96.8]),
        ("The filter has a false positive rate of 3% there.", [3]),
        ("It reaches an accuracy of 89.4% (95% CI: 88.0-90.7) there.", [89.4]),
        ("It raises the PSNR from 21.4 dB (SlowNet) to 23.7 dB there.", [23.7]),
        ("It improves precision/recall by 3.9%/11.8% there.", [3.9, 11.8]),
        ("It improves precision and recall by 3.9% there.", [3.9, 3.9]),
        ("The archive holds over 15.000 ancient scrolls.", [15_000]),
        ("The net needs 64.9 GFLOPs in all.", [64.9e9]),
        ("It samples an image in four denoising steps.", [4]),
        ("The parser works in two steps there.", []),
        ("It tells apart songs between two languages there.", []),
        ("MossNet outperforms two recent techniques there.", [2]),
        ("It helps three downstream tasks there.", [3]),
    ],
)  # fmt: skip
def test_values_are_those_of_results(extractor: Extractor, text: str, expected: list[float]) -> None:
    assert [claim.value for claim in extractor.claims(Paper(id="x", abstract=text))] == expected
