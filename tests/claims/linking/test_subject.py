"""Whose number it is: quote, subject and attribution of every claim."""

from __future__ import annotations

import pytest

from claimx.extraction import Extractor
from claimx.records import Paper

INTRODUCTION = "We propose MaskJet, a decoder. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It reaches 83.1% accuracy.", [("83.1%", "MaskJet", "own")]),
        ("Our decoder reaches 83.1% accuracy.", [("83.1%", "MaskJet", "own")]),
        ("Our largest model, MaskJet-L, reaches 83.1% accuracy.", [("83.1%", "MaskJet-L", "own")]),
        (
            "It reaches 83.1% accuracy, outperforming SwinCut of 81.0% and PathCut of 80.2%.",
            [("83.1%", "MaskJet", "own"), ("81.0%", "SwinCut", "prior"), ("80.2%", "PathCut", "prior")],
        ),
        (
            "It beats agents based on SwinCut and PathCut that achieve 27.1% and 29.8% accuracy, respectively.",
            [("27.1%", "SwinCut", "prior"), ("29.8%", "PathCut", "prior")],
        ),
        (
            "While SwinCut attains 80.2% accuracy, MaskJet attains 83.1%.",
            [("80.2%", "SwinCut", "own"), ("83.1%", "MaskJet", "own")],
        ),
        (
            "MaskJet attains 83.1% accuracy while existing baselines remain at 70.2%.",
            [("83.1%", "MaskJet", "own"), ("70.2%", "existing baselines", "prior")],
        ),
        (
            "It obtains 46.9% accuracy compared to a 25.0% baseline.",
            [("46.9%", "MaskJet", "own"), ("25.0%", "baseline", "prior")],
        ),
        ("An embedding model achieving 90% accuracy is trained on it.", [("90%", "embedding model", "own")]),
        ("We evaluate it on 15 leading LLMs.", [("15", "MaskJet", "own")]),
        ("MaskJet-L achieves strong results in both settings: 83.1% accuracy on leaves.", [("83.1%", "MaskJet-L", "own")]),
        (
            "On the hard split, MaskJet reaches 83.1% and 71.0% accuracy on leaves and roots, respectively.",
            [("83.1%", "MaskJet", "own"), ("71.0%", "MaskJet", "own")],
        ),
        (
            "It reaches 83.1% accuracy, surpassing the vanilla SwinCut model's 79.2%.",
            [("83.1%", "MaskJet", "own"), ("79.2%", "SwinCut", "prior")],
        ),
        ("Experiments on LeafQA and RootQA show 83.1% accuracy.", [("83.1%", "MaskJet", "own")]),
        ("Many teams took part, with the best system obtaining 83.1% accuracy.", [("83.1%", "best system", "prior")]),
        (
            "A baseline method with cropping, scaling, and padding achieved 71.0% accuracy.",
            [("71.0%", "baseline method", "prior")],
        ),
        (
            "The best accuracy is obtained by recurrent transformers, reaching 83.1%.",
            [("83.1%", "recurrent transformers", "own")],
        ),
        (
            "MaskJet-L reaches 83.1% accuracy. It outperforms SwinCut by 3.1%.",
            [("83.1%", "MaskJet-L", "own"), ("3.1%", "MaskJet-L", "own")],
        ),
        ("Standard networks' accuracy stays below 70.2%.", [("70.2%", "Standard networks", "prior")]),
        ("Every baseline exhibits a bias: accuracy falls to 70.2%.", [("70.2%", "baseline", "prior")]),
        ("We use a Fold Strategy to build 3D feature volumes, improving accuracy by 3.1%.", [("3.1%", "MaskJet", "own")]),
        ("We employ a Fold Strategy, which improves accuracy by 3.1%.", [("3.1%", "MaskJet", "own")]),
        (
            "It beats other networks (SwinCut 81.0%, pathCut: 80.2%) and ViT 2.0 (79.1%).",
            [("81.0%", "SwinCut", "prior"), ("80.2%", "pathCut", "prior"), ("79.1%", "ViT 2.0", "prior")],
        ),
        (
            "We also introduce LeafSet, a dataset of leaves. It covers 12 categories.",
            [("12", "LeafSet", "own")],
        ),
        (
            "We evaluate it on the BranchSet dataset (147 images, 16 classes).",
            [("147", "BranchSet", "own"), ("16", "BranchSet", "own")],
        ),
        (
            "It achieves better accuracy (83.1% vs. 79.9%) than external decoders of the same size.",
            [("83.1%", "MaskJet", "own"), ("79.9%", "external decoders", "prior")],
        ),
        ("Our improved PCB detection approach reaches 83.1% accuracy.", [("83.1%", "MaskJet", "own")]),
        ("RootNet3.1:70B reaches 83.1% accuracy.", [("83.1%", "RootNet3.1:70B", "own")]),
        ("It reaches 83.1% accuracy for a smaller variant.", [("83.1%", "smaller variant", "own")]),
    ],
)
def test_subjects_after_the_paper_has_begun(extractor: Extractor, text: str, expected: list[tuple[str, str, str]]) -> None:
    claims = extractor.claims(Paper(id="p", abstract=INTRODUCTION + text))
    assert [(c.quote, c.subject, c.attribution) for c in claims] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We find that feature selection improves accuracy by 3.1%.", [("3.1%", "feature selection")]),
        ("The use of a copying mechanism improves accuracy by 3.1%.", [("3.1%", "copying mechanism")]),
        ("The leaf-aware condition D is best, reaching 83.1% accuracy.", [("83.1%", "leaf-aware condition D")]),
        ("Overall, our two-stream X3D front-end gains 3.1% accuracy.", [("3.1%", "two-stream X3D front-end")]),
        ("The best strategy, Leaf Group Fusion, achieved the highest accuracy of 83.1%.", [("83.1%", "Leaf Group Fusion")]),
        (
            "It reaches 74% accuracy, outperforming linguistic features alone (66%).",
            [("74%", None), ("66%", "linguistic features")],
        ),
        (
            "We train on 5B tokens, which is 0.4% of the 1.4T training tokens of BERT.",
            [("5B", None), ("0.4%", None), ("1.4T", "BERT")],
        ),
        ("The mean values were 6 points higher.", [("6 points", None)]),
        ("We achieve the highest accuracy of 83.1% with LightGBM.", [("83.1%", "LightGBM")]),
        ("Our results show that models trained on leaves perform worse, by 3.1%.", [("3.1%", "models trained on leaves")]),
        ("The LeafQA corpus holds 3,000 questions and 200 images.", [("3,000", "LeafQA"), ("200", "LeafQA")]),
        ("Models answer 30% of 861 HellaSwag questions.", [("30%", None), ("861", "HellaSwag")]),
    ],
)
def test_subjects_of_a_paper_without_a_name(extractor: Extractor, text: str, expected: list[tuple[str, str | None]]) -> None:
    claims = extractor.claims(Paper(id="p", abstract="We study masks. " + text))
    assert [(c.quote, c.subject) for c in claims] == expected


def test_models_are_the_ones_that_the_paper_evaluates(extractor: Extractor) -> None:
    text = "We release LeafQA, a benchmark. Evaluating 10 frontier LLMs, we find bias. Models lose 14% accuracy on it."
    claims = extractor.claims(Paper(id="p", abstract=text))
    assert [(c.quote, c.subject, c.attribution) for c in claims] == [("10", "LeafQA", "own"), ("14%", "frontier LLMs", "own")]


def test_bare_plurals_are_the_judged_systems_of_a_benchmark(extractor: Extractor) -> None:
    text = "We release LeafQA, a benchmark. With full tools, agents achieve an accuracy of 83.1%."
    assert [(c.subject, c.attribution) for c in extractor.claims(Paper(id="p", abstract=text))] == [("agents", "own")]


def test_what_the_sentence_calls_ours_is_own(extractor: Extractor) -> None:
    text = "We study masks. Our SwinCut models reach 83.1% accuracy, higher than LSTM models."
    assert [(c.quote, c.attribution) for c in extractor.claims(Paper(id="p", abstract=text))] == [("83.1%", "own")]


def test_a_plural_behind_a_noun_is_no_verb(extractor: Extractor) -> None:
    text = "We propose MaskJet. MaskJet beats other methods across model scales, with gains of 3.1 points in accuracy."
    assert [(c.quote, c.subject) for c in extractor.claims(Paper(id="p", abstract=text))] == [("3.1 points", "MaskJet")]


def test_the_winner_is_own_in_a_paper_without_a_name(extractor: Extractor) -> None:
    text = "We study masks. The SwinCut outperforms the LSTM baseline, achieving 83.1% accuracy."
    assert [(c.subject, c.attribution) for c in extractor.claims(Paper(id="p", abstract=text))] == [("SwinCut", "own")]


def test_a_forerunner_of_the_papers_own_method_is_a_rival(extractor: Extractor) -> None:
    text = "We propose MaskJet-Plus. MaskJet-Plus (accuracy 83.1%) outperforms the original MaskJet (accuracy 80.2%)."
    claims = extractor.claims(Paper(id="p", abstract=text))
    assert [(c.subject, c.attribution) for c in claims] == [("MaskJet-Plus", "own"), ("MaskJet", "prior")]


def test_what_stands_before_the_paper_speaks_is_prior(extractor: Extractor) -> None:
    text = "Existing methods need 3x more memory. We propose MaskJet."
    assert [(c.subject, c.attribution) for c in extractor.claims(Paper(id="p", abstract=text))] == [("Existing methods", "prior")]
