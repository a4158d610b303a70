"""The same abstract as LaTeX, residue, HTML and plain text must give the same claims."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
import regex

from claimx.extraction import Extractor
from claimx.records import Claim, Paper

PAPER = "QuickSeg: Fast Segmentation"
FLAVOURS = {
    "latex": r"""We present \textbf{QuickSeg}, which runs $2.5\times$ faster than DeepLab~\cite{deeplab} and reaches
$81.5\%$ mIoU on Cityscapes. It needs $\sim$12\,GB of memory, a $60\%$ reduction, and was trained on $14{,}056$ images.
Latency falls from $5$ to $2$~ms ($\leq 2\%$ loss) on 4$\times$A100.""",
    "residue": """We present QuickSeg, which runs 2.5times faster than DeepLab~deeplab and reaches 81.5% mIoU on
Cityscapes. It needs sim12 GB of memory, a 60% reduction, and was trained on 14{,}056 images. Latency falls from 5 to
2~ms (leq 2% loss) on 4timesA100.""",
    "html": """<p>We present <b>QuickSeg</b>, which runs 2.5&times; faster than DeepLab and reaches 81.5&#37; mIoU on
Cityscapes. It needs ~12&nbsp;GB of memory, a 60% reduction, and was trained on 14,056 images. Latency falls from 5 to
2&nbsp;ms (&amp;le; 2% loss) on 4&times;A100.</p>""",
    "markdown": """We present **QuickSeg**, which runs *2.5×* faster than [DeepLab](https://example.org/d) and reaches
`81.5%` mIoU on Cityscapes. It needs ~12 GB of memory, a **60%** reduction, and was trained on 14,056 images. Latency
falls from 5 to 2 ms (≤ 2% loss) on 4×A100.""",
    "plain": "We present QuickSeg, which runs 2.5x faster than DeepLab and reaches 81.5% mIoU on Cityscapes. It needs "
    "~12 GB of memory, a 60% reduction, and was trained on 14,056 images. Latency falls from 5 to 2 ms (≤2% loss) on 4xA100.",
}


def said(claim: Claim) -> tuple[object, ...]:
    """What must not depend on the flavour."""
    return claim.kind, claim.value, claim.value2, claim.unit, claim.bound, claim.metric, claim.effect, claim.factor


@pytest.mark.parametrize("flavour", [name for name in FLAVOURS if name != "plain"])
def test_every_flavour_gives_the_claims_of_the_plain_text(extractor: Extractor, flavour: str) -> None:
    plain, other = (extractor.claims(Paper(id=name, title=PAPER, abstract=FLAVOURS[name])) for name in ("plain", flavour))
    assert len(plain) >= 6
    assert [said(claim) for claim in other] == [said(claim) for claim in plain]


def digits(text: str) -> list[str]:
    """The numbers of a text without the commas between thousands; only texts that share them are compared."""
    return regex.findall(r"\d+", regex.sub(r"(?<=\d)\{?,\}?(?=\d{3})", "", text))


@pytest.mark.shared
@pytest.mark.slow
def test_flavours_of_real_abstracts_agree(extractor: Extractor, shared: Path) -> None:
    same = pairs = 0
    for line in (shared / "corpus/flavours.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        read = {
            name: (digits(text), Counter(map(said, extractor.claims(Paper(id=name, title=row["title"], abstract=text)))))
            for name, text in row["variants"].items()
        }
        for (one, claims), (other, others) in combinations(read.values(), 2):
            if one == other and one and (claims or others):
                pairs += 1
                same += claims == others
    assert pairs > 1000
    assert same / pairs >= 0.98
