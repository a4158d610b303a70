"""The pages in docs/ show what claimx does: every question, error, command and piece of Python on them is run."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import claimx
from claimx.errors import QueryError
from claimx.query.fields import CHOICES, FIELDS
from claimx.rulebook import load_rules

DOCS = Path(__file__).parents[1] / "docs"
FINGERPRINT = load_rules().fingerprint
"""Of the rules as they are now; pages show another, so that a new rule does not change them."""
PAGES = sorted(path.name for path in DOCS.glob("*.md"))


def blocks(page: str, kind: str) -> list[str]:
    """The blocks of one kind on a page, as they stand between their fences."""
    return re.findall(rf"^```{kind}\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def questions(kind: str) -> list[tuple[str, list[str]]]:
    found = [block.splitlines() for page in PAGES for block in blocks(page, kind)]
    return [(lines[0], [line.removeprefix("→ ") for line in lines[1:]]) for lines in found]


@pytest.fixture(scope="module")
def claims() -> Iterator[claimx.Store]:
    with claimx.open(DOCS / "claims.jsonl") as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the pages name."""
    for file in DOCS.glob("*.jsonl"):
        shutil.copy(file, tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763000000")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("question", "answer"), questions("question"))
def test_question_on_a_page(claims: claimx.Store, question: str, answer: list[str]) -> None:
    assert told(claims, question, optimistic=False) == answer


@pytest.mark.parametrize(("question", "answer"), questions("optimistic"))
def test_optimistic_question_on_a_page(claims: claimx.Store, question: str, answer: list[str]) -> None:
    assert told(claims, question, optimistic=True) == answer


def told(claims: claimx.Store, question: str, *, optimistic: bool) -> list[str]:
    rows = claims.query(question, optimistic=optimistic).rows()
    return [f"{r['subject']} {r['metric']} {r['quote']}{f' ({met})' if (met := r['meets']) else ''}" for r in rows]


@pytest.mark.parametrize(("question", "error"), questions("error"))
def test_error_on_a_page(claims: claimx.Store, question: str, error: list[str]) -> None:
    with pytest.raises(QueryError) as raised:
        claims.query(question)
    assert str(raised.value).splitlines()[:1] == error


@pytest.mark.parametrize("page", PAGES)
def test_commands_on_a_page(page: str, folder: Path) -> None:
    for block in blocks(page, "console"):
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            assert run(command) == output


def run(command: str) -> str:
    """What a command prints; what it tells on stderr is not on the page."""
    arguments = shlex.split(command)
    assert arguments[0] == "claimx"
    start = [sys.executable, "-c", "from claimx.cli import main; main()", *arguments[1:]]
    done = subprocess.run(start, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})
    assert "Traceback" not in done.stderr
    return done.stdout.replace(FINGERPRINT, "0123456789abcdef")


@pytest.mark.parametrize("page", PAGES)
def test_python_on_a_page(page: str, folder: Path) -> None:
    for number, block in enumerate(blocks(page, "python")):
        test = doctest.DocTestParser().get_doctest(block, {}, f"{page}:{number}", page, 0)
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        runner.run(test)
        assert runner.summarize(verbose=False).failed == 0


def test_every_field_and_choice_is_on_the_page_of_the_language() -> None:
    table = dict(re.findall(r"^\| (`.*?`) \| (.*) \|$", (DOCS / "query.md").read_text(encoding="utf-8"), re.MULTILINE))
    fields = [name for names in table for name in re.findall(r"`(\w+)`", names)]
    assert sorted(fields) == sorted(FIELDS)
    assert {name: tuple(re.findall(r"`(\w+)`", table[f"`{name}`"])) for name in CHOICES} == CHOICES
