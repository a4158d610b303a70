"""Whatever stands in a paper, nothing that claimx writes acts on who opens it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from lxml import html

ESCAPES = "\x1b[31m\x1b]0;owned\x07\x9b2J\x7f\x00\x08"
OVERRIDES = "\u202e\u2066\u200f\u2028"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LINK = "[click](javascript:alert(3)) ![](http://example.org/x.png) `code` *bold* # head | cell\\"
PAPERS = [
    {
        "id": f"{start}{ESCAPES}{OVERRIDES}{number}",
        "title": f"{start}{SCRIPT}{LINK}{ESCAPES}{OVERRIDES} {number}",
        "abstract": f"{start}{SCRIPT} {LINK} {ESCAPES}{OVERRIDES} "
        f"{start}Evil is 2.{number}x faster than {start}Base on {start}Set."
        f" {start}1 of 7% accuracy.",
        "url": url,
        "date": "2025-01-01",
    }
    for number, (start, url) in enumerate(
        [
            ("=HYPERLINK(1)", "javascript:alert(4)"),
            ("+1+1", "https://example.org/\"onmouseover='alert(5)'"),
            ("-2+3", "data:text/html,<script>alert(6)</script>"),
            ("@SUM(1)", "https://example.org/)](javascript:alert(7)"),
            ("\t=1", "vbscript:x"),
            ("\uff1d1", "https://example.org/|x|"),
            ("'\"><svg onload=alert(8)>", "https://example.org/<script>"),
        ]
    )
]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
TEXTS = [("extract", "jsonl"), ("extract", "json"), ("extract", "csv"), ("extract", "tsv")]
TEXTS += [("table", name) for name in ("table", "md", "csv", "tsv", "html", "json", "jsonl")]


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("hostile") / "papers.jsonl"
    file.write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def outputs(digest: Path) -> dict[tuple[str, str], str]:
    """What each command writes in each of its formats."""
    written = {}
    for command, name in TEXTS:
        run = claimx(command, str(digest), "--format", name)
        if run.returncode == 0:
            written[command, name] = run.stdout.decode("utf-8")
    return written


def claimx(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from claimx.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, "NO_COLOR": "1"})


def acting(text: str) -> set[str]:
    """The characters of *text* that drive a terminal or turn text around."""
    return {
        repr(c)
        for c in text
        if (unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")) and c not in "\n\t\u200b\u200c\u200d\ufeff\u00ad"
    }


def test_every_format_was_written(outputs: dict[tuple[str, str], str]) -> None:
    wanted = {("extract", "jsonl"), ("extract", "csv"), ("extract", "tsv"), ("extract", "json")}
    wanted |= {("table", name) for name in ("table", "md", "csv", "tsv", "html")}
    assert wanted <= outputs.keys()
    assert all(len(text) > 500 for text in outputs.values())


@pytest.mark.parametrize("output", TEXTS, ids="-".join)
def test_no_character_acts(output: tuple[str, str], outputs: dict[tuple[str, str], str]) -> None:
    assert acting(outputs.get(output, "")) == set()


@pytest.mark.parametrize("output", [output for output in TEXTS if output[1] in ("csv", "tsv")], ids="-".join)
def test_no_cell_is_a_formula(output: tuple[str, str], outputs: dict[tuple[str, str], str]) -> None:
    rows = list(csv.reader(io.StringIO(outputs[output]), delimiter="," if output[1] == "csv" else "\t"))
    assert len({len(row) for row in rows}) == 1
    numbers = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
    cells = [cell for row in rows[1:] for cell in row if cell and not numbers.fullmatch(cell)]
    assert [cell for cell in cells if cell.lstrip(" \n").startswith(FORMULA)] == []


@pytest.mark.parametrize("output", [output for output in TEXTS if output[1] in ("json", "jsonl")], ids="-".join)
def test_json_is_strict(output: tuple[str, str], outputs: dict[tuple[str, str], str]) -> None:
    text = outputs.get(output, "{}")
    for line in text.splitlines() if output[1] == "jsonl" else [text]:
        json.loads(line, parse_constant=pytest.fail)


def test_html_runs_nothing_of_a_paper(outputs: dict[tuple[str, str], str]) -> None:
    page = html.document_fromstring(outputs["table", "html"])
    scripts = [element.text_content() for element in page.iter("script")]
    assert not [script for script in scripts if re.search(r"alert\([\d]\)</", script)]
    assert not [element.tag for element in page.iter("img", "svg", "iframe", "object", "embed", "base", "form")]
    attributes = [(name, value) for element in page.iter() for name, value in element.attrib.items()]
    assert not [name for name, _ in attributes if name.lower().startswith("on")]
    links = [value for name, value in attributes if name.lower() in ("href", "src", "action", "formaction", "xlink:href")]
    assert not [link for link in links if not link.startswith(("https://", "http://", "#"))]
    assert "<script>alert" not in outputs["table", "html"]


def test_markdown_tables_keep_their_columns_and_hold_no_markup(outputs: dict[tuple[str, str], str]) -> None:
    widths, raw = [set[int]()], []
    for line in outputs["table", "md"].splitlines():
        if line.startswith("|"):
            widths[-1].add(len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)))
        elif widths[-1]:
            widths.append(set())
        raw += re.findall(r"(?<!\\)(?:\\\\)*(?:<|!\[|\]\((?!https?://[^()\s]*\)))", line)
    assert [width for width in widths if len(width) > 1] == []
    assert raw == []


@pytest.mark.parametrize("text", ["\x1b[31mred 2x faster\x07", "\u202e2x faster", "3x \x9b2J smaller"])
def test_what_is_said_of_a_text_does_not_act(text: str) -> None:
    run = claimx("explain", text)
    assert acting(run.stdout.decode() + run.stderr.decode()) == set()


def test_what_is_said_of_a_skipped_entry_does_not_act(tmp_path: Path) -> None:
    file = tmp_path / "papers\x1b[31m.jsonl"
    file.write_text(
        json.dumps({"id": "\x1b[2J\u202e", "\x1b[1m": 1}) + "\n" + json.dumps({"title": "T", "abstract": "2x faster."})
    )
    run = claimx("extract", str(file))
    assert b"skipped" in run.stderr
    assert acting(run.stderr.decode()) == set()


def test_what_is_said_of_a_failed_input_does_not_act(tmp_path: Path) -> None:
    run = claimx("extract", str(tmp_path / "missing\x1b[31m\u202e"))
    assert run.returncode == 1
    assert acting(run.stderr.decode()) == set()
