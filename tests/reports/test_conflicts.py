"""The same subject, dataset and metric with different values in different papers."""

from __future__ import annotations

from builders import MEASURES, claim
from claimx.reports.conflicts import conflicts

OWN = claim("fid", 2.0, paper="a", subject="BrushNet", dataset=("CIFAR-10",), date="2024")


def test_own_and_reported_values_that_differ_are_a_conflict_with_both_claims() -> None:
    other = claim("fid", 2.6, paper="b", subject="Brush-Net", dataset=("cifar10",), attribution="prior", date="2025")
    (found,) = conflicts([other, OWN], MEASURES)
    assert (found.subject, found.dataset, found.gap, found.is_explained) == ("Brush-Net", "CIFAR-10", 0.6, False)
    assert [e.claim for e in found.entries] == [OWN, other]
    assert list(map(str, found.flags)) == ["attribution: own / prior"]


def test_other_conditions_explain_a_conflict_and_it_comes_last() -> None:
    shots = claim("accuracy", 70, unit="%", paper="c", subject="AskNet", dataset=("MMLU",), setting=("5-shot",))
    change = {"claim_id": "z", "paper_id": "d", "value": 60.0, "setting": ("zero-shot",), "attribution": "prior"}
    zero = shots.model_copy(update=change)
    other = claim("fid", 2.1, paper="b", subject="BrushNet", dataset=("CIFAR-10",), attribution="prior")
    found = conflicts([shots, zero, OWN, other], MEASURES)
    assert [(c.subject, c.is_explained) for c in found] == [("BrushNet", False), ("AskNet", True)]


def test_agreement_other_datasets_and_descriptions_are_no_conflict() -> None:
    claims = [
        OWN,
        claim("fid", 2.0, paper="b", subject="BrushNet", dataset=("CIFAR-10",), attribution="prior"),
        claim("fid", 9.0, paper="b", subject="BrushNet", dataset=("CIFAR-100",), attribution="prior"),
        claim("fid", 9.5, paper="b", subject="BrushNet", attribution="prior"),
        claim("fid", 5.0, paper="c", subject="best baseline", dataset=("FFHQ",)),
        claim("fid", 6.0, paper="d", subject="best baseline", dataset=("FFHQ",)),
        claim("fid", 7.0, paper="c", subject="GANs", dataset=("FFHQ",)),
        claim("fid", 8.0, paper="d", subject="GANs", dataset=("FFHQ",)),
        claim("fid", 3.0, paper="e", subject="TwiceNet", dataset=("FFHQ",)),
        claim("fid", 4.0, paper="e", subject="TwiceNet", dataset=("FFHQ",)),
    ]
    assert conflicts(claims, MEASURES) == ()


def test_a_proportion_and_its_percentage_agree() -> None:
    claims = [
        claim("f1", 0.91, paper="a", subject="TagNet", dataset=("CoNLL",)),
        claim("f1", 91, unit="%", paper="b", subject="TagNet", dataset=("CoNLL",), attribution="prior"),
    ]
    assert conflicts(claims, MEASURES) == ()
