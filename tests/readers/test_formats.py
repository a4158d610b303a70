"""Every format: a fixture in its form, traps included, is recognised by its content and gives exactly its papers.

``papers.json`` holds for each fixture the reader that must recognise it, its papers, and what is reported as skipped.
After a change on purpose, rewrite it with ``CLAIMX_UPDATE=1 pytest tests/readers/test_formats.py`` and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from claimx.readers import Skipped, known, read
from claimx.readers.catalogue import READERS, reader_for
from claimx.readers.stream import Stream

FOLDER = Path(__file__).resolve().parents[1] / "fixtures/formats"
GOLDEN = FOLDER / "papers.json"
FIXTURES = sorted(file.name for file in FOLDER.iterdir() if file != GOLDEN)


def outcome(name: str) -> dict[str, Any]:
    """The reader that recognises a fixture, and what it gives, without the folder in which the fixture lies."""
    with (FOLDER / name).open("rb") as file:
        reader = reader_for(Stream(file, place=name)).name
    skipped: list[Skipped] = []
    papers = [paper.model_dump() for paper in read(FOLDER / name, on_skip=skipped.append)]
    text = json.dumps({"reader": reader, "papers": papers, "skipped": [str(entry) for entry in skipped]})
    result: dict[str, Any] = json.loads(text.replace(json.dumps(f"{FOLDER}/")[1:-1], ""))
    return result


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    if os.environ.get("CLAIMX_UPDATE"):
        outcomes = {name: outcome(name) for name in FIXTURES}
        GOLDEN.write_text(json.dumps(outcomes, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    result: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return result


@pytest.mark.parametrize("name", FIXTURES)
def test_fixture_gives_exactly_its_papers(name: str, golden: dict[str, Any]) -> None:
    assert outcome(name) == golden[name]


def test_every_fixture_is_expected(golden: dict[str, Any]) -> None:
    assert sorted(golden) == FIXTURES


def test_every_reader_has_a_fixture(golden: dict[str, Any]) -> None:
    made = {"parquet"}  # a binary format, whose files the tests write themselves
    assert {expected["reader"] for expected in golden.values()} | made == {reader.name for reader in READERS}


@pytest.mark.parametrize("info", [info for info in known() if info.name != "parquet"], ids=lambda info: info.name)
def test_example_of_a_reader_is_read_by_it(info: Any, tmp_path: Path) -> None:
    file = tmp_path / "example"
    file.write_text(info.example, encoding="utf-8")
    [paper] = read(file, reader=info.name)
    assert "latency" in paper.abstract


@pytest.mark.parametrize("info", [info for info in known() if info.name not in ("parquet", "page")], ids=lambda info: info.name)
def test_example_of_a_reader_is_recognised(info: Any, tmp_path: Path) -> None:
    file = tmp_path / "example"
    file.write_text(info.example, encoding="utf-8")
    with file.open("rb") as stream:
        assert reader_for(Stream(stream, place="example")).name == info.name


@pytest.mark.parametrize(("first", "second"), [("RIS", "papers.ris"), ("feed", "arxiv_api.atom")])
def test_the_name_of_a_file_does_not_matter(first: str, second: str, tmp_path: Path) -> None:
    renamed = tmp_path / f"{first}.dat"
    renamed.write_bytes((FOLDER / second).read_bytes())
    ours = [paper.model_dump(exclude={"source"}) for paper in read(renamed, on_skip=lambda _: None)]
    theirs = [paper.model_dump(exclude={"source"}) for paper in read(FOLDER / second, on_skip=lambda _: None)]
    assert ours == theirs


def test_windows_line_ends_change_nothing_but_themselves(tmp_path: Path) -> None:
    for name in ("arxiv_mail.eml", "blocks.txt", "papers.csv", "papers.ris", "table.md", "digest.md", "note.md", "page.txt"):
        file = tmp_path / name
        file.write_bytes((FOLDER / name).read_bytes().replace(b"\n", b"\r\n"))
        ours = [(paper.id, paper.title, paper.abstract.replace("\r\n", "\n")) for paper in read(file, on_skip=lambda _: None)]
        theirs = [(paper.id, paper.title, paper.abstract) for paper in read(FOLDER / name, on_skip=lambda _: None)]
        assert ours == theirs, name
