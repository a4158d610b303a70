"""On which datasets and devices a number holds."""

from __future__ import annotations

import pytest

from claimx.extraction import Extractor
from claimx.records import Paper

INTRODUCTION = "We propose MaskJet, a decoder. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("On LeafyVal, it reaches 83.1% accuracy.", [("83.1%", ("LeafyVal",))], id="unknown name after on"),
        pytest.param("It reaches 83.1% accuracy across LeafyVal and BarkTest.", [("83.1%", ("LeafyVal", "BarkTest"))], id="list"),
        pytest.param("It gives a 2.5x speedup over SwinCut.", [("2.5x", ())], id="a rival is no dataset"),
        pytest.param("On LeafyVal, MaskJet reaches 83.1% accuracy.", [("83.1%", ("LeafyVal",))], id="the subject is no dataset"),
        pytest.param(
            "It reaches an F1 of 83.1% and 80.2% on LeafyVal and BarkTest, respectively.",
            [("83.1%", ("LeafyVal",)), ("80.2%", ("BarkTest",))],
            id="respectively",
        ),
        pytest.param(
            "Tested on LeafyVal and BarkTest, it gains 3.1% and 2.2% F1, respectively.",
            [("3.1%", ("LeafyVal",)), ("2.2%", ("BarkTest",))],
            id="respectively, names first",
        ),
        pytest.param(
            "It reaches 83.1% accuracy on LeafyVal. It has 3.1% lower WER.",
            [("83.1%", ("LeafyVal",)), ("3.1%", ("LeafyVal",))],
            id="carried",
        ),
        pytest.param(
            "We evaluate MaskJet on the LeafyVal benchmark. Training takes place once. It gains 3.1% F1.",
            [("3.1%", ("LeafyVal",))],
            id="carried from the last trial",
        ),
        pytest.param(
            "We were inspired by the LeafyVal benchmark. Training takes place once. It gains 3.1% F1.",
            [("3.1%", ())],
            id="not carried where nothing is tried",
        ),
        pytest.param(
            "It reaches 83.1% accuracy on LeafyVal. It gains 3.1% accuracy on six bark benchmarks.",
            [("83.1%", ("LeafyVal",)), ("3.1%", ()), ("six", ())],
            id="not carried to other benchmarks",
        ),
        pytest.param(
            "It is tried on two corpora: LeafyVal and BarkTest.", [("two", ("LeafyVal", "BarkTest"))], id="told after a count"
        ),
    ],
)
def test_datasets(extractor: Extractor, text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    claims = extractor.claims(Paper(id="p", abstract=INTRODUCTION + text))
    assert [(c.quote, c.dataset) for c in claims] == expected


def test_what_a_benchmark_paper_measures_is_on_its_benchmark(extractor: Extractor) -> None:
    text = "We present LeafBench, a benchmark for leaves. The best LLMs reach only 41.5% accuracy."
    claims = extractor.claims(Paper(id="p", title="LeafBench: Leaves", abstract=text))
    assert [(c.subject, c.dataset, c.attribution) for c in claims] == [("best LLMs", ("LeafBench",), "own")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It needs only 1.6 ms on iPhone 12.", ["iPhone 12"]),
        ("It runs at 45 fps on a single A100 GPU.", ["1x A100"]),
        ("It has 1.2B parameters and runs on A100s.", [None]),
        ("It needs 2.5x less GPU memory.", [None]),
    ],
)
def test_devices(extractor: Extractor, text: str, expected: list[str | None]) -> None:
    claims = extractor.claims(Paper(id="p", abstract=INTRODUCTION + text))
    assert [c.hardware for c in claims] == expected
