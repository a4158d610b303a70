"""Exports read by the programs they are made for, each in an environment of its own: `make consumers` sets them up."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import claimx
from builders import MEASURES, RULEBOOK, claim
from claimx.exports import export, results
from claimx.records import Claim
from exporting import CLAIMS, SETTINGS, documents

ENVIRONMENTS = Path(__file__).parents[2] / ".consumers"
SCRIPTS = Path(__file__).parent / "consumers"
UNKNOWN_DEVELOPER = "names no datastore directory — model developer must be known"
HARD = claim("fid", 3.25, subject='A"B, <i>É</i>=1;\n2', dataset=("CIFAR-10",), paper="p;9", sentence='"Ours", it\'s 3.25; =1+1')


def consumer(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """One of the programs of a consumer, run in its environment."""
    programs = ENVIRONMENTS / name / "bin"
    if not programs.is_dir():
        pytest.skip(f"the consumer {name!r} is not set up: make consumers")
    first, *others = map(str, arguments)
    return subprocess.run([programs / first, *others], capture_output=True, text=True, encoding="utf-8", env={}, check=False)


def written(folder: Path, name: str, claims: list[Claim]) -> list[Path]:
    """The export of *claims* as files."""
    made = documents(name, claims, include_prior=True)
    for path, text in made:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return [folder / path for path, _ in made]


def annotated(shared: Path) -> list[Claim]:
    return list(claimx.extract(claimx.read(shared / "gold/dev/abstracts.jsonl"), rulebook=RULEBOOK))


def read_tables(folder: Path, claims: list[Claim]) -> tuple[Any, Any]:
    """Evaluation tables as they were written, and as the loader of the archive gives them back."""
    (file,) = written(folder, "pwc-archive", claims)
    loaded = consumer("pwc", "python", SCRIPTS / "read_pwc.py", file)
    assert (loaded.returncode, loaded.stderr) == (0, "")
    return json.loads(file.read_text(encoding="utf-8")), json.loads(loaded.stdout)


def test_the_loader_of_the_archive_reads_all_that_evaluation_tables_say(tmp_path: Path) -> None:
    ours, theirs = read_tables(tmp_path, [*CLAIMS, HARD])
    assert theirs == ours


@pytest.mark.shared
def test_the_loader_of_the_archive_reads_the_tables_of_a_hundred_abstracts(tmp_path: Path, shared: Path) -> None:
    ours, theirs = read_tables(tmp_path, annotated(shared))
    assert len(ours) > 5
    assert theirs == ours


def test_the_loader_of_the_archive_refuses_rows_with_further_fields(tmp_path: Path) -> None:
    (file,) = written(tmp_path, "pwc", CLAIMS)
    loaded = consumer("pwc", "python", SCRIPTS / "read_pwc.py", file)
    assert (loaded.returncode, "'best_rank': ['Unknown field.']" in loaded.stderr) == (1, True)


def imported(folder: Path, claims: list[Claim]) -> list[dict[str, Any]]:
    """The papers in the graph after the import of ORKG's client."""
    (file,) = written(folder, "orkg", claims)
    read = consumer("orkg", "python", SCRIPTS / "read_orkg.py", file)
    assert read.returncode == 0, read.stderr
    return json.loads(read.stdout)


def test_the_client_of_orkg_imports_each_result_as_a_contribution_of_its_paper(tmp_path: Path) -> None:
    papers = imported(tmp_path, CLAIMS)
    keys = ("title", "doi", "publicationYear", "publicationMonth")
    assert [tuple(paper[key] for key in keys) for paper in papers[:1]] == [
        ("On 2501.00001", "10.48550/arXiv.2501.00001", "2025", "1")
    ]
    stated = [
        {name: value["text"] for name, (value,) in contribution["values"].items()}
        for paper in papers
        for contribution in paper["contributions"]
    ]
    keys = ("Model", "Dataset", "Metric", "Value", "Unit", "Lower is better", "Hardware", "Setting")
    assert [tuple(statements.get(key) for key in keys) for statements in stated] == [
        ("FooNet-L", "CIFAR-10", "FID", "2.01", None, "true", None, "± 0.03"),
        ("FooNet-L", "ImageNet-1K", "top-1 accuracy", "0.961", "proportion", "false", None, "5-shot"),
        ("FooNet-L", "MyBench", "top-1 accuracy", "0.961", "proportion", "false", None, "5-shot"),
        ("Foo-Net-L", "ImageNet-1K", "latency", "1.6", "ms", "true", "iPhone 12", None),
        ("Brush/Net", "cifar10", "FID", "2.6", None, "true", None, None),
    ]
    assert stated[0]["Evidence"] == "FooNet-L reaches 2.01 here."


@pytest.mark.shared
def test_the_client_of_orkg_imports_every_result_of_a_hundred_abstracts(tmp_path: Path, shared: Path) -> None:
    claims = annotated(shared)
    papers = imported(tmp_path, claims)
    made, _ = export(results(claims, MEASURES, include_prior=True), "orkg", SETTINGS)
    rows = sum(len(paper["contributions"]) for paper in papers)
    assert (rows, rows > 10) == (made[0].text.count(SETTINGS.rulebook), True)


def validated(files: list[Path]) -> list[dict[str, Any]]:
    """What the validator of Every Eval Ever says of each file."""
    checked = consumer("eee", "every_eval_ever", "validate", "--format", "json", *files)
    return json.loads(checked.stdout)


def test_the_validator_of_every_eval_ever_misses_only_who_made_a_system(tmp_path: Path) -> None:
    said = validated(written(tmp_path, "eee", [*CLAIMS, HARD]))
    assert [(record["valid"], record["errors"]) for record in said] == [(True, [])] * 3
    assert all(UNKNOWN_DEVELOPER in warning["msg"] for record in said for warning in record["warnings"])


@pytest.mark.shared
def test_the_validator_of_every_eval_ever_accepts_the_records_of_a_hundred_abstracts(tmp_path: Path, shared: Path) -> None:
    said = validated(written(tmp_path, "eee", annotated(shared)))
    assert len(said) > 10
    assert [(record["file"], record["errors"]) for record in said if not record["valid"]] == []
    assert {UNKNOWN_DEVELOPER in warning["msg"] for record in said for warning in record["warnings"]} == {True}


def test_the_validator_of_every_eval_ever_refuses_a_record_without_direction(tmp_path: Path) -> None:
    files = written(tmp_path, "eee", CLAIMS)
    for file in files:
        record = json.loads(file.read_text(encoding="utf-8"))
        del record["evaluation_results"][0]["metric_config"]["lower_is_better"]
        file.write_text(json.dumps(record), encoding="utf-8")
    assert [record["valid"] for record in validated(files)] == [False] * len(files)
