"""The guide for rule authors shows rules that load and do what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimx.evaluate.examples import ExampleRun, run_examples
from claimx.rulebook import load_rules, rules_folder
from claimx.rulebook.load import KINDS
from claimx.rulebook.model import Rule

GUIDE = (rules_folder() / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"<!-- rules: (\S+) -->\n```toml\n(.*?)```", GUIDE, re.DOTALL)

RULES = [rule_id for _, text in BLOCKS for rule_id in re.findall(r'^id = "(.*)"$', text, re.MULTILINE)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rules")
    for name, text in BLOCKS:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_every_block_of_rules_is_read() -> None:
    assert len(BLOCKS) == GUIDE.count("```toml")


def test_every_kind_has_an_example() -> None:
    shown = {name.split("/")[0] for name, _ in BLOCKS}
    assert set(KINDS) - shown == {"models"}


def test_every_field_is_in_the_table() -> None:
    rows = dict(re.findall(r"^\| (`.*?`) \|.*\| (.*) \|$", GUIDE, re.MULTILINE))
    told = {kind: re.findall(r"`(\w+)`", fields) for kinds, fields in rows.items() for kind in re.findall(r"`(\w+)`", kinds)}
    fields = {kind: sorted(set(rule.model_fields) - set(Rule.model_fields)) for kind, rule in KINDS.items()}
    told["models"] = told["hardware"]
    assert {kind: sorted(names) for kind, names in told.items()} == fields


@pytest.fixture(scope="module")
def runs(folder: Path) -> dict[str, list[ExampleRun]]:
    """The runs of the examples of each rule that the guide shows."""
    book = load_rules(folder)
    own = [rule_id for rule_id, name in book.files.items() if name.endswith("/mine.toml")]
    return {rule_id: [run for run in run_examples(book, prefix=rule_id) if run.rule == rule_id] for rule_id in own}


def test_every_rule_of_the_guide_has_a_place_here(runs: dict[str, list[ExampleRun]]) -> None:
    assert sorted(runs) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_its_examples_hold(runs: dict[str, list[ExampleRun]], rule: str) -> None:
    assert [(run.text, run.reason) for run in runs[rule] if not run.passed] == []
