"""Datasets that go by several names stand under one in reports."""

from __future__ import annotations

import pytest

from claimx.records import Claim
from claimx.reports.conflicts import conflicts
from claimx.reports.datasets import Datasets, nearest_dataset
from claimx.reports.leaderboard import leaderboards
from claimx.reports.measures import Measures
from claimx.reports.places import Filter
from derived import derived, rulebook

DATASETS, MEASURES = Datasets(rulebook()), Measures(rulebook())


def level(subject: str, value: float, *datasets: str, paper: str = "") -> Claim:
    return derived(
        claim_id=f"{subject}-{value}", paper_id=paper or subject, subject=subject, metric="top1_accuracy", value=value, unit="%",
        quote=f"{value}%", dataset=datasets,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("IN-1K", "ImageNet-1K"),
        ("imagenet", "ImageNet-1K"),
        ("the ImageNet dataset", "the ImageNet"),
        ("ImageNet dataset", "ImageNet-1K"),
        ("ImageNet-A", "ImageNet-A"),
        ("Cityscapes benchmark", "Cityscapes"),
        ("MS COCO", "COCO"),
        ("dataset", "dataset"),
        ("CIFAR10", "CIFAR10"),
    ],
)
def test_a_dataset_has_one_name(written: str, name: str) -> None:
    assert DATASETS.one(written) == name


def test_a_board_holds_the_numbers_of_a_dataset_under_all_its_names() -> None:
    claims = [
        level("A", 80.1, "ImageNet"),
        level("B", 81.2, "IN-1K"),
        level("C", 82.3, "ImageNet-1K", "ImageNet"),
        level("D", 9, "CIFAR10"),
    ]
    found = leaderboards(DATASETS.named(claims), MEASURES.named("top-1"), only=DATASETS.asked(Filter(dataset="ilsvrc 2012")))
    assert [(b.dataset, [row.entry.claim.subject for row in b.rows]) for b in found.boards] == [("ImageNet-1K", ["C", "B", "A"])]


def test_a_conflict_is_seen_under_two_names_of_a_dataset() -> None:
    claims = [level("NetA", 80.1, "ImageNet", paper="one"), level("NetA", 81.2, "IN-1K", paper="two")]
    assert len(conflicts(DATASETS.named(claims), MEASURES)) == 1


def test_what_has_its_name_already_stays_as_it_is() -> None:
    claims = [level("A", 80.1, "ImageNet-1K"), level("B", 80.2)]
    assert all(one is other for one, other in zip(DATASETS.named(claims), claims, strict=True))


@pytest.mark.parametrize(
    ("name", "near"), [("FFHQ", ""), ("ffhq", ""), ("FFHG", "; did you mean 'ffhq'?"), ("Zebra", "; no name is near")]
)
def test_the_nearest_dataset_is_offered(name: str, near: str) -> None:
    assert nearest_dataset(name, [level("A", 1, "FFHQ"), level("B", 2)]) == near
