"""Commands on bad days: a full disk, a closed pipe, a paper that cannot be read; one sentence and an exit code each."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimx.cli import work
from claimx.extraction import Extractor, extract_all
from claimx.records import Claim, Paper

COMMAND = [sys.executable, "-c", "from claimx.cli import main; main()"]
FULL = Path("/dev/full")


def papers(count: int) -> Iterator[str]:
    for number in range(count):
        record = {
            "id": f"p{number}",
            "title": f"Net {number}",
            "abstract": f"Net {number} is {number + 2}x faster than its baseline on ImageNet.",
        }
        yield json.dumps(record) + "\n"


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    file = tmp_path / "papers.jsonl"
    file.write_text("".join(papers(400)), encoding="utf-8")
    return file


def claimx(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    settings = {"capture_output": True, "text": True, "check": False, **options}
    return subprocess.run([*COMMAND, *map(str, arguments)], **settings)  # type: ignore[call-overload,no-any-return]


def lines(run: subprocess.CompletedProcess[str]) -> list[str]:
    return run.stderr.splitlines()


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["extract", "table"])
def test_a_full_disk_is_one_sentence(command: str, digest: Path) -> None:
    with FULL.open("wb") as full:
        run = claimx(command, digest, stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert (run.returncode, lines(run)) == (1, ["error: No space left on device: output"])


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_device_is_written_to_and_stays_one(digest: Path) -> None:
    run = claimx("extract", digest, "-o", FULL, "--format", "jsonl")
    assert (run.returncode, lines(run)) == (1, ["error: No space left on device: output"])
    assert stat.S_ISCHR(FULL.stat().st_mode)


@pytest.mark.parametrize("command", ["extract", "table"])
def test_a_closed_pipe_is_silent(command: str, digest: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = claimx(command, digest, stdout=writer, stderr=subprocess.PIPE, capture_output=False)
    os.close(writer)
    assert (run.returncode, lines(run)) == (1, [])


def test_closed_standard_streams_end_well(digest: Path) -> None:
    shell = f"{COMMAND[0]} -c 'from claimx.cli import main; main()' extract {digest} >&- 2>&- <&-"
    assert subprocess.run(["/bin/sh", "-c", shell], check=False).returncode == 1


def test_output_into_a_folder_that_is_not_there_is_one_sentence(digest: Path) -> None:
    run = claimx("extract", digest, "-o", digest.parent / "nowhere/claims.jsonl")
    assert run.returncode == 1
    assert len(lines(run)) == 1
    assert lines(run)[0].startswith("error: No such file or directory: ")


def test_a_link_is_written_through(digest: Path) -> None:
    target, link = digest.parent / "claims.jsonl", digest.parent / "latest.jsonl"
    target.write_text("old")
    link.symlink_to(target)
    assert claimx("extract", digest, "-o", link).returncode == 0
    assert link.is_symlink()
    assert len(target.read_text(encoding="utf-8").splitlines()) == 400


def test_a_failed_run_leaves_the_file_of_the_last_one(digest: Path, tmp_path: Path) -> None:
    output = tmp_path / "claims.jsonl"
    output.write_text("the last run")
    assert claimx("extract", digest, "-o", output, "--rules", "nowhere").returncode == 1
    assert output.read_text() == "the last run"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["claims.jsonl", "papers.jsonl"]


def test_bad_entries_are_named_and_counted_and_the_rest_is_written(tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    file.write_text(
        "".join(papers(2)) + '{"id": "bad"}\n{broken\n' + '{"id": "p9", "title": "Last", "abstract": "It is 3x faster."}\n'
    )
    run = claimx("extract", file, tmp_path / "missing")
    assert [json.loads(line)["paper_id"] for line in run.stdout.splitlines()] == ["p0", "p1", "p9"]
    assert run.returncode == 1
    assert lines(run)[:-1] == [
        f"skipped: {file}, line 3: neither a title nor an abstract; its fields: id (bad)",
        f"skipped: {file}, line 4: not JSON: Expecting property name enclosed in double quotes at line 1, column 2",
        f"error: {tmp_path}/missing: cannot be opened (No such file or directory)",
    ]
    assert lines(run)[-1].startswith("3 papers, 3 claims, ")
    assert lines(run)[-1].endswith(", 2 skipped")


class Breaking(Extractor):
    """Cannot read one paper."""

    def claims(self, paper: Paper) -> list[Claim]:
        if paper.id == "p1":
            raise RuntimeError("no way to read it")
        return super().claims(paper)


def test_a_paper_that_cannot_be_read_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimx.extraction.Extractor", Breaking)
    broken: list[tuple[str, str]] = []
    found = extract_all(
        [Paper(id=f"p{n}", abstract="It is 2x faster.") for n in range(3)],
        on_error=lambda paper, reason: broken.append((paper.id, reason)),
    )
    assert [(paper.id, len(claims)) for paper, claims in found] == [("p0", 1), ("p2", 1)]
    assert broken == [("p1", "RuntimeError: no way to read it")]


def test_a_run_counts_papers_that_cannot_be_read(
    digest: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("claimx.extraction.Extractor", Breaking)
    run = work.start([str(digest)], rules=())
    assert sum(1 for _ in run.extracted()) == 399
    with pytest.raises(SystemExit) as ended:
        run.close()
    assert ended.value.code == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"skipped: {digest}: RuntimeError: no way to read it (p1)"
    assert told[-1].endswith(", 1 skipped")


@pytest.mark.parametrize(
    "argument", [b"\xff\xfe 2x faster", "2x faster \ud800".encode("utf-8", "surrogatepass"), b"", b"\x1b[31m"]
)
def test_any_bytes_may_be_explained(argument: bytes) -> None:
    run = subprocess.run([*COMMAND, "explain", argument], capture_output=True, check=False)
    assert run.returncode == 0
    assert b"Traceback" not in run.stderr


def test_a_name_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    run = subprocess.run([*COMMAND, "extract", bytes(tmp_path) + b"/\xff"], capture_output=True, check=False)
    assert run.returncode == 1
    assert run.stderr.count(b"\n") <= 2
    assert b"cannot be opened (No such file or directory)" in run.stderr
    assert b"Traceback" not in run.stderr
