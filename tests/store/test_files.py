"""Files of claims asked as they are, and stores written out and anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import claimx
from claimx.errors import QueryError, StoreError
from claimx.records import Claim, Paper
from claimx.reports.files import write_claims
from claimx.store import ClaimFiles, Store
from derived import derived, rulebook

CLAIMS = [
    derived(claim_id=f"c{n}", paper_id=f"p{n % 3}", quote=f"{n}x", metric="speed", kind="ratio", value=float(n), unit="x",
            effect="increase", subject=f"Net-{n}", dataset=("CIFAR10",), hardware="NVIDIA A100 80GB" if n % 2 else None)
    for n in range(2, 8)
]  # fmt: skip
QUESTION = "speedup >= 4x on cifar-10 and on A100"


def answers(*paths: Path) -> list[str]:
    with claimx.open(*paths) as source:
        return [claim.claim_id for claim in source.query(QUESTION)]


def stored(path: Path) -> Store:
    papers = {f"p{n}": Paper(id=f"p{n}", title=f"Paper {n}", source="digest") for n in range(3)}
    store = Store(path)
    store.add([(p, [c for c in CLAIMS if c.paper_id == p.id]) for p in papers.values()], rulebook=rulebook())
    return store


def test_parquet_json_lines_and_a_folder_of_shards_give_one_answer(tmp_path: Path) -> None:
    shards = tmp_path / "run"
    (shards / "deep").mkdir(parents=True)
    write_claims(CLAIMS[:2], shards / "a.parquet")
    write_claims(CLAIMS[2:], shards / "deep/b.parquet")
    write_claims([], shards / "empty.parquet")
    duckdb.sql("SELECT 1 AS paper").write_parquet(str(shards / "papers.parquet"))
    write_claims(CLAIMS, tmp_path / "all.jsonl")
    write_claims(CLAIMS, tmp_path / "all.parquet")
    stored(tmp_path / "claims.duckdb")
    paths = (shards, tmp_path / "all.jsonl", tmp_path / "all.parquet", tmp_path / "claims.duckdb")
    assert [answers(path) for path in paths] == [["c7", "c5"]] * 4


def test_claims_of_files_are_the_claims(tmp_path: Path) -> None:
    write_claims(CLAIMS, tmp_path / "all.jsonl")
    with claimx.open(tmp_path / "all.jsonl") as source:
        assert isinstance(source, ClaimFiles)
        assert sorted(source.claims(), key=lambda claim: claim.claim_id) == CLAIMS


def test_files_that_hold_no_claims_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError, match="neither a store nor files of claims"):
        claimx.open(tmp_path / "empty")


def test_vacuum_keeps_every_row_and_drops_what_was_replaced(tmp_path: Path) -> None:
    store = stored(tmp_path / "claims.duckdb")
    paper = Paper(id="p0", title="Another wording", source="digest")
    store.add([(paper, CLAIMS[1:2])], rulebook=rulebook())
    before = sorted(claim.claim_id for claim in store.claims())
    store.vacuum()
    assert sorted(claim.claim_id for claim in store.claims()) == before
    assert (store.info().papers, list(tmp_path.iterdir())) == (3, [store.path])
    assert store.missing([paper], rulebook=rulebook()) == []


@pytest.mark.parametrize("ending", ["parquet", "jsonl", "json", "csv", "tsv"])
def test_export_holds_all_claims_with_their_rulebook(tmp_path: Path, ending: str) -> None:
    stored(tmp_path / "claims.duckdb")
    output = tmp_path / f"out.{ending}"
    assert run("store", "export", "--db", str(tmp_path / "claims.duckdb"), "-o", str(output)).returncode == 0
    if ending in ("parquet", "jsonl"):
        with claimx.open(output) as source:
            assert sorted(claim.claim_id for claim in source.claims()) == [claim.claim_id for claim in CLAIMS]
    assert rulebook().fingerprint in output.read_bytes().decode("utf-8", "replace")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from claimx.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("db") / "claims.duckdb").path


@pytest.mark.parametrize(("format", "lines"), [("jsonl", 2), ("csv", 3), ("tsv", 3), ("md", 5)])
def test_formats_of_an_answer(db: Path, format: str, lines: int) -> None:
    done = run("query", QUESTION, "--db", str(db), "--format", format)
    assert (done.returncode, done.stdout.count("\n") >= lines, done.stderr) == (0, True, "2 claims in 2 papers\n")


def test_json_of_an_answer_says_what_was_asked(db: Path) -> None:
    whole = json.loads(run("query", QUESTION, "--db", str(db), "--format", "json", "--limit", "1").stdout)
    kept = {key: whole[key] for key in ("schema_version", "rulebook", "question", "optimistic")}
    assert kept == {
        "schema_version": "1.0",
        "rulebook": rulebook().fingerprint,
        "question": QUESTION,
        "optimistic": False,
    }
    assert [(claim["claim_id"], claim["meets"]) for claim in whole["claims"]] == [("c7", None)]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("query", "speeddup > 2x", "--db", "DB"), 1, "error: column 1: unknown name 'speeddup'; did you mean 'speedup'?"),
        (("query", "own", "--db", "/nowhere.duckdb"), 1, "error: /nowhere.duckdb: there is no store here; make one with"),
        (("query", "own", "x.jsonl", "--db", "DB"), 2, "name either inputs or a store with --db"),
        (("query", "speed on CIFAR-11", "--db", "DB"), 0, "note: no claim is on 'CIFAR-11'; did you mean 'cifar10'?"),
        (("sql", "DELETE FROM claims", "--db", "DB"), 1, "error: "),
        (("sql", "COPY claims TO 'stolen.csv'", "--db", "DB"), 1, "error: "),
        (("sql", "SELECT * FROM read_text('/etc/hostname')", "--db", "DB"), 1, "error: "),
        (("sql", "SELEC", "--db", "DB"), 1, "error: "),
        (("sql", " ", "--db", "DB"), 1, "error: no SQL statement"),
        (("store", "info", "--db", "DB"), 0, ""),
    ],
)
def test_commands_say_what_is_wrong(db: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = run(*(str(db) if argument == "DB" else argument for argument in arguments))
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (code, True, False)


STATEMENTS = ("COPY claims TO 'stolen.csv'", "ATTACH 'other.db'", "SELECT * FROM 'secret.csv'", "INSTALL httpfs")


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("given", ["claims.jsonl", "it's claims.parquet", "digest.txt"])
def test_sql_touches_no_file_but_the_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, statement: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret.csv").write_text("a,b\n1,2\n")
    _written(Path(given))
    before = sorted(tmp_path.iterdir())

    refused, counted = run("sql", statement, given), run("sql", "SELECT count(*) n FROM claims", given, "--format", "jsonl")

    assert (refused.returncode, "Traceback" in refused.stderr, sorted(tmp_path.iterdir())) == (1, False, before)
    assert counted.stdout == ('{"n": 1}\n' if given == "digest.txt" else '{"n": 6}\n')


def _written(path: Path) -> None:
    if path.suffix == ".txt":
        path.write_text("Fast things.\n\nQuickSeg is 2.5x faster than DeepLab.\n")
    else:
        write_claims(iter(CLAIMS), path, format=None, fingerprint="f")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("['NaN'::DOUBLE, 1]", "[null, 1.0]"),
        ("{'a': 'inf'::DOUBLE, 'b': ['-inf'::DOUBLE]}", '{"a": null, "b": [null]}'),
        ("MAP {1: 'NaN'::DOUBLE}", '{"1": null}'),
        ("DATE '2025-09-02'", '"2025-09-02"'),
    ],
)
def test_sql_answers_in_strict_json_however_deep_the_numbers_lie(db: Path, value: str, said: str) -> None:
    done = run("sql", f"SELECT {value} AS v", "--db", str(db), "--format", "jsonl")
    assert (done.returncode, done.stdout) == (0, f'{{"v": {said}}}\n')


def test_a_question_to_a_store_needs_no_heavy_library(db: Path) -> None:
    code = (
        "import sys; sys.argv = ['claimx', 'query', 'speedup > 2x', '--db', sys.argv[1], '--format', 'jsonl']\n"
        "from claimx.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('spacy', 'pandas', 'pint', 'pyarrow') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(db)], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_to_pandas_gives_the_claims_with_meets(db: Path) -> None:
    with claimx.open(db) as source:
        frame = source.query(QUESTION).to_pandas()
    assert (list(frame["claim_id"]), list(frame.columns)) == (["c7", "c5"], [*Claim.model_fields, "meets"])


def test_sql_gives_columns_and_rows(db: Path) -> None:
    with claimx.open(db) as source:
        columns, rows = source.sql("SELECT count(*) AS n FROM claims")
        assert (columns, list(rows)) == (["n"], [(6,)])
        with pytest.raises(QueryError):
            source.sql("SELECT nothing")
