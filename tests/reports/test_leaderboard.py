"""Ranking: what stands on one board, in which order, with which flags."""

from __future__ import annotations

from typing import Any

import pytest

from builders import MEASURES, claim
from claimx.errors import ReportError
from claimx.records import Claim
from claimx.reports.leaderboard import Board, Leaderboards, Ranking, leaderboards
from claimx.reports.measures import turned
from claimx.reports.places import Filter, Part


def ranked(claims: list[Claim], metric: str, *, only: Filter | None = None, **ranking: Any) -> Leaderboards:
    return leaderboards(claims, MEASURES.named(metric), ranking=Ranking(**ranking), only=only)


def lines(board: Board) -> list[tuple[int, str, float, list[str]]]:
    return [(row.rank, row.entry.subject, row.entry.score, list(map(str, row.flags))) for row in board.rows]


def titles(found: Leaderboards) -> dict[str, list[str]]:
    return {board.title: [row.entry.subject for row in board.rows] for board in found.boards}


def test_lower_is_better_where_the_metric_says_so() -> None:
    found = ranked(
        [
            claim("fid", 3.2, paper="a", subject="ArtNet", dataset=("CIFAR-10",)),
            claim("fid", 2.0, paper="b", subject="BrushNet", dataset=("cifar10",)),
            claim("fid", 2.7, paper="c", subject="ClayNet", dataset=("CIFAR 10",)),
        ],
        "FID",
    )
    assert [lines(board) for board in found.boards] == [
        [(1, "BrushNet", 2.0, []), (2, "ClayNet", 2.7, []), (3, "ArtNet", 3.2, [])]
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"dataset": ("CIFAR-10",)}, {"dataset": ("CIFAR-100",)}),
        ({"dataset": ("ImageNet",)}, {"dataset": ("ImageNet-V2",)}),
        ({"setting": ("zero-shot",)}, {"setting": ("5-shot",)}),
        ({"setting": ("test set",)}, {"setting": ("val split",)}),
        ({"bound": "up_to"}, {"bound": "average"}),
        ({"bound": "up_to"}, {"bound": "exact"}),
        ({"task": "image classification"}, {"task": "image retrieval"}),
    ],
)
def test_what_was_not_measured_alike_stands_on_two_boards(first: dict[str, Any], second: dict[str, Any]) -> None:
    common: dict[str, Any] = {"unit": "%", "dataset": ("COCO",)}
    claims = [claim("accuracy", 80, paper="a", **(common | first)), claim("accuracy", 70, paper="b", **(common | second))]
    assert [len(board.rows) for board in ranked(claims, "accuracy").boards] == [1, 1]


@pytest.mark.parametrize(
    ("first", "second", "boards"),
    [
        ("A100", "NVIDIA A100 GPU", 1),
        ("A100", "H100", 2),
        ("4x A100", "8x A100", 2),
        ("A100", None, 2),
    ],
)
def test_two_devices_are_never_ranked_together(first: str, second: str | None, boards: int) -> None:
    claims = [
        claim("latency", 5, unit="ms", paper="a", hardware=first),
        claim("latency", 4, unit="ms", paper="b", hardware=second),
    ]
    assert len(ranked(claims, "latency").boards) == boards


def test_the_device_does_not_part_what_does_not_depend_on_it() -> None:
    claims = [
        claim("accuracy", 80, unit="%", paper="a", dataset=("COCO",), hardware="A100"),
        claim("accuracy", 70, unit="%", paper="b", dataset=("COCO",), hardware="H100"),
    ]
    assert [lines(board) for board in ranked(claims, "accuracy").boards] == [
        [(1, "(this paper)", 80, []), (2, "(this paper)", 70, ["device: A100 / H100"])]
    ]


def test_units_of_one_quantity_are_one_scale() -> None:
    claims = [
        claim("latency", 0.004, unit="s", paper="a", subject="SlowNet", hardware="A100"),
        claim("latency", 1.5, unit="ms", paper="b", subject="FastNet", hardware="A100"),
    ]
    assert [(board.scale, lines(board)) for board in ranked(claims, "latency").boards] == [
        ("s", [(1, "FastNet", 0.0015, []), (2, "SlowNet", 0.004, [])])
    ]


def test_a_proportion_is_ranked_as_the_percentage_it_is_and_flagged() -> None:
    claims = [
        claim("f1", 0.91, paper="a", subject="TagNet", dataset=("CoNLL",)),
        claim("f1", 89.5, unit="%", paper="b", subject="MarkNet", dataset=("CoNLL",)),
    ]
    assert [lines(board) for board in ranked(claims, "F1").boards] == [
        [(1, "TagNet", 91.0, []), (2, "MarkNet", 89.5, ["unit: proportion / %"])]
    ]


@pytest.mark.parametrize(
    ("part", "first", "second", "flag"),
    [
        ("bound", {"bound": "up_to"}, {"bound": "average"}, "bound: up to / average"),
        ("setting", {"setting": ("zero-shot",)}, {"setting": ("5-shot",)}, "shots: 0-shot / 5-shot"),
        ("setting", {"setting": ("test-dev",)}, {}, "split: test-dev / unstated"),
        ("dataset", {"dataset": ("COCO",)}, {"dataset": ("LVIS",)}, "dataset: COCO / LVIS"),
        ("task", {"task": "detection"}, {"task": "segmentation"}, "task: detection / segmentation"),
    ],
)
def test_what_is_ranked_together_on_demand_is_flagged(
    part: Part, first: dict[str, Any], second: dict[str, Any], flag: str
) -> None:
    parts = tuple(p for p in Ranking().parts if p != part)
    common: dict[str, Any] = {"unit": "%", "dataset": ("COCO",)}
    claims = [claim("ap", 50, paper="a", **(common | first)), claim("ap", 40, paper="b", **(common | second))]
    found = ranked(claims, "ap", parts=parts)
    assert [[list(map(str, row.flags)) for row in board.rows] for board in found.boards] == [[[], [flag]]]


@pytest.mark.parametrize(
    ("fields", "flag"),
    [
        ({"setting": ("ResNet50 backbone",)}, "setting: unstated / ResNet50 backbone"),
        ({"bound": "about"}, "bound: exact / about"),
        ({"bound": "more_than"}, "bound: exact / more than"),
        ({"value2": 72}, "range: single value / range"),
    ],
)
def test_a_row_says_what_sets_it_apart_from_the_row_above(fields: dict[str, Any], flag: str) -> None:
    common: dict[str, Any] = {"unit": "%", "dataset": ("COCO",)}
    claims = [claim("accuracy", 80, paper="a", **common), claim("accuracy", 70, paper="b", **common, **fields)]
    assert [[list(map(str, row.flags)) for row in board.rows] for board in ranked(claims, "accuracy").boards] == [[[], [flag]]]


def test_scores_of_two_papers_that_name_no_dataset_are_flagged() -> None:
    claims = [claim("accuracy", 80, paper="a", unit="%"), claim("accuracy", 70, paper="b", unit="%")]
    assert [[list(map(str, row.flags)) for row in board.rows] for board in ranked(claims, "accuracy").boards] == [
        [[], ["dataset: unstated / unstated"]]
    ]


def test_equal_scores_share_a_place() -> None:
    claims = [
        claim("bleu", value, paper=p, subject=p.upper(), dataset=("WMT14",))
        for p, value in (("a1", 28), ("b2", 29), ("c3", 28), ("d4", 27))
    ]
    assert [(row.rank, row.entry.subject, row.tied) for row in ranked(claims, "BLEU").boards[0].rows] == [
        (1, "B2", False), (2, "A1", True), (2, "C3", True), (4, "D4", False),
    ]  # fmt: skip


def test_the_limit_keeps_ties_with_the_last_row() -> None:
    claims = [
        claim("bleu", value, paper=p, subject=p.upper(), dataset=("WMT14",))
        for p, value in (("a1", 28), ("b2", 29), ("c3", 28), ("d4", 27))
    ]
    assert [row.entry.subject for row in ranked(claims, "BLEU", limit=2).boards[0].rows] == ["B2", "A1", "C3"]


def test_each_subject_stands_once_with_its_best_and_its_own_word_before_others() -> None:
    claims = [
        claim("bleu", 27, paper="a", subject="TransNet", dataset=("WMT14",)),
        claim("bleu", 28, paper="a", subject="Trans-Net", dataset=("WMT14",)),
        claim("bleu", 30, paper="b", subject="TransNet", dataset=("WMT14",), attribution="prior"),
        claim("bleu", 29, paper="b", subject="LingoNet", dataset=("WMT14",)),
    ]
    found = ranked(claims, "BLEU", include_prior=True)
    assert [(row.entry.subject, row.entry.score, row.more) for row in found.boards[0].rows] == [
        ("LingoNet", 29, 0),
        ("Trans-Net", 28, 2),
    ]


def test_descriptions_are_one_subject_only_within_their_paper() -> None:
    claims = [
        claim("bleu", value, paper=p, subject="best baseline", dataset=("WMT14",))
        for p, value in (("a", 27), ("a", 26), ("b", 25))
    ]
    assert [row.entry.score for row in ranked(claims, "BLEU").boards[0].rows] == [27, 25]


def test_a_mean_over_datasets_is_a_number_of_none_of_them() -> None:
    claims = [
        claim("accuracy", 80, unit="%", paper="a", subject="OneNet", dataset=("SST-2", "MRPC"), bound="average"),
        claim("accuracy", 70, unit="%", paper="b", subject="TwoNet", dataset=("SST-2", "MRPC")),
    ]
    assert titles(ranked(claims, "accuracy")) == {
        "accuracy on MRPC": ["TwoNet"],
        "accuracy on MRPC + SST-2 (average)": ["OneNet"],
        "accuracy on SST-2": ["TwoNet"],
    }


def test_a_number_without_a_task_joins_the_only_task_of_its_dataset() -> None:
    claims = [
        claim("miou", 80, unit="%", paper="a", subject="AreaNet", dataset=("Cityscapes",), task="semantic segmentation"),
        claim("miou", 79, unit="%", paper="b", subject="BlobNet", dataset=("Cityscapes",)),
    ]
    assert titles(ranked(claims, "mIoU")) == {"mIoU on Cityscapes (semantic segmentation)": ["AreaNet", "BlobNet"]}


def test_what_cannot_be_ranked_is_counted_with_the_reason() -> None:
    claims = [
        claim("accuracy", 80, unit="%", dataset=("COCO",)),
        claim("accuracy", 3, unit="%", kind="difference", effect="increase", basis="unstated"),
        claim("accuracy", 70, unit="%", attribution="prior"),
        claim("latency", 3, unit="ms"),
    ]
    found = ranked(claims, "accuracy")
    assert [(part.reason, part.count) for part in found.left_out] == [
        ("a number of an earlier system", 1),
        ("no level of its own", 1),
    ]


def test_points_and_percent_are_never_mixed() -> None:
    claims = [
        claim("accuracy", 2, unit="point", kind="difference", effect="increase", basis="points", paper="a", subject="GainNet"),
        claim("accuracy", 9, unit="%", kind="difference", effect="increase", basis="relative", paper="b"),
        claim("accuracy", 8, unit="%", kind="difference", effect="increase", basis="unstated", paper="c"),
        claim("accuracy", 71, value2=70, unit="%", kind="transition", effect="increase", paper="d", subject="RiseNet"),
        claim("accuracy", 1, unit="point", kind="difference", effect="decrease", basis="points", paper="e", subject="LossNet"),
    ]
    found = ranked(claims, "accuracy", by="points")
    assert [[(row.entry.subject, row.entry.score) for row in board.rows] for board in found.boards] == [
        [("GainNet", 2), ("RiseNet", 1), ("LossNet", -1)]
    ]
    assert [(part.reason, part.count) for part in found.left_out] == [
        ("percent, without saying of what", 1), ("relative, not in points", 1),
    ]  # fmt: skip


def test_improvements_are_ranked_whatever_way_they_are_said() -> None:
    claims = [
        claim(
            "latency",
            60,
            unit="%",
            kind="difference",
            effect="decrease",
            basis="relative",
            factor=0.4,
            paper="a",
            subject="CutNet",
        ),
        claim("latency", 3, unit="x", kind="ratio", effect="decrease", factor=0.25, paper="b", subject="SlashNet"),
        claim("latency", 2, unit="x", kind="ratio", effect="increase", factor=2, paper="c", subject="DragNet"),
    ]
    found = ranked(claims, "latency", by="improvement")
    assert [(row.entry.subject, row.entry.score) for row in found.boards[0].rows] == [
        ("SlashNet", 4),
        ("CutNet", 2.5),
        ("DragNet", 0.5),
    ]


def test_history_tells_who_held_the_record_when() -> None:
    claims = [
        claim("fid", value, paper=p, subject=p, dataset=("FFHQ",), date=date)
        for p, value, date in (
            ("First1", 5, "2020"), ("Worse2", 6, "2021-01-02"), ("Better3", 4, "2021-03-01"), ("Same4", 4, "2022-01-01"),
            ("Undated5", 1, None), ("Best6", 2, "2023-05-01"), ("Daymate7", 3, "2023-05-01"),
        )
    ]  # fmt: skip
    assert [(h.entry.subject, h.since, h.until) for h in ranked(claims, "fid").boards[0].history] == [
        ("First1", "2020", "2021-03-01"), ("Better3", "2021-03-01", "2023-05-01"), ("Best6", "2023-05-01", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("only", "subjects"),
    [
        (Filter(dataset="coco"), ["BoxNet"]),
        (Filter(task="Object Detection"), ["BoxNet"]),
        (Filter(hardware="a100"), ["LineNet"]),
        (Filter(dataset="CO"), []),
    ],
)
def test_filters_match_names_whatever_their_case_and_punctuation(only: Filter, subjects: list[str]) -> None:
    claims = [
        claim("ap", 50, paper="a", subject="BoxNet", dataset=("COCO", "LVIS"), task="object detection"),
        claim("ap", 40, paper="b", subject="LineNet", hardware="4x A100"),
    ]
    found = [row.entry.subject for board in ranked(claims, "AP", only=only).boards for row in board.rows]
    assert sorted(set(found)) == subjects


def test_the_way_that_is_better_must_be_known_or_said() -> None:
    smell = MEASURES.named("other:smell")
    claims = [claim("other:smell", 512, paper="a"), claim("other:smell", 1024, paper="b")]
    with pytest.raises(ReportError, match="which way 'smell' is better is not known"):
        leaderboards(claims, smell)
    made = leaderboards(claims, turned(smell, "higher"))
    assert [row.entry.score for row in made.boards[0].rows] == [1024, 512]


@pytest.mark.parametrize(("name", "near"), [("acuracy", "accuracy"), ("parms", "params")])
def test_an_unknown_metric_is_an_error_with_the_nearest_of_all_names(name: str, near: str) -> None:
    with pytest.raises(ReportError, match=f"there is no metric '{name}'; did you mean '{near}'"):
        MEASURES.named(name)
