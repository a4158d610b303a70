"""Scores, changes and reliability on a handful of annotated abstracts of our own, and the same numbers as score.py."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claimx.cli import main
from claimx.errors import ReadError
from claimx.evaluate.annotations import read_annotations, read_claims
from claimx.evaluate.changes import by_sort, changes
from claimx.evaluate.score import Band, best_half, folds, reliability, score

TEXT = "FastNet is 2.5x faster than SlowNet. It reaches 81.2% accuracy on ImageNet."


def annotated(quote: str, **fields: Any) -> dict[str, Any]:
    """An annotated claim: a speedup of FastNet, but for *fields*."""
    start = TEXT.index(quote)
    speedup = {
        "family": "speed", "kind": "ratio", "value": 2.5, "value2": None, "unit": "x", "bound": "exact", "metric": "speed",
        "effect": "increase", "factor": 2.5, "basis": None, "subject": "FastNet", "baseline": ["SlowNet"], "dataset": [],
        "task": None, "hardware": None, "setting": [], "attribution": "own", "quote": quote, "occurrence": 1,
    }  # fmt: skip
    return {**speedup, "start": start, "end": start + len(quote), **fields}


def extracted(quote: str, **fields: Any) -> dict[str, Any]:
    """An extracted claim: as annotated, but for *fields*."""
    return {"paper_id": "a", "sentence": TEXT, "sentence_start": 0, "confidence": 0.9, **annotated(quote), **fields}


ACCURACY = {
    "family": "quality", "kind": "level", "value": 81.2, "unit": "%", "metric": "accuracy", "effect": "none", "factor": None,
    "baseline": [], "dataset": ["ImageNet"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "levels", "errors"),
    [
        pytest.param([extracted("2.5x"), extracted("81.2%", **ACCURACY)], (2, 2, 2), [], id="all right"),
        pytest.param([extracted("2.5x")], (1, 1, 1), ["missed"], id="one missed"),
        pytest.param([extracted("2.5x", bound="up_to"), extracted("81.2%", **ACCURACY)], (2, 1, 1), ["bound"], id="a bound"),
        pytest.param([extracted("2.5x", subject=None), extracted("81.2%", **ACCURACY)], (2, 2, 1), ["subject"], id="a name"),
        pytest.param([extracted("2.5x", value=25.0), extracted("81.2%", **ACCURACY)], (1, 1, 1), ["value or unit"], id="a value"),
        pytest.param(
            [extracted("2.5x"), extracted("81.2%", **ACCURACY), extracted("on")], (2, 2, 2), ["spurious"], id="one too many"
        ),
        pytest.param([extracted("2.5x", paper_id="b")], (0, 0, 0), ["missed", "missed"], id="another paper"),
    ],
)
def test_levels_and_errors(claims: list[dict[str, Any]], levels: tuple[int, ...], errors: list[str]) -> None:
    gold = {"a": [annotated("2.5x"), annotated("81.2%", **ACCURACY)]}
    report = score(gold, claims)
    assert tuple(level.right for level in report.levels.values()) == levels
    assert [error.sort for error in report.errors] == errors


def test_an_optional_claim_is_neither_asked_for_nor_an_error() -> None:
    gold = {"a": [annotated("2.5x", optional=True), annotated("81.2%", **ACCURACY)]}
    with_it = score(gold, [extracted("2.5x"), extracted("81.2%", **ACCURACY)])
    without = score(gold, [extracted("81.2%", **ACCURACY)])
    assert with_it.levels == without.levels
    assert (with_it.gold, with_it.predicted, with_it.errors) == (1, 1, [])


def test_another_accepted_value_agrees() -> None:
    gold = {"a": [annotated("2.5x", alt={"bound": "up_to"})]}
    assert score(gold, [extracted("2.5x", bound="up_to")]).levels["typed"].right == 1


def test_every_second_paper_is_a_part() -> None:
    gold = {paper: [annotated("2.5x")] for paper in "abcd"}
    found = [extracted("2.5x", paper_id=paper) for paper in "ac"]
    assert [part.levels["found"].f1 for part in folds(gold, found, 2)] == [1.0, 0.0]


JUDGED = [({"confidence": c}, right) for c, right in ((0.98, True), (0.98, True), (0.91, False), (0.4, True), (1.0, False))]


def test_reliability_by_bands() -> None:
    low, high = reliability(JUDGED)
    assert low == Band(0.4, 0.5, 1, 0.4, 1.0)
    assert (high.low, high.high, high.claims, round(high.mean, 4), high.right) == (0.9, 1.0, 4, 0.9675, 0.5)


def test_the_surer_half_shares_a_band_that_is_cut() -> None:
    assert best_half(JUDGED) == pytest.approx((0 + 1.5) / 2.5)
    assert best_half([]) == 0.0


def test_changes_between_two_runs() -> None:
    old = [extracted("2.5x"), extracted("on")]
    new = [extracted("2.5x", metric="latency"), extracted("81.2%", **ACCURACY)]
    found = changes(old, new)
    assert [change.lines() for change in found] == [
        "~ a  metric: 'speed' -> 'latency'\n      FastNet is «2.5x» faster than SlowNet. It reaches 81.2% accuracy on ImageNet.",
        "+ a  accuracy level none 81.2 %\n      FastNet is 2.5x faster than SlowNet. It reaches «81.2%» accuracy on ImageNet.",
        "- a  speed ratio increase 2.5 x\n      FastNet is 2.5x faster than SlowNet. It reaches 81.2% accuracy «on» ImageNet.",
    ]
    assert by_sort(found) == {"gained": 1, "lost": 1, "changed": 1}
    assert [change.record().get("fields") for change in found] == [{"metric": ["speed", "latency"]}, None, None]
    assert changes(old, old) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "a"}', "line 1: no 'claims' in it; a line is {'id': ..., 'claims': [...]}"),
        ('{"id": "z", "claims": []}', "line 1: the paper 'z' is not among the abstracts"),
        ('{"id": "a", "claims": [{"quote": "9x"}]}', "line 1: an annotated claim has no 'family'"),
        ("[]", "line 1: is no JSON object"),
        ("{", "line 1: is no JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1))"),
    ],
)
def test_annotations_that_cannot_be_used(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_annotations(path, {"a": TEXT})
    assert str(caught.value) == f"{path}, {said}"


def test_a_quote_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "claims": [{**annotated("2.5x"), "occurrence": 2}]}), encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_annotations(path, {"a": TEXT})
    assert str(caught.value) == f"{path}, line 1: the quote '2.5x' is not in the abstract"


def test_claims_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    path.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_claims(path)
    assert str(caught.value) == f"{path}, line 1: is no claim: no 'paper_id' in it"


@pytest.fixture
def annotated_files(tmp_path: Path) -> tuple[Path, Path]:
    abstracts, gold = tmp_path / "abstracts.jsonl", tmp_path / "gold.jsonl"
    abstracts.write_text(json.dumps({"id": "a", "title": "FastNet: Swift", "abstract": TEXT}) + "\n", encoding="utf-8")
    claims = [annotated("2.5x"), annotated("81.2%", **ACCURACY)]
    gold.write_text(json.dumps({"id": "a", "claims": claims}) + "\n", encoding="utf-8")
    return abstracts, gold


def evaluated(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What ``claimx evaluate`` prints."""
    monkeypatch.setattr(sys, "argv", ["claimx", "evaluate", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in (0, None)
    return capsys.readouterr().out


def test_the_command_against_an_earlier_run(
    annotated_files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    abstracts, gold = annotated_files
    old = tmp_path / "old.jsonl"
    old.write_text(json.dumps(extracted("2.5x")) + "\n", encoding="utf-8")
    said = evaluated(capsys, monkeypatch, str(abstracts), str(gold), "--against", str(old), "--json", "--quiet")
    record = json.loads(said)
    assert {name: level["f1"] for name, level in record["levels"].items()} == {"found": 1.0, "typed": 1.0, "linked": 1.0}
    assert (record["gained"], record["lost"], record["changed"]) == (1, 0, 0)
    assert [change["claim"]["quote"] for change in record["changes"]] == ["81.2%"]
    assert record["before"]["levels"]["found"]["recall"] == 0.5


@pytest.mark.slow
def test_the_command_against_a_revision(
    annotated_files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if subprocess.run(["git", "rev-parse", "HEAD"], cwd=Path(__file__).parent, capture_output=True, check=False).returncode:
        pytest.skip("this is no git checkout, so there is no revision to compare with")
    abstracts, gold = annotated_files
    said = evaluated(capsys, monkeypatch, str(abstracts), str(gold), "--against", "HEAD")
    assert said.splitlines()[-4].endswith("2 claims now")


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seed", "dev"])
def test_the_numbers_are_those_of_the_scoring_script(
    name: str, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    abstracts, gold = shared / "gold" / name / "abstracts.jsonl", shared / "gold" / name / "claims.jsonl"
    ours = json.loads(evaluated(capsys, monkeypatch, str(abstracts), str(gold), "--json", "-q"))
    found = tmp_path / "claims.jsonl"
    monkeypatch.setattr(sys, "argv", ["claimx", "extract", str(abstracts), "-o", str(found), "-q"])
    with pytest.raises(SystemExit):
        main()
    script = [sys.executable, str(shared / "gold" / "score.py"), str(abstracts), str(gold), str(found), "--json"]
    theirs = json.loads(subprocess.run(script, capture_output=True, text=True, check=True).stdout)
    assert {key: ours[key] for key in theirs} == theirs
