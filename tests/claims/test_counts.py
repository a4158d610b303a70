"""What a number of things is the size of, and when a small one is no claim."""

from __future__ import annotations

import pytest

from claimx.extraction import Extractor
from claimx.records import Paper


def metrics(extractor: Extractor, text: str) -> list[tuple[str, float, str]]:
    return [(c.metric, c.value, c.unit) for c in extractor.claims(Paper(id="x", abstract=text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use a dataset of 118 spoken debates.", [("dataset_size", 118, "debate")]),
        ("We evaluate it on 800 stubborn kiosks.", [("dataset_size", 800, "kiosk")]),
        ("The fashion dataset has 195K outfits and 368K belts.",
         [("dataset_size", 195e3, "outfit"), ("dataset_size", 368e3, "belt")]),
        ("A video benchmark comprising 463 clips featuring 63 identities.",
         [("dataset_size", 463, "clip"), ("other:identities", 63, "identity")]),
        ("We use 1,000 images (800 train, 150 val, 50 test) of leaves.",
         [("dataset_size", n, "image") for n in (1000, 800, 150, 50)]),
        ("We construct a 50K-sample dataset of maps.", [("dataset_size", 50_000, "sample")]),
        ("On the full 320-behavior probing set it holds up.", [("dataset_size", 320, "behavior")]),
        ("The collection holds 2,000 pages, each containing up to 60 drawings.",
         [("dataset_size", 2000, "page"), ("other:drawings", 60, "drawing")]),
        ("It is distilled with 600M image-text pairs.", [("training_data", 600e6, "pair")]),
        ("With only 50 demonstrations it learns to fold.", [("training_data", 50, "demonstration")]),
        ("Experiments are conducted using about 10,000 rainfall samples.", [("dataset_size", 10_000, "sample")]),
        ("It needs only 200 labeled examples.", [("training_data", 200, "labeled example")]),
        ("The treebank comprises 32,354 annotated sentences.", [("dataset_size", 32_354, "annotated sentence")]),
        ("We explored a group of 76 women and 20 men.", [("participants", 76, "woman"), ("participants", 20, "man")]),
        ("The benchmark has 9,000 questions across 66 subjects.",
         [("dataset_size", 9000, "question"), ("classes", 66, "subject")]),
        ("We study it across three instruction-tuned model families.", [("models", 3, "model family")]),
        ("We evaluate twelve deep time series models.", [("models", 12, "model")]),
        ("Evaluations of 14 vision--language models reveal limits.", [("models", 14, "model")]),
        ("It outperforms seven baselines and four agent backends.",
         [("models", 7, "baseline"), ("other:backends", 4, "backend")]),
        ("We try language models from 0.5B to 8B and five tasks.", [("parameters", 0.5e9, "parameter"), ("tasks", 5, "task")]),
        ("The adapter has 11 M LoRA parameters.", [("trainable_parameters", 11e6, "parameter")]),
        ("It runs on two 80G accelerators.", [("gpu_count", 2, "GPU")]),
        ("It outperforms them on 16 out of 20 datasets.", [("win_rate", 16, "dataset")]),
        ("It solves 13 of 73 tasks.", [("success_rate", 13, "task")]),
        ("Trained on 5B packed text tokens, it writes.", [("training_data", 5e9, "token")]),
        ("After 80B-token midtraining it forgets less.", [("training_data", 80e9, "token")]),
        ("The cohort has 385 stained WSIs of 40 patients.", [("dataset_size", 385, "wsi"), ("participants", 40, "patient")]),
        ("It is tuned on merely 859 unlabeled data.", [("training_data", 859, "sample")]),
        ("The set comprises 20 recently (May 2025) fixed holes.", [("dataset_size", 20, "hole")]),
        ("We probe 32 MLLMs-spanning open and closed ones.", [("models", 32, "model")]),
        ("The corpus comprises 61K sets of clips.", [("dataset_size", 61e3, "set")]),
        ("We present a frontier 4B research assistant for phones.", [("parameters", 4e9, "parameter")]),
        ("Its 12B judge beats 30B-class systems.", [("parameters", 12e9, "parameter"), ("parameters", 30e9, "parameter")]),
        ("In two experiments (N=30 and N=36, respectively) it helps.",
         [("other:experiments", 2, "experiment"), ("participants", 30, "participant"), ("participants", 36, "participant")]),
        ("In LeafQA (n = 500) and BarkQA (n = 490) questions it fails.",
         [("dataset_size", 500, "question"), ("dataset_size", 490, "question")]),
        ("Of the papers, 18% (n=21) look at bark.", [("score", 18, "%")]),
        ("It holds 10,000 high quality robot trajectories.", [("dataset_size", 10_000, "trajectory")]),
        ("It shows 100% compliance with 18 core rules.", [("other:compliance", 100, "%"), ("other:rules", 18, "rule")]),
        ("It names dormant repositories (165/195).", [("other:dormant repositories", 165, "")]),
        ("It uses fewer training tokens (73.1B).", [("training_data", 73.1e9, "training token")]),
        ("It serves over 10,000 queries per day.", [("throughput", 10_000, "query/day")]),
        ("It finds 37 new bugs.", [("other:bugs", 37, "bug")]),
        ("We release 300 dialogues and 40+ checkpoints.",
         [("dataset_size", 300, "dialogue"), ("other:checkpoints", 40, "checkpoint")]),
        ("It accelerates rendering by factors up to 35.", [("speed", 35, "x")]),
        ("It has a localization accuracy of 2 cm.", [("accuracy", 2, "cm")]),
        ("It cuts latency by 40% (20 to 12 ms), giving poses at 90 Hz.",
         [("latency", 40, "%"), ("latency", 12, "ms"), ("other:frequency", 90, "Hz")]),
        ("Of its parameters only 3.3 billion activated ones count.", [("parameters", 3.3e9, "parameter")]),
    ],
)  # fmt: skip
def test_counts_are_read_by_the_words_around_them(
    text: str, expected: list[tuple[str, float, str]], extractor: Extractor
) -> None:
    assert metrics(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Experiments across four cities confirm it.", [("other:cities", 4, "city")]),
        ("We evaluate it using two quadrotor platforms.", [("other:platforms", 2, "platform")]),
        ("It supports five analysis tasks.", [("tasks", 5, "task")]),
        ("The dataset spans five background themes.", [("classes", 5, "theme")]),
        ("In three case studies, it holds up.", [("other:case studies", 3, "case study")]),
        (
            "A corpus of 1,627 columns from nine publishers is read.",
            [("dataset_size", 1627, "column"), ("other:publishers", 9, "publisher")],
        ),
        ("Across a set of tasks and eight modern VLMs it holds.", [("models", 8, "model")]),
        ("We use two LLMs here.", [("models", 2, "model")]),
        ("We evaluate two strong models-BERT and GPT-here.", [("models", 2, "model")]),
        ("In three phases, it folds 1,000 shirts of two sizes.", [("other:shirts", 1000, "shirt")]),
        ("It has three stages.", []),
        ("We introduce two key components and four loss functions.", []),
        ("The system comprises three agents.", []),
        ("The proof consists of three main steps.", []),
        ("On all five tasks it wins, and on these two datasets as well.", []),
        ("It works in the absence of zero measurements.", []),
        ("We solve a two-class problem with a 3-layer network.", []),
        ("Roughly four types of methods exist.", []),
        ("Both of our two models are small.", []),
    ],
)
def test_a_small_number_is_a_claim_only_where_it_tells_an_extent(
    text: str, expected: list[tuple[str, float, str]], extractor: Extractor
) -> None:
    assert metrics(extractor, text) == expected
