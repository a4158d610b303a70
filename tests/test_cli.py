"""The command line as a shell sees it: streams, exit codes, and what is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DIGEST = ROOT / "tests/fixtures/digests/digest.txt"
MAIN = "from claimx.cli import main; main()"
SENTENCE = "FastNet is 2.5x faster than SlowNet."


def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, in a process of its own."""
    command = [sys.executable, "-c", MAIN, *arguments]
    env = {**os.environ, **environment}
    return subprocess.run(command, input=stdin, capture_output=True, text=True, env=env, encoding="utf-8", check=False)


HEAVY = ("spacy", "pandas", "pint", "pyarrow", "duckdb", "numpy")


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["rules", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys
sys.argv = ["claimx", *{arguments!r}]
from claimx.cli import main
try:
    main()
except SystemExit as ended:
    print(ended.code, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "0 []\n"


def test_data_on_stdout_and_notes_on_stderr() -> None:
    done = run("extract", "-", stdin=json.dumps({"id": "a", "title": "", "abstract": SENTENCE}))
    assert (done.returncode, [json.loads(line)["quote"] for line in done.stdout.splitlines()]) == (0, ["2.5x"])
    assert done.stderr.startswith("1 paper, 1 claim, ")


def test_quiet() -> None:
    done = run("extract", str(DIGEST), "--quiet")
    expected = DIGEST.with_name("digest.txt.claims.jsonl").read_text(encoding="utf-8").count("\n")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", expected)


def test_a_broken_entry_is_named_even_when_quiet(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text(json.dumps({"id": "a", "title": "", "abstract": SENTENCE}) + "\n{\n", encoding="utf-8")
    done = run("extract", str(path), "--quiet")
    assert (done.returncode, done.stdout.count("\n"), done.stderr.count("\n")) == (1, 1, 1)
    assert done.stderr.startswith(f"skipped: {path}, line 2: ")


def test_a_question_answers_from_what_could_be_read_and_exits_1_for_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text(
        '{"id": "a", "title": "t", "abstract": "QuickSeg is 2.5x faster than DeepLab."}\n{"id": 3\n', encoding="utf-8"
    )
    done = run("query", "--format", "jsonl", "speedup > 2x", str(path))
    assert (done.returncode, [json.loads(line)["quote"] for line in done.stdout.splitlines()]) == (1, ["2.5x"])
    assert done.stderr.startswith(f"skipped: {path}, line 2: ")


@pytest.mark.parametrize("command", ["extract", "table"])
def test_claims_below_the_least_confidence_are_left_out(command: str) -> None:
    every, none = run(command, str(DIGEST)), run(command, str(DIGEST), "--min-confidence", "1")
    assert "Cityscapes" in every.stdout
    assert (none.returncode, "Cityscapes" in none.stdout) == (0, False)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["extract"], 2, "Missing argument 'INPUT...'"),
        (["extract", "x", "--min-confidence", "2"], 2, "Invalid value for '--min-confidence'"),
        (["nonsense"], 2, "No such command 'nonsense'"),
        (["explain"], 2, "give a sentence, - for standard input, or --claim ID"),
        (["explain", "--claim", "abc"], 2, "--claim needs to know where the paper is"),
        (["extract", "/nowhere.txt"], 1, "error: /nowhere.txt: cannot be opened"),
        (["extract", str(DIGEST), "-o", "/nowhere/x.jsonl"], 1, "error: No such file or directory: /nowhere"),
        (["extract", str(DIGEST), "--rules", "/nowhere"], 1, "error: there is no rules folder here: /nowhere"),
        (["extract", str(DIGEST), "--reader", "morse"], 1, "error: "),
        (["explain", "--claim", "abc", "--in", str(DIGEST)], 1, f"error: {DIGEST}: there is no claim 'abc' in it"),
        (["rules", "show", "no.such"], 1, "error: there is no rule 'no.such'"),
        (["rules", "list", "nothing"], 1, "error: unknown kind 'nothing'"),
        (["evaluate", str(DIGEST)], 1, "error: nothing to compare with"),
        (["evaluate", str(DIGEST), "--against", "no-such-revision"], 1, "error: no-such-revision: is neither a file of claims"),
        (["evaluate", str(DIGEST), str(DIGEST)], 1, f"error: {DIGEST}, line 1: is no JSON"),
    ],
)
def test_errors_are_one_sentence(arguments: list[str], code: int, said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert done.stderr.count("\n") == 1


def test_it_survives_a_reader_that_stops_early() -> None:
    listing = subprocess.Popen([sys.executable, "-c", MAIN, "rules", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.readline()
    listing.stdout.close()
    said = listing.stderr.read()
    listing.stderr.close()
    assert (listing.wait() in (0, 1), said) == (True, b"")


@pytest.mark.parametrize("arguments", [["table", str(DIGEST)], ["explain", SENTENCE], ["extract", "--help"]])
def test_no_colour_codes(arguments: list[str]) -> None:
    done = run(*arguments, NO_COLOR="1", FORCE_COLOR="")
    assert (done.returncode, "\x1b" in done.stdout, "\x1b" in done.stderr) == (0, False, False)


def test_explain_tells_what_fired_and_what_was_dropped() -> None:
    done = run("explain", "-", stdin="FastNet is 2.5x faster than ResNet50 (Section 3).")
    steps = [line.split(maxsplit=4) for line in done.stdout.splitlines()]
    assert ["11-15", "claim", "'2.5x'"] in [step[:3] for step in steps]
    assert {tuple(step[1:3]) for step in steps if step[1] == "dropped"} == {("dropped", "'50'"), ("dropped", "'3'")}
    assert done.stdout.splitlines()[-1].startswith("claim  speed ratio increase ↑ 2.5×; subject FastNet; against ResNet50")


def test_explain_finds_a_claim_by_its_id() -> None:
    claims = [json.loads(line) for line in run("extract", str(DIGEST), "-q").stdout.splitlines()]
    chosen = next(claim for claim in claims if claim["quote"] == "92.5%")
    lines = run("explain", "--claim", chosen["claim_id"], "--in", str(DIGEST)).stdout.splitlines()
    assert lines[:2] == [chosen["title"], chosen["sentence"]]
    assert [line for line in lines if line.startswith("claim") and chosen["claim_id"] in line] == [lines[-1]]


@pytest.mark.parametrize("seed", ["0", "7"])
@pytest.mark.parametrize("language", ["C", "C.UTF-8"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_output_is_the_same_bytes_whatever_stands_around(seed: str, language: str, jobs: str, tmp_path: Path) -> None:
    plain, other = tmp_path / "plain.jsonl", tmp_path / "other.jsonl"
    run("extract", str(DIGEST), "-o", str(plain))
    run("extract", str(DIGEST), "-o", str(other), "--jobs", jobs, PYTHONHASHSEED=seed, LC_ALL=language)
    assert plain.read_bytes() == other.read_bytes()


def test_the_order_of_inputs_changes_the_order_of_claims_only(tmp_path: Path) -> None:
    fixtures = DIGEST.parent
    one, other = (str(fixtures / name) for name in ("digest.json", "abstract.txt"))
    there, back = run("extract", one, other, "-q").stdout, run("extract", other, one, "-q").stdout
    assert sorted(there.splitlines()) == sorted(back.splitlines())
    assert there != back
