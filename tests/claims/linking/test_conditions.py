"""What a number is compared with, its task and its conditions."""

from __future__ import annotations

import pytest

from claimx.extraction import Extractor
from claimx.records import Paper

INTRODUCTION = "We propose MaskJet, a decoder. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It is 2.5x faster than SwinCut.", [("SwinCut",)], id="than"),
        pytest.param("It brings a 3.1% gain over SwinCut and PathCut.", [("SwinCut", "PathCut")], id="over a list"),
        pytest.param("Compared to SwinCut, it gains 3.1% accuracy.", [("SwinCut",)], id="before the number"),
        pytest.param("It outperforms baselines such as SwinCut and PathCut by 3.1%.", [("SwinCut", "PathCut")], id="examples"),
        pytest.param(
            "It is 4.5% more accurate, 2.5x faster and 3.2x smaller than fine-tuned models.",
            [("fine-tuned models",), ("fine-tuned models",), ("fine-tuned models",)],
            id="shared",
        ),
        pytest.param("It improves SwinCut by 3.1% accuracy.", [("SwinCut",)], id="object of the verb"),
        pytest.param("It has 83.1% accuracy, surpassing existing approaches.", [("existing approaches",)], id="level"),
        pytest.param("It reaches 83.1% accuracy.", [()], id="none"),
    ],
)
def test_baselines(extractor: Extractor, text: str, expected: list[tuple[str, ...]]) -> None:
    assert [c.baseline for c in extractor.claims(Paper(id="p", abstract=INTRODUCTION + text))] == expected


@pytest.mark.parametrize(
    ("title", "text", "task"),
    [
        ("", "It reaches 83.1% accuracy on driving-scene semantic segmentation.", "driving-scene semantic segmentation"),
        ("", "It reaches 83.1% accuracy in challenging image classification tasks.", "image classification"),
        ("MaskJet for Leaf Segmentation", "It reaches 83.1% accuracy.", "leaf segmentation"),
        ("MaskJet: Leaf Matching via Bark Retrieval", "It reaches 83.1% accuracy.", "leaf matching"),
        ("Using Bark Retrieval for Leaf Matching", "It reaches 83.1% accuracy.", "leaf matching"),
        ("MaskJet: Pruning via Bark Retrieval", "It reaches 83.1% accuracy.", "bark retrieval"),
        ("A Scalable Framework for Efficient Ant Counting", "It reaches 83.1% accuracy.", "ant counting"),
        ("A Framework for Deep Learning", "It reaches 83.1% accuracy.", None),
        ("MaskJet for Leaf Segmentation", "It reaches 83.1% segmentation accuracy.", "leaf segmentation"),
        ("", "It reaches 83.1% accuracy.", None),
    ],
)
def test_tasks(extractor: Extractor, title: str, text: str, task: str | None) -> None:
    assert [c.task for c in extractor.claims(Paper(id="p", title=title, abstract=INTRODUCTION + text))] == [task]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It reaches 83.1% accuracy zero-shot with a ResNet-50 backbone.", ("zero-shot", "ResNet-50 backbone")),
        ("It speeds up training with a 3x training speedup.", ("training",)),
        ("It reaches a macro F1 of 83.1%.", ("macro",)),
        ("It reaches 83.1% accuracy at 224x224.", ("224x224",)),
        ("It reaches 83.1% accuracy on the validation set in one-step runs.", ("validation set", "one-step")),
    ],
)
def test_settings(extractor: Extractor, text: str, expected: tuple[str, ...]) -> None:
    assert [c.setting for c in extractor.claims(Paper(id="p", abstract=INTRODUCTION + text))] == [expected]
