"""Reports as text and files: exact, inert, and as wide as the terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from builders import MEASURES, claim
from claimx.cli.output import report_text
from claimx.render import Stamp, terminal, write_parquet
from claimx.render.terminal import Style
from claimx.reports.comparison import compare
from claimx.reports.entries import By
from claimx.reports.leaderboard import Ranking, leaderboards
from claimx.reports.sheets import Report
from claimx.reports.views.comparison import comparison_report
from claimx.reports.views.digest import digest_report
from claimx.reports.views.leaderboard import leaderboard_report

STAMP = Stamp("0123456789abcdef")
CLAIMS = [
    claim("miou", 76.3, unit="%", paper="a", subject="AreaNet", dataset=("Cityscapes",), url="https://e.org/a_(1)"),
    claim("latency", 11, unit="ms", paper="a", subject="AreaNet", hardware="A100"),
    claim(
        "speed",
        3.1,
        unit="x",
        paper="b",
        subject="BlobNet",
        kind="ratio",
        effect="increase",
        factor=3.1,
        bound="up_to",
        baseline=("X-1",),
    ),
]
HOSTILE = "=1+1 | `a` <b> [x](http://evil) \x1b[2J \u202e$100% _y_ {z} \\input{q}"


def digest() -> Report:
    return digest_report(CLAIMS, MEASURES)


def board() -> Report:
    claims = [
        claim("accuracy", 80, unit="%", paper="a", subject="AreaNet", dataset=("COCO",), date="2024-01-02"),
        claim("accuracy", 79, unit="%", paper="b", subject="BlobNet", dataset=("COCO",), bound="about"),
        claim("accuracy", 5, unit="%", paper="c", kind="difference", effect="increase"),
    ]
    return leaderboard_report(leaderboards(claims, MEASURES.named("accuracy")))


def hostile() -> Report:
    sentence = f"{HOSTILE} is 2."
    found = claim("fid", 2, subject=HOSTILE, title=HOSTILE, url="javascript:alert(1)", sentence=sentence, quote="2")
    return digest_report([found], MEASURES)


def test_a_piped_table_is_plain_and_whole() -> None:
    assert terminal(digest()) == (
        "On a\n"
        "  subject  metric   value         against  on          device\n"
        "  AreaNet  mIoU     76.3%                  Cityscapes\n"
        "      AreaNet reaches «76.3%» here.\n"
        "  AreaNet  latency  11 ms                              A100\n"
        "      AreaNet reaches «11ms» here.\n"
        "\n"
        "On b\n"
        "  BlobNet  speed    ↑ up to 3.1×  X-1\n"
        "      BlobNet reaches «3.1x» here.\n"
        "\n"
        "3 claims in 2 papers\n"
    )


def test_a_board_shows_places_flags_and_what_was_left_out() -> None:
    assert terminal(board()) == (
        "accuracy on COCO\n"
        "higher is better\n"
        "  #  subject  value  paper  date\n"
        "  1  AreaNet  80%    On a   2024-01-02\n"
        "      AreaNet reaches «80%» here.\n"
        "  2  BlobNet  ~ 79%  On b\n"
        "      unlike the row above: bound: exact / about\n"
        "      BlobNet reaches «79%» here.\n"
        "\n"
        "left out: 1 × no level of its own\n"
    )


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("report", [digest(), board(), hostile()], ids=["digest", "board", "hostile"])
def test_no_line_is_wider_than_the_terminal(report: Report, width: int) -> None:
    assert max(len(line) for line in terminal(report, Style(width)).splitlines()) <= width


def test_the_number_stays_in_sight_where_the_sentence_is_cut() -> None:
    sentence = "word " * 30 + "it reaches 42% there " + "word " * 30
    report = digest_report([claim("miou", 42, unit="%", sentence=sentence, quote="42%")], MEASURES)
    (line,) = [line for line in terminal(report, Style(60)).splitlines() if "«" in line]
    assert line == "      …rd word word it reaches «42%» there word word word w…"


def test_wide_characters_take_two_columns() -> None:
    report = digest_report([claim("miou", 42, unit="%", subject="模型"), claim("miou", 43, unit="%", subject="abcd")], MEASURES)
    assert [line.split("mIoU")[0] for line in terminal(report).splitlines() if "mIoU" in line] == ["  模型     ", "  abcd     "]


def test_colour_is_used_only_where_it_is_wanted() -> None:
    coloured, plain = terminal(digest(), Style(80, color=True)), terminal(digest(), Style(80))
    assert ("\x1b[1mOn a\x1b[0m" in coloured, "\x1b" in plain) == (True, False)


def test_markdown_is_exact() -> None:
    assert report_text(digest(), "md", STAMP) == (
        "# Claims table\n"
        "\n"
        "3 claims in 2 papers.\n"
        "\n"
        "## [On a](https://e.org/a_%281%29)\n"
        "\n"
        "| subject | metric | value | on | device | sentence |\n"
        "|---|---|--:|---|---|---|\n"
        "| AreaNet | mIoU | 76.3% | Cityscapes |  | AreaNet reaches **76.3%** here. |\n"
        "| AreaNet | latency | 11 ms |  | A100 | AreaNet reaches **11ms** here. |\n"
        "\n"
        "## On b\n"
        "\n"
        "| subject | metric | value | against | sentence |\n"
        "|---|---|--:|---|---|\n"
        "| BlobNet | speed | ↑ up to 3.1× | X-1 | BlobNet reaches **3.1x** here. |\n"
        "\n"
        "_Made by claimx: record schema 1.0, rulebook 0123456789abcdef._\n"
    )


def test_markdown_tells_the_sentence_of_a_number_that_has_none_in_its_row() -> None:
    claims = [claim("bleu", value, paper=p, subject=f"{p.upper()}Net", dataset=("WMT14",)) for p, value in (("a", 30), ("b", 31))]
    text = report_text(comparison_report(compare(claims, ["ANet", "BNet"], measures=MEASURES)), "md", STAMP)
    assert "| BLEU | WMT14 | 30 | 31 | BNet by 1 point |\n" in text
    assert "- ANet, 30: ANet reaches **30** here. (On a)\n- BNet, 31: BNet reaches **31** here. (On b)\n" in text


def test_three_sides_are_named_as_people_list_them() -> None:
    claims = [claim("bleu", 30, paper=p, subject=f"{p.upper()}Net", dataset=("WMT14",)) for p in "abc"]
    assert (
        comparison_report(compare(claims, ["ANet", "BNet", "CNet"], measures=MEASURES)).title == "Comparison: ANet, BNet and CNet"
    )


def test_latex_has_commands_for_letters_and_signs_outside_ascii() -> None:
    found = claim("fid", 2, subject="Ü-α ≤ 5 ± λ→北", dataset=("CIFAR-10",))
    row = r"\"U-\ensuremath{\alpha} \ensuremath{\leq} 5 \ensuremath{\pm} \ensuremath{\lambda}$\to$北 & FID & 2 & CIFAR-10 \\"
    assert f"  {row}" in report_text(digest_report([found], MEASURES), "latex", STAMP).splitlines()


def test_latex_is_exact() -> None:
    assert report_text(board(), "latex", STAMP) == "\n".join(
        [
            "% Leaderboard: accuracy; made by claimx, record schema 1.0, rulebook 0123456789abcdef; needs \\usepackage{booktabs}",
            "\\begin{table}",
            "\\caption{accuracy on COCO (higher is better)}",
            "\\centering",
            "\\begin{tabular}{@{}llrll@{}}",
            "\\toprule",
            "  \\# & subject & value & paper & date \\\\",
            "\\midrule",
            "% 80% -- AreaNet reaches 80% here.",
            "  1 & AreaNet & 80\\% & On a & 2024-01-02 \\\\",
            "% ~ 79% -- BlobNet reaches 79% here.",
            "  2 & BlobNet & \\textasciitilde{} 79\\% & On b &  \\\\",
            "\\bottomrule",
            "\\end{tabular}",
            "\\end{table}",
            "",
        ]
    )


@pytest.mark.parametrize("kind", ["table", "md", "csv", "tsv", "html", "latex"])
def test_nothing_of_a_paper_is_taken_for_control_or_markup(kind: str) -> None:
    text = report_text(hostile(), kind, STAMP)
    assert "\x1b" not in text
    forbidden = {
        "table": ["\u202e"], "md": ["<b>", "[x](", "](javascript", "`a`"], "html": ["<b>", "javascript:", "[2J<"],
        "csv": ["\n=", ",=1"], "tsv": ["\n=", "\t=1"], "latex": ["\\input{q}", "\n=", " $100"],
    }[kind]  # fmt: skip
    body = "\n".join(line for line in text.splitlines() if not line.startswith("% ")) if kind == "latex" else text
    assert [part for part in forbidden if part in body] == []


def test_separated_rows_have_numbers_units_evidence_and_stamp() -> None:
    rows = list(csv.DictReader(io.StringIO(report_text(digest(), "csv", STAMP))))
    assert rows[2] == {
        "paper_id": "b", "title": "On b", "url": "", "date": "", "subject": "BlobNet", "metric": "speed", "value": "3.1",
        "value_text": "↑ up to 3.1×", "unit": "x", "against": "X-1", "on": "", "device": "",
        "sentence": "BlobNet reaches 3.1x here.", "quote": "3.1x", "claim_id": "b-speed-3.1", "schema_version": "1.0",
        "rulebook": "0123456789abcdef",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("by", "note"),
    [("level", "lower is better"), ("improvement", "ranked by how many times better"), ("points", "ranked by points gained")],
)
def test_a_board_says_what_it_is_ranked_by(by: By, note: str) -> None:
    claims = [
        claim("fid", 8, paper="a", subject="AreaNet"),
        claim("fid", 2, paper="b", unit="point", basis="points", kind="difference", effect="decrease"),
        claim("fid", 2, paper="c", unit="x", kind="ratio", effect="decrease", factor=2, improvement=2),
    ]
    found = leaderboards(claims, MEASURES.named("fid"), ranking=Ranking(by))
    assert [sheet.note for sheet in leaderboard_report(found).sheets] == [note]


def test_json_and_json_lines_hold_the_same_rows() -> None:
    whole = json.loads(report_text(board(), "json", STAMP))
    lines = [json.loads(line) for line in report_text(board(), "jsonl", STAMP).splitlines()]
    stamp = {"schema_version": "1.0", "rulebook": "0123456789abcdef"}
    assert [row | stamp for row in whole["rows"]] == lines
    assert {key: value for key, value in whole.items() if key != "rows"} == {
        **stamp, "report": "leaderboard", "title": "Leaderboard: accuracy", "asked": {"metric": "accuracy", "by": "level"},
        "note": "", "left_out": [{"reason": "no level of its own", "count": 1}],
    }  # fmt: skip
    keys = ("rank", "score", "flags", "dataset")
    assert [lines[1][key] for key in keys] == [2, 79.0, ["bound: exact / about"], "COCO"]


def comparison() -> Report:
    claims = [
        claim("accuracy", 80, unit="%", paper="a", subject="AreaNet", dataset=("COCO",)),
        claim("accuracy", 79, unit="%", paper="b", subject="BlobNet", dataset=("COCO",)),
        claim("fid", 3, paper="b", subject="BlobNet", dataset=("FFHQ", "CelebA")),
        claim("latency", 3, unit="ms", paper="b", subject="BlobNet", hardware="A100"),
    ]
    return comparison_report(compare(claims, ["AreaNet", "BlobNet"], measures=MEASURES))


@pytest.mark.parametrize("report", [board, comparison])
def test_parquet_keeps_types_and_lists(report: Callable[[], Report], tmp_path: Path) -> None:
    write_parquet(report(), STAMP, tmp_path / "report.parquet")
    rows = pq.read_table(tmp_path / "report.parquet").to_pylist()
    assert rows == [json.loads(line) for line in report_text(report(), "jsonl", STAMP).splitlines()]


@pytest.mark.parametrize("kind", ["table", "md", "csv", "tsv", "json", "jsonl", "html", "latex"])
def test_an_empty_report_is_no_fault(kind: str) -> None:
    assert isinstance(report_text(digest_report([], MEASURES), kind, STAMP), str)
