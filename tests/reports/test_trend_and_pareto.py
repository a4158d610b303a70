"""A metric over time, and two metrics at once."""

from __future__ import annotations

import pytest

from builders import MEASURES, claim
from claimx.errors import ReportError
from claimx.records import Claim
from claimx.reports.pareto import Fronts, fronts
from claimx.reports.trend import trend


def test_each_period_has_its_best_middle_and_number_of_claims() -> None:
    dated = (("a1", 8, "2020-05-01"), ("b2", 6, "2020-09"), ("c3", 3, "2021-01-01"), ("d4", 4, "2021"), ("e5", 5, "2021-07"))
    claims = [claim("fid", value, paper=p, subject=p.upper(), dataset=("FFHQ",), date=date) for p, value, date in dated]
    found = trend([*claims, claim("fid", 1, paper="f"), claim("fid", 2, paper="g", attribution="prior")], MEASURES.named("fid"))
    (series,) = found.series
    assert [(p.name, p.count, p.low, p.middle, p.high, p.best and p.best.subject) for p in series.periods] == [
        ("2020", 2, 6, 7, 8, "B2"), ("2021", 3, 3, 4, 5, "C3"),
    ]  # fmt: skip
    assert [(part.reason, part.count) for part in found.left_out] == [("a number of an earlier system", 1), ("no date", 1)]


def test_a_year_alone_has_no_month() -> None:
    claims = [claim("fid", 8, dataset=("FFHQ",), date="2020-05-01"), claim("fid", 7, paper="b", dataset=("FFHQ",), date="2020")]
    found = trend(claims, MEASURES.named("fid"), step="month")
    assert [[p.name for p in s.periods] for s in found.series] == [["2020-05"]]
    assert [(part.reason, part.count) for part in found.left_out] == [("no month in the date", 1)]


def test_what_was_not_measured_alike_makes_series_of_its_own() -> None:
    common = {"subject": "AreaNet", "dataset": ("FFHQ",), "date": "2020"}
    claims = [
        claim("fid", 8, **common),
        claim("fid", 7, bound="average", **common),
        claim("fid", 6, setting=("zero-shot",), **common),
    ]
    assert [s.title for s in trend(claims, MEASURES.named("fid")).series] == [
        "FID on FFHQ", "FID on FFHQ (0-shot)", "FID on FFHQ (average)",
    ]  # fmt: skip


def pair(paper: str, accuracy: float, parameters: float, **fields: object) -> list[Claim]:
    return [
        claim("accuracy", accuracy, unit="%", paper=paper, subject=f"{paper.upper()}Net", dataset=("ImageNet",), **fields),
        claim("parameters", parameters, unit="parameter", paper=paper, subject=f"{paper.upper()}Net"),
    ]


def points(found: Fronts) -> list[list[tuple[str, float, float, bool]]]:
    return [[(p.first.subject, p.first.score, p.second.score, p.on_front) for p in front.points] for front in found.fronts]


def test_the_front_holds_what_nothing_else_beats_in_both() -> None:
    claims = [*pair("a", 80, 5e6), *pair("b", 82, 9e6), *pair("c", 79, 7e6), *pair("d", 80, 6e6)]
    found = fronts(claims, MEASURES.named("accuracy"), MEASURES.named("parameters"))
    assert points(found) == [
        [("BNet", 82, 9e6, True), ("ANet", 80, 5e6, True), ("DNet", 80, 6e6, False), ("CNet", 79, 7e6, False)]
    ]


def test_two_numbers_of_different_papers_or_datasets_are_never_paired() -> None:
    claims = [
        claim("accuracy", 80, unit="%", paper="a", subject="AreaNet", dataset=("ImageNet",)),
        claim("f1", 70, unit="%", paper="a", subject="AreaNet", dataset=("CoNLL",)),
        claim("f1", 71, unit="%", paper="b", subject="AreaNet", dataset=("ImageNet",)),
    ]
    found = fronts(claims, MEASURES.named("accuracy"), MEASURES.named("f1"))
    assert found.fronts == ()
    assert [(part.reason, part.count) for part in found.left_out] == [("its system has no second number in the paper", 1)]


def test_systems_measured_differently_stand_on_fronts_of_their_own() -> None:
    claims = [c for p, accuracy in (("a", 80), ("b", 82)) for c in pair(p, accuracy, 5e6)]
    claims += pair("c", 90, 1e6, setting=("5-shot",)) + pair("d", 91, 1e6, bound="average")
    claims += [
        claim("latency", value, unit="ms", paper=p, subject=f"{p.upper()}Net", hardware=device)
        for p, value, device in (("a", 3, "T4"), ("a", 1, "H100"), ("b", 4, "T4"))
    ]
    accuracy = MEASURES.named("accuracy")
    against_size, against_time = (fronts(claims, accuracy, MEASURES.named(name)) for name in ("parameters", "latency"))
    assert [(f.conditions, [p.first.subject for p in f.points]) for f in against_size.fronts] == [
        ((), ["BNet", "ANet"]), (("5-shot",), ["CNet"]), (("average",), ["DNet"]),
    ]  # fmt: skip
    assert [f.conditions for f in against_time.fronts] == [("T4",), ("H100",)]
    assert points(against_time) == [[("BNet", 82, 0.004, True), ("ANet", 80, 0.003, True)], [("ANet", 80, 0.001, True)]]
    assert [(part.reason, part.count) for part in against_time.left_out] == [("its system has no second number in the paper", 2)]


def test_an_average_over_datasets_is_on_the_front_of_none_of_them() -> None:
    mean = claim("accuracy", 75, unit="%", paper="c", subject="CNet", dataset=("ImageNet", "CIFAR-10"), bound="average")
    claims = [*pair("a", 80, 5e6), mean, claim("parameters", 1e6, unit="parameter", paper="c", subject="CNet")]
    found = fronts(claims, MEASURES.named("accuracy"), MEASURES.named("parameters"))
    assert [front.dataset for front in found.fronts] == ["CIFAR-10 + ImageNet", "ImageNet"]


def test_numbers_of_two_runs_are_flagged() -> None:
    claims = [*pair("a", 80, 5e6, hardware="A100")]
    (front,) = fronts(claims, MEASURES.named("accuracy"), MEASURES.named("parameters")).fronts
    assert [[str(flag) for flag in p.flags] for p in front.points] == [["device: A100 / unstated"]]


def test_a_front_needs_two_metrics_with_a_better_way() -> None:
    with pytest.raises(ReportError, match="is not known, so there is no front"):
        fronts([], MEASURES.named("accuracy"), MEASURES.named("other:smell"))
