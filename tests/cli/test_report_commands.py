"""The reporting commands as people type them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builders import RULEBOOK, claim
from claimx.reports.files import write_claims

CLAIMS = [
    claim("fid", 2.0, paper="a", subject="AreaNet", dataset=("CIFAR-10",), date="2024-01-02", source="one.txt"),
    claim("fid", 1.8, paper="b", subject="BlobNet", dataset=("CIFAR-10",), date="2025-01-02", source="two.txt"),
    claim("fid", 2.4, paper="b", subject="AreaNet", dataset=("cifar10",), attribution="prior", source="two.txt"),
    claim("parameters", 5e6, unit="parameter", paper="a", subject="AreaNet", source="one.txt"),
    claim("parameters", 9e6, unit="parameter", paper="b", subject="BlobNet", source="two.txt"),
]
PRIOR = "left out: 1 × a number of an earlier system\n"
DIGEST = Path(__file__).parents[1] / "fixtures/digests/digest.txt"


def run(*arguments: object, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from claimx.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    file = tmp_path / "claims.jsonl"
    write_claims(CLAIMS, file, fingerprint="f")
    return file


def rows(result: subprocess.CompletedProcess[str], *keys: str) -> list[tuple[Any, ...]]:
    assert (result.returncode, result.stderr.replace(PRIOR, "")) == (0, "")
    return [tuple(json.loads(line)[key] for key in keys) for line in result.stdout.splitlines()]


def test_leaderboard_ranks_a_file_of_claims(claims: Path) -> None:
    made = run("leaderboard", claims, "--metric", "FID", "--format", "jsonl")
    assert rows(made, "rank", "subject", "score") == [(1, "BlobNet", 1.8), (2, "AreaNet", 2.0)]


def test_a_store_is_taken_wherever_a_file_of_claims_is(claims: Path, tmp_path: Path) -> None:
    store = tmp_path / "claims.duckdb"
    assert run("add", claims, "--db", store).returncode == 0
    for arguments in (
        ("leaderboard", "--metric", "fid", "--format", "jsonl"),
        ("compare", "AreaNet", "BlobNet", "--format", "jsonl", "--in"),
        ("query", "fid < 2", "--format", "csv"),
        ("sql", "SELECT claim_id, value FROM claims ORDER BY ALL"),
    ):
        asked, named = run(*arguments, claims), run(*arguments, store)
        assert (named.returncode, named.stderr) == (0, asked.stderr)
        assert named.stdout.replace(RULEBOOK.fingerprint, "f") == asked.stdout.replace(RULEBOOK.fingerprint, "f")


def test_a_store_and_a_digest_are_asked_together_each_claim_once(claims: Path, tmp_path: Path) -> None:
    store = tmp_path / "claims.duckdb"
    assert run("add", claims, "--db", store).returncode == 0
    made = run("leaderboard", store, claims, "--metric", "FID", "--format", "jsonl")
    assert rows(made, "rank", "subject", "score") == [(1, "BlobNet", 1.8), (2, "AreaNet", 2.0)]


def test_what_extracts_says_of_a_store_that_it_is_one(claims: Path, tmp_path: Path) -> None:
    store = tmp_path / "claims.duckdb"
    assert run("add", claims, "--db", store).returncode == 0
    made = run("extract", store)
    assert (made.returncode, made.stdout) == (1, "")
    assert f"{store}: a DuckDB file is no digest; ask a store with claimx query, or report on it" in made.stderr


def test_a_leaderboard_holds_prior_numbers_and_history_on_demand(claims: Path) -> None:
    made = run("leaderboard", claims, "-m", "fid", "--include-prior", "--all", "--history", "--format", "jsonl")
    assert rows(made, "rank", "subject", "score", "since") == [
        (1, "BlobNet", 1.8, None), (2, "AreaNet", 2.0, None), (3, "AreaNet", 2.4, None),
        (None, "AreaNet", 2.0, "2024-01-02"), (None, "BlobNet", 1.8, "2025-01-02"),
    ]  # fmt: skip


def test_pareto_sets_two_metrics_against_each_other(claims: Path) -> None:
    made = run("leaderboard", claims, "--pareto", "fid:params", "--format", "jsonl")
    assert rows(made, "subject", "first", "second", "on_front") == [("BlobNet", 1.8, 9e6, "yes"), ("AreaNet", 2.0, 5e6, "yes")]


def test_compare_takes_subjects_papers_and_digests(claims: Path) -> None:
    for names in (("AreaNet", "BlobNet"), ("a", "b"), ("one.txt", "two.txt")):
        made = run("compare", *names, "--in", claims, "--metric", "fid", "--format", "jsonl")
        assert rows(made, "side_1", "side_2") == [(2.0, 1.8)]


def test_compare_reads_digests_that_are_files(tmp_path: Path) -> None:
    write_claims(CLAIMS[:1], tmp_path / "old.jsonl", fingerprint="f")
    write_claims(CLAIMS[1:2], tmp_path / "new.jsonl", fingerprint="f")
    made = run("compare", tmp_path / "old.jsonl", tmp_path / "new.jsonl", "--format", "jsonl")
    assert rows(made, "metric", "dataset", "side_1", "side_2") == [("FID", "CIFAR-10", 2.0, 1.8)]


def test_conflicts_lists_both_sentences(claims: Path) -> None:
    made = run("conflicts", claims, "--format", "jsonl")
    assert rows(made, "score", "attribution", "sentence") == [
        (2.0, "own", "AreaNet reaches 2 here."), (2.4, "reported by another paper", "AreaNet reaches 2.4 here."),
    ]  # fmt: skip


def test_trend_follows_a_metric(claims: Path) -> None:
    made = run("trend", claims, "--metric", "fid", "--step", "month", "--format", "jsonl")
    found = rows(made, "period", "count", "best_subject", "best")
    assert found == [("2024-01", 1, "AreaNet", 2.0), ("2025-01", 1, "BlobNet", 1.8)]


def test_reports_are_made_of_digests_and_stores_alike(tmp_path: Path) -> None:
    database = tmp_path / "claims.duckdb"
    assert run("add", DIGEST, "--db", database).returncode == 0
    from_store = run("leaderboard", "--db", database, "-m", "miou", "--format", "csv")
    from_digest = run("leaderboard", DIGEST, "-m", "miou", "--format", "csv")
    from_stdin = run("leaderboard", "-m", "miou", "--format", "csv", stdin=DIGEST.read_text(encoding="utf-8"))
    found = [list(csv.DictReader(io.StringIO(made.stdout))) for made in (from_store, from_digest, from_stdin)]
    assert [[(row["subject"], row["score"]) for row in rows] for rows in found] == [[("QuickSeg", "76.3")]] * 3


@pytest.mark.parametrize("ending", ["md", "csv", "tsv", "json", "jsonl", "html", "parquet", "tex"])
def test_the_ending_of_the_file_names_the_format(ending: str, claims: Path, tmp_path: Path) -> None:
    output = tmp_path / f"out.{ending}"
    made = run("leaderboard", claims, "-m", "fid", "-o", output)
    assert (made.returncode, made.stdout, output.stat().st_size > 100) == (0, "", True)


@pytest.mark.parametrize("name", ["eee", "pwc", "pwc-archive", "pwc-rows", "model-index", "orkg", "hf-eval-results"])
def test_results_are_exported_from_a_leaderboard_or_all_at_once(name: str, claims: Path) -> None:
    fixed = {"SOURCE_DATE_EPOCH": "1763000000"}
    every = run("export", claims, "--format", name, **fixed)
    best = run("leaderboard", claims, "-m", "fid", "--format", name, **fixed)
    assert (every.returncode, best.returncode) == (0, 0)
    assert sorted(every.stdout.splitlines()) == sorted(best.stdout.splitlines())
    assert name == "hf-eval-results" or "BlobNet" in best.stdout
    assert best.stderr.startswith(PRIOR)
    assert every.stderr == (
        f"2 results in {'1 document' if name in ('pwc', 'pwc-archive', 'pwc-rows', 'orkg') else '2 documents'}; left out: "
        "1 × a number of an earlier system; 2 × no dataset is named\n"
    )


def test_an_export_to_a_folder_is_a_file_each(claims: Path, tmp_path: Path) -> None:
    run("export", claims, "--format", "model-index", "-o", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["AreaNet.yaml", "BlobNet.yaml"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["leaderboard", "CLAIMS"], 2, "say what to rank by"),
        (["leaderboard", "CLAIMS", "-m", "fidd"], 1, "error: there is no metric 'fidd'; did you mean 'fid'?"),
        (["leaderboard", "CLAIMS", "-m", "fid", "--together", "weather"], 2, "'weather' is none of task, dataset"),
        (["leaderboard", "CLAIMS", "--pareto", "fid"], 2, "'fid' is not two metrics"),
        (["leaderboard", "CLAIMS", "-m", "fid", "--format", "pdf"], 1, "error: unknown format 'pdf'; the formats are table, md"),
        (["leaderboard", "CLAIMS", "-m", "fid", "--format", "parquet"], 1, "error: Parquet needs a file"),
        (["leaderboard", "CLAIMS", "-m", "refusal rate"], 1, "error: which way 'refusal rate' is better is not known"),
        (["export", "CLAIMS", "--format", "pdf"], 1, "error: unknown format 'pdf'; the formats are eee"),
        (["compare", "AreaNet", "Nobody", "--in", "CLAIMS"], 1, "error: no subject, paper or digest 'Nobody'"),
        (["trend", "missing.txt", "-m", "fid"], 1, "missing.txt"),
    ],
)
def test_errors_are_one_clear_sentence(arguments: list[str], code: int, message: str, claims: Path) -> None:
    made = run(*[claims if word == "CLAIMS" else word for word in arguments])
    assert (made.returncode, message in made.stderr, "Traceback" in made.stderr) == (code, True, False)


def test_output_is_the_same_whatever_the_hash_seed(claims: Path) -> None:
    made = {run("leaderboard", claims, "-m", "fid", "--format", "html", PYTHONHASHSEED=seed, LC_ALL="C").stdout for seed in "01"}
    assert len(made) == 1


def test_a_file_of_claims_is_ranked_without_spacy_pandas_and_pint(claims: Path) -> None:
    script = (
        "import sys; from claimx.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'spacy', 'pandas', 'pint', 'duckdb', 'pyarrow'} & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "leaderboard", str(claims), "-m", "fid"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == "[]\n"
