"""Documentation says what is: examples run, shown output is true output, and nothing is left out."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from claimx.cli.app import app
from claimx.records import Claim, Paper

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"```console\n\$ (?P<command>[^\n]*)\n(?P<output>(?:(?!```)[^\n]*\n)+)```")
MAIN = "from claimx.cli import main; main()"


OUTSIDE = {"pyspark"}
"""Packages of blocks that were run once by hand and need what is no dependency here."""


def python_blocks() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for number, block in enumerate(re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL), 1):
            if ">>>" in block or any(f"from {name}" in block for name in OUTSIDE):
                continue
            yield f"{page.name}, block {number}", block


BLOCKS = dict(python_blocks())


@pytest.mark.parametrize("name", BLOCKS)
def test_python_blocks_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(BLOCKS[name], name, "exec"), {})


def test_there_are_python_blocks() -> None:
    assert {name.split(",")[0] for name in BLOCKS} >= {"README.md", "records.md"}


@pytest.mark.golden
@pytest.mark.parametrize("page", PAGES[:1], ids=lambda p: p.name)
def test_output_that_is_shown_is_true(page: Path, golden: Callable[[Path, str], None]) -> None:
    text = page.read_text(encoding="utf-8")
    golden(page, CONSOLE.sub(lambda m: f"```console\n$ {m['command']}\n{printed(m['command'])}```", text))


def printed(command: str) -> str:
    """What a command that the documentation shows prints; ``make demo`` prints the table of the example digest."""
    if command == "make demo":
        command = "claimx table --quiet tests/fixtures/digests/digest.txt"
    name, *arguments = shlex.split(command)
    assert name == "claimx"
    call = [sys.executable, "-c", MAIN, *arguments]
    return subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT).stdout


def test_the_readme_opens_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\$ (make \w+)$", text, re.MULTILINE)[:2] == ["make demo", "make test"]


def commands(group: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command, the groups before their own."""
    yield path
    for name, command in sorted(getattr(group, "commands", {}).items()):
        yield from commands(command, (*path, name))


@pytest.mark.golden
def test_the_reference_of_the_command_line_is_the_real_help(golden: Callable[[Path, str], None]) -> None:
    parts = ["# The command line\n\nWritten from `--help` by `make goldens`.\n"]
    for path in commands(get_command(app)):
        shown = CliRunner().invoke(app, [*path, "--help"], prog_name="claimx", env={"COLUMNS": "100", "NO_COLOR": "1"})
        title = " ".join(("claimx", *path))
        parts.append(f"{'#' if not path else '##'}# `{title}`\n\n```\n{shown.output.strip()}\n```\n")
    golden(ROOT / "docs/command-line.md", "\n".join(parts))


@pytest.mark.parametrize(("heading", "record"), [("## A claim", Claim), ("## A paper", Paper)])
def test_every_field_of_the_records_is_told(heading: str, record: type[Claim] | type[Paper]) -> None:
    page = (ROOT / "docs/records.md").read_text(encoding="utf-8")
    section = page.split(heading)[1].split("\n## ")[0]
    rows = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == list(record.model_fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("fragment", sorted((ROOT / "changelog.d").glob("*")), ids=lambda path: path.name)
def test_a_fragment_of_the_changelog_is_named_and_says_something(fragment: Path) -> None:
    assert re.fullmatch(r"[\w-]+\.(?:added|changed|fixed)\.md", fragment.name)
    assert fragment.read_text(encoding="utf-8").strip()
