"""What each number of a sentence measures, and of what kind it is, by how measures and numbers stand to each other."""

from __future__ import annotations

import pytest

from claimx.extraction import Extractor
from claimx.records import Paper


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("Precision and recall of 85% and 90% are reached.", [("level", "precision", 85.0), ("level", "recall", 90.0)]),
        ("It obtains UAS and LAS scores at 94.5% and 92.8%, respectively.",
         [("level", "other:uas", 94.5), ("level", "other:las", 92.8)]),
        ("It has an F1 of 66.1% and precision of 73.2%, surpassing the second-best by 1.7% and 2.4%, respectively.",
         [("level", "f1", 66.1), ("level", "precision", 73.2), ("difference", "f1", 1.7), ("difference", "precision", 2.4)]),
        ("It leads to results of 78.9% and 76.3% mAP.", [("level", "map", 78.9), ("level", "map", 76.3)]),
        ("It reaches 63.6% and 64.0% in terms of mAP.", [("level", "map", 63.6), ("level", "map", 64.0)]),
        ("It obtains a tagging accuracy at 97.9%.", [("level", "accuracy", 97.9)]),
        ("Shuffled controls stay at 0.5% accuracy.", [("level", "accuracy", 0.5)]),
        ("It scores 67.7% on IFEval (Δ11%).", [("level", "score", 67.7), ("difference", "score", 11.0)]),
        ("It uses 24% of the connections.", [("level", "other:connections", 24.0)]),
        ("It retains 98.5% of its accuracy.", [("ratio", "accuracy", 98.5)]),
        ("It reaches 30% of accuracy.", [("level", "accuracy", 30.0)]),
        ("It reaches an accuracy of 95.1% and an F0.5 of 76.1.", [("level", "accuracy", 95.1), ("level", "other:f0.5", 76.1)]),
        ("The success rate nearly doubled.", [("ratio", "success_rate", 2.0)]),
        ("It triples the throughput of BERT.", [("ratio", "throughput", 3.0)]),
        ("It takes a third of the time of BERT.", [("ratio", "run_time", pytest.approx(1 / 3))]),
        ("It cuts inference from 10 s to 4 s.", [("transition", "latency", 4.0)]),
        ("It lets delays that varied from 10 ms to 40 ms pass.", [("level", "latency", 10.0)]),
        ("Error rates ranged from 2% to 9% across the sites.", [("level", "error_rate", 2.0)]),
        ("The arm clears the table 97% of the time.", [("level", "success_rate", 97.0)]),
        ("It improves results by 3.2 points in ROUGE-2.", [("difference", "rouge", 3.2)]),
        ("It raises the mean sDice by 7.9%.", [("difference", "dice", 7.9)]),
        ("It gives 20x greater guarantees than PATE.", [("ratio", "other:guarantees", 20.0)]),
        ("It has gains of 3.2% in accuracy and 2.8% in tracking precision.",
         [("difference", "accuracy", 3.2), ("difference", "precision", 2.8)]),
        ("It helps forms (from 70.72 to 79.27).", [("transition", "performance", 79.27)]),
        ("It achieves 4.15 NoC@90 on the strokes.", [("level", "other:noc@90", 4.15)]),
        ("It reduces the trajectory tracking error by 15%.", [("difference", "other:trajectory tracking error", 15.0)]),
        ("It improves search performance, with a 10% boost for short texts.", [("difference", "performance", 10.0)]),
        ("A user study (N = 30) confirms it.", [("level", "participants", 30.0)]),
        ("It reaches an average precision at IoU > 0.5.", []),
        ("The tutor answered fewer than 21% of the questions.", [("level", "accuracy", 21.0)]),
        ("It makes errors in 28% of cases.", [("level", "error_rate", 28.0)]),
        ("It hallucinates in 12% of the cases.", [("level", "hallucination_rate", 12.0)]),
        ("It outperforms BERT on 70% of the tasks.", [("level", "win_rate", 70.0)]),
        ("It outperforms BERT with an average of 65% of records placed.", [("level", "other:records", 65.0)]),
        ("We found that 20% of the ratings were wrong.", [("level", "other:ratings", 20.0)]),
        ("We only update 5% of the weights in a pass.", [("level", "trainable_parameters", 5.0)]),
        ("The signals agree well (r = 0.93), while the rank is low (r=16).", [("level", "correlation", 0.93)]),
        ("The raters agree, with a best Cohen's kappa = +0.349.", [("level", "agreement", 0.349)]),
        ("It has a relative error of 0.022.", [("level", "other:relative error", 0.022)]),
        ("It gives 0.88 (95% CI: 0.85-0.91) sensitivity.", [("level", "recall", 0.88)]),
        ("The error is small, with an MAE of 10% compared to 12%.", [("level", "mae", 10.0), ("level", "mae", 12.0)]),
        ("Accuracy was 60%. Performance varied across fields, highest in Surgery (68.4%).",
         [("level", "accuracy", 60.0), ("level", "accuracy", 68.4)]),
        ("The quadrotor flies at speeds up to 8.2 m/s.", [("level", "other:speed", 8.2)]),
        ("Trained on only 800 hours of speech, it reads aloud.", [("level", "training_data", 800.0)]),
        ("Its gate fails 12% of the time.", [("level", "other:failure rate", 12.0)]),
        ("It clears a game in a single turn 30% of the time.", [("level", "success_rate", 30.0)]),
        ("It copes with 6% labeled data.", [("level", "labels", 6.0)]),
        ("It has 92.5% agreement (75% exact agreement, 17.5% boundary ambiguity).",
         [("level", "agreement", 92.5), ("level", "agreement", 75.0), ("level", "other:boundary ambiguity", 17.5)]),
        ("It has 0.6% ambiguity and 3.6% mistakes.", [("level", "other:ambiguity", 0.6), ("level", "other:mistakes", 3.6)]),
        ("It has values of 0.51 (keypoint density), 0.95 (repeatability).",
         [("level", "other:keypoint density", 0.51), ("level", "other:repeatability", 0.95)]),
        ("The score of the model collapses, with inertia rising to 0.60.", [("level", "other:inertia", 0.6)]),
        ("It has a recognition performance of 89% for novices and 92% for experts.",
         [("level", "performance", 89.0), ("level", "performance", 92.0)]),
        ("This improves efficiency, letting it reach 99.2% on OSWorld.", [("level", "score", 99.2)]),
        ("It beats it (85% vs 78% accuracy).", [("level", "accuracy", 85.0), ("level", "accuracy", 78.0)]),
        ("It has an NDCG at 10 of 93.5%.", [("level", "ndcg", 93.5)]),
        ("It yields an average gain of 11% on tables and 7% on charts.",
         [("difference", "performance", 11.0), ("difference", "performance", 7.0)]),
        ("The best recognition rate was 95%. For novices, the rates were 90%.",
         [("level", "accuracy", 95.0), ("level", "accuracy", 90.0)]),
        ("We process 424 videos (45.5 hours).", [("level", "dataset_size", 424.0), ("level", "dataset_size", 45.5)]),
        ("We run models with up to 10^8 voxels.", [("level", "other:voxels", 1e8)]),
        ("It generates networks with 41.6 million nodes.", [("level", "other:nodes", 41.6e6)]),
        ("We read 203 bug threads.", [("level", "other:bug threads", 203.0)]),
        ("It handles sequences of 1M tokens.", [("level", "context_length", 1e6)]),
    ],
)  # fmt: skip
def test_measures_of_a_sentence(text: str, measured: list[tuple[str, str, float]], extractor: Extractor) -> None:
    claims = extractor.claims(Paper(id="x", abstract=text))
    assert [(claim.kind, claim.metric, claim.value) for claim in claims] == measured


def test_an_acronym_keeps_the_fuller_name_that_the_paper_gives_it(extractor: Extractor) -> None:
    text = "We report the Character Recognition Rate (CRR). It obtains a CRR of 87.1% on the scans."
    assert [claim.metric for claim in extractor.claims(Paper(id="x", abstract=text))] == ["other:character recognition rate"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The corpus holds half a million images.", 500_000.0, "image"),
        ("The corpus holds a quarter million images.", 250_000.0, "image"),
        ("It scores 16.2/25 in coherence.", 16.2, ""),
        ("It comprises 10,000 high quality trajectories.", 10_000.0, "trajectory"),
        ("It is trained on 8,192 Ascend NPUs.", 8192.0, "NPU"),
        ("A frontier 4B research agent is released.", 4e9, "parameter"),
    ],
)
def test_values_and_units(text: str, value: float, unit: str, extractor: Extractor) -> None:
    assert [(claim.value, claim.unit) for claim in extractor.claims(Paper(id="x", abstract=text))] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CodecX reaches a PSNR of 29.76 on Kodak.", (29.76, "", "dB")),
        ("CodecX reaches a PSNR of 29.76 dB on Kodak.", (29.76, "dB", "dB")),
        ("CodecX raises PSNR by 4%.", (4.0, "%", None)),
    ],
)
def test_an_implied_unit_counts_in_comparisons_and_not_in_the_claim(
    text: str, said: tuple[float, str, str | None], extractor: Extractor
) -> None:
    (claim,) = extractor.claims(Paper(id="x", abstract=text))
    assert (claim.value, claim.unit, claim.canonical_unit) == said
