"""Claims come back from the files that claimx writes, whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import claim
from claimx.errors import ReportError
from claimx.reports.claim_files import claims_in
from claimx.reports.files import write_claims

CLAIMS = [
    claim("miou", 76.3, unit="%", paper="a", subject="Área Net", dataset=("Cityscapes", "COCO"), setting=("5-shot",)),
    claim("latency", 11, value2=12, unit="ms", paper="b", hardware="A100", baseline=("X-1",), url="https://e.org"),
]


@pytest.mark.parametrize("ending", ["jsonl", "json", "parquet"])
def test_what_was_written_is_read_back(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"claims.{ending}"
    write_claims(CLAIMS, file, fingerprint="f")
    assert list(claims_in(file) or ()) == CLAIMS


OTHERS = ["", "Some abstract.", '{"id": "x", "title": "t", "abstract": "a"}\n', "[1]", "{", '{"claims": 1}']


@pytest.mark.parametrize("text", OTHERS)
def test_other_files_are_no_files_of_claims(text: str, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(text, encoding="utf-8")
    assert claims_in(tmp_path / "in.txt") is None


@pytest.mark.parametrize("name", ["-", "missing.jsonl", "."])
def test_what_is_no_file_is_none(name: str) -> None:
    assert claims_in(name) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema_version": "0.9"}, "claims.jsonl, line 2: record version '0.9'"),
        ({"family": "smell"}, r"claims.jsonl, line 2: no valid claim \(family: "),
        ({"more": 1}, r"claims.jsonl, line 2: no valid claim \(more: "),
        (None, "claims.jsonl, line 2: no claim; the file was cut off or changed"),
    ],
)
def test_a_broken_line_is_an_error_with_its_place(change: dict[str, object] | None, message: str, tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    write_claims(CLAIMS, file, fingerprint="f")
    first, second = file.read_text(encoding="utf-8").splitlines()
    broken = second[:-20] if change is None else json.dumps(json.loads(second) | change)
    file.write_text(f"{first}\n{broken}\n", encoding="utf-8")
    with pytest.raises(ReportError, match=message):
        list(claims_in(file) or ())
