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
            "It reaches 83.1% accuracy on LeafyVal and 80.2% on the hardest split of BarkTest.",
            [("83.1%", ("LeafyVal",)), ("80.2%", ("BarkTest",))],
            id="a part of a dataset",
        ),
        pytest.param(
            "It solves 83% of LeafyVal puzzles.",
            [("83%", ("LeafyVal",))],
            id="items of a dataset",
        ),
        pytest.param(
            "It reaches 83.1% and 80.2% accuracy on LeafyVal and BarkTest.",
            [("83.1%", ("LeafyVal",)), ("80.2%", ("BarkTest",))],
            id="two numbers of one measure on two datasets",
        ),
        pytest.param(
            "It improves LeafyVal to 83.1% accuracy and BarkTest to 80.2% accuracy.",
            [("83.1%", ("LeafyVal",)), ("80.2%", ("BarkTest",))],
            id="brought to",
        ),
        pytest.param(
            "On the Leafy Image Identification Dataset (LIID), it reaches 83.1% accuracy.",
            [("83.1%", ("LIID",))],
            id="short name behind a noun in capitals",
        ),
        pytest.param(
            "On the Leafy image dataset (LID), it reaches 83.1% accuracy.",
            [("83.1%", ("LID",))],
            id="short name behind a plain noun",
        ),
        pytest.param(
            "It is a solver for leaf image parsing (LIP). It reaches 83.1% accuracy on LIP.",
            [("83.1%", ())],
            id="short for a task",
        ),
        pytest.param(
            "We use three benchmarks (LeafyVal, BarkTest and TwigSet). It reaches 83.1% accuracy.",
            [("three", ("LeafyVal", "BarkTest", "TwigSet")), ("83.1%", ("LeafyVal", "BarkTest", "TwigSet"))],
            id="list in parentheses",
        ),
        pytest.param(
            "It gains in parsing (83.1% accuracy on LeafyVal) and tagging (80.2% accuracy on BarkTest).",
            [("83.1%", ("LeafyVal",)), ("80.2%", ("BarkTest",))],
            id="within parentheses",
        ),
        pytest.param(
            "It reaches 83.1% F1 compared to 82.0% on LeafyVal, and 80.2% compared to 79.1% on BarkTest.",
            [("83.1%", ("LeafyVal",)), ("82.0%", ("LeafyVal",)), ("80.2%", ("BarkTest",)), ("79.1%", ("BarkTest",))],
            id="with a rival's number between",
        ),
        pytest.param(
            "On LeafyVal, it reaches 83.1% accuracy. In LeafyVal, the BLEU score is 31.2.",
            [("83.1%", ("LeafyVal",)), ("31.2", ("LeafyVal",))],
            id="in a dataset named before",
        ),
        pytest.param(
            "It reaches 83.1% accuracy on LeafyVal and enables a 2.5x faster training.",
            [("83.1%", ("LeafyVal",)), ("2.5x", ())],
            id="a speed behind another verb",
        ),
        pytest.param(
            "It is tried on LeafyVal, BarkTest and TwigSet and gains 3.1% and 2.2% F1 on BarkTest and TwigSet.",
            [("3.1%", ("BarkTest",)), ("2.2%", ("TwigSet",))],
            id="in order with the names beside them",
        ),
        pytest.param(
            "It reaches 83.1% accuracy on LeafyVal. It gains 3.1% accuracy on six bark benchmarks.",
            [("83.1%", ("LeafyVal",)), ("3.1%", ()), ("six", ())],
            id="not carried to other benchmarks",
        ),
        pytest.param(
            "It is tried on two corpora: LeafyVal and BarkTest.", [("two", ("LeafyVal", "BarkTest"))], id="told after a count"
        ),
        pytest.param(
            "It is tried on two leaf datasets, i.e., LeafyVal and BarkTest.",
            [("two", ("LeafyVal", "BarkTest"))],
            id="told after an abbreviation",
        ),
        pytest.param(
            "We make two new test sets: LeafyVal, holding green leaves, and BarkTest, holding bark.",
            [("two", ("LeafyVal", "BarkTest"))],
            id="each with what it holds",
        ),
        pytest.param(
            "We work with two corpora -- LeafyVal (52,796 leaves) and BarkTest (28,439 leaves) -- of plants.",
            [("two", ("LeafyVal", "BarkTest")), ("52,796", ()), ("28,439", ())],
            id="each with its size",
        ),
        pytest.param(
            "It is tried on three datasets-LeafyVal, BarkTest, and TwigSet.",
            [("three", ("LeafyVal", "BarkTest", "TwigSet"))],
            id="told behind a dash",
        ),
        pytest.param(
            "We build two benchmarks, LeafyVal and BarkTest. It leads on two benchmarks, with gains of 9.1% and 4.2%.",
            [("two", ("LeafyVal", "BarkTest")), ("two", ()), ("9.1%", ("LeafyVal",)), ("4.2%", ("BarkTest",))],
            id="as many as were listed before, one each",
        ),
        pytest.param(
            "It lowers the MAE by 26.24% on an internal vending machine dataset and by 1.04% on LeafyVal.",
            [("26.24%", ("internal vending machine dataset",)), ("1.04%", ("LeafyVal",))],
            id="a dataset without a name",
        ),
        pytest.param("It reaches 83.1% accuracy on the larger test set.", [("83.1%", ())], id="nothing told of a test set"),
        pytest.param("It solves the 40 tasks of LeafyVal.", [("40", ("LeafyVal",))], id="the benchmark that tasks are of"),
        pytest.param("It is tried on six public LFB benchmarks.", [("six", ())], id="a field before several"),
        pytest.param("It reaches 83.1% accuracy on an LFB dataset.", [("83.1%", ())], id="a field before one of many"),
        pytest.param("It reaches 83.1% accuracy on the LFB dataset.", [("83.1%", ("LFB",))], id="a name before the one"),
        pytest.param(
            "Evaluated on five language models, MaskJet reaches 83.1% accuracy on LeafyVal.",
            [("five", ()), ("83.1%", ("LeafyVal",))],
            id="models that were tried before the result",
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


def test_what_a_benchmark_protocol_measures_is_on_it(extractor: Extractor) -> None:
    text = "We introduce LeafLogic, a benchmark construction protocol that makes trials. The best LLMs reach only 41.5% accuracy."
    claims = extractor.claims(Paper(id="p", title="LeafLogic: Small Edits", abstract=text))
    assert [(c.subject, c.dataset) for c in claims] == [("best LLMs", ("LeafLogic",))]


def test_a_title_says_that_its_name_is_a_benchmark(extractor: Extractor) -> None:
    text = "We present Leaf Me Alone, which probes models. The best LLMs reach only 41.5% accuracy."
    claims = extractor.claims(Paper(id="p", title="Leaf Me Alone: A Visual Benchmark for Agents", abstract=text))
    assert [(c.subject, c.dataset, c.attribution) for c in claims] == [("best LLMs", ("Leaf Me Alone",), "own")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It needs only 1.6 ms on iPhone 12.", ["iPhone 12"]),
        ("It runs at 45 fps on a single A100 GPU.", ["1x A100"]),
        ("It has 1.2B parameters and runs on A100s.", [None]),
        ("It needs 2.5x less GPU memory.", [None]),
        ("It is trained within 5 H100-days.", ["H100"]),
        ("It takes 220 A100-40G GPU hours.", ["A100-40G"]),
        ("It saves 30% bandwidth at 45 fps on an A100.", [None, "A100"]),
    ],
)
def test_devices(extractor: Extractor, text: str, expected: list[str | None]) -> None:
    claims = extractor.claims(Paper(id="p", abstract=INTRODUCTION + text))
    assert [c.hardware for c in claims] == expected
