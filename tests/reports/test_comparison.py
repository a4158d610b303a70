"""Subjects, papers and digests side by side."""

from __future__ import annotations

import pytest

from builders import MEASURES, claim
from claimx.errors import ReportError
from claimx.reports.comparison import Comparison, compare

CLAIMS = [
    claim("accuracy", 80, unit="%", paper="a", subject="AreaNet", dataset=("ImageNet",), source="in/monday.txt"),
    claim("latency", 4, unit="ms", paper="a", subject="AreaNet", hardware="A100", source="in/monday.txt"),
    claim("f1", 70, unit="%", paper="a", subject="AreaNet", dataset=("CoNLL",), source="in/monday.txt"),
    claim("accuracy", 78, unit="%", paper="b", subject="BlobNet", dataset=("imagenet",), source="in/tuesday.txt"),
    claim("latency", 3, unit="ms", paper="b", subject="BlobNet", hardware="H100", source="in/tuesday.txt"),
    claim("f1", 75, unit="%", paper="b", subject="BlobNet", dataset=("OntoNotes",), source="in/tuesday.txt"),
    claim("bleu", 30, paper="b", subject="BlobNet", dataset=("WMT14",), source="in/tuesday.txt"),
]


def lines(found: Comparison) -> list[tuple[object, ...]]:
    return [
        (
            line.measure.name,
            line.dataset,
            *(e.score if e else None for e in line.entries),
            line.best,
            line.gap,
            [str(f) for f in line.flags],
        )
        for line in found.lines
    ]


SHARED = [
    ("accuracy", "ImageNet", 80, 78, 0, 2, []),
    ("f1", None, 70, 75, None, None, ["dataset: CoNLL / OntoNotes"]),
    ("latency", None, 0.004, 0.003, 1, 0.001, ["device: A100 / H100"]),
]


@pytest.mark.parametrize(
    ("names", "sort"),
    [
        (["AreaNet", "blob-net"], "subject"),
        (["a", "b"], "paper"),
        (["On a", "On B"], "paper"),
        (["monday.txt", "in/tuesday.txt"], "digest"),
    ],
)
def test_sides_are_subjects_papers_or_digests(names: list[str], sort: str) -> None:
    found = compare(CLAIMS, names, measures=MEASURES)
    assert [side.sort for side in found.sides] == [sort, sort]
    assert lines(found) == SHARED
    assert [[e.claim.metric for e in entries] for entries in found.alone] == [[], ["bleu"]]


def test_without_names_every_subject_with_the_metric_is_a_side() -> None:
    found = compare(CLAIMS, [], measures=MEASURES, metric=MEASURES.named("accuracy"))
    assert [side.name for side in found.sides] == ["AreaNet", "BlobNet"]
    assert lines(found) == SHARED[:1]


def test_equal_scores_have_no_winner() -> None:
    claims = [claim("bleu", 30, paper=p, subject=p.upper() + "Net", dataset=("WMT14",)) for p in ("a", "b")]
    assert lines(compare(claims, ["ANet", "BNet"], measures=MEASURES)) == [("bleu", "WMT14", 30, 30, None, 0.0, [])]


def test_three_sides_are_flagged_pair_by_pair() -> None:
    devices = {"a": "A100", "b": "H100", "c": "T4"}
    claims = [claim("latency", 4, unit="ms", paper=p, subject=f"{p.upper()}Net", hardware=h) for p, h in devices.items()]
    found = compare(claims, ["ANet", "BNet", "CNet"], measures=MEASURES)
    assert lines(found)[0][-1] == ["device: A100 / H100", "device: A100 / T4", "device: H100 / T4"]


def test_numbers_measured_alike_meet_before_the_best_ones() -> None:
    values = (("a", 3.4, "iPhone 12"), ("a", 9, "T4"), ("b", 0.9, "H100"), ("b", 2.6, "iphone 12"), ("b", 7, "T4"))
    claims = [claim("latency", v, unit="ms", paper=p, subject=f"{p.upper()}Net", hardware=h) for p, v, h in values]
    found = compare(claims, ["ANet", "BNet"], measures=MEASURES)
    assert [(line.conditions, [e and e.claim.value for e in line.entries], line.best, line.flags) for line in found.lines] == [
        (("iPhone 12",), [3.4, 2.6], 1, ()),
        (("T4",), [9, 7], 1, ()),
    ]
    assert [[e.claim.hardware for e in entries] for entries in found.alone] == [[], ["H100"]]


def test_a_name_that_stands_for_nothing_is_an_error_with_the_nearest_one() -> None:
    with pytest.raises(ReportError, match="no subject, paper or digest 'AreNet' among the claims; did you mean 'AreaNet'"):
        compare(CLAIMS, ["AreNet", "BlobNet"], measures=MEASURES)


def test_one_side_is_no_comparison() -> None:
    with pytest.raises(ReportError, match="needs two to 8 sides, here are 1"):
        compare(CLAIMS, ["AreaNet"], measures=MEASURES)
