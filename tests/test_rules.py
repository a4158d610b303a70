"""Every example in rules/ is a test: by the rule alone and in the whole extraction; a ``todo`` is a strict expected failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.evaluate.examples import ExampleRun, run_examples
from claimx.rulebook import load_rules
from claimx.rulebook.load import KINDS

RULEBOOK = load_rules(trial=True)


@pytest.fixture(scope="module")
def runs() -> list[ExampleRun]:
    return list(run_examples(RULEBOOK))


@pytest.mark.parametrize("kind", KINDS)
def test_examples_hold(runs: list[ExampleRun], kind: str) -> None:
    ids = {rule.id for rule in getattr(RULEBOOK, kind)}
    failed = [f"{run.file}: {run.rule}: {run.reason}: {run.text}" for run in runs if run.rule in ids and not run.passed]
    assert failed == []


def test_every_example_was_run(runs: list[ExampleRun]) -> None:
    assert len(runs) == sum(len(rule.match) + len(rule.no_match) for rule in RULEBOOK)


METRIC = """
[[rule]]
id = "metric.tide_score"
name = "other:tide score"
family = "quality"
better = "higher"
aliases = ["tide score"]
match = [{ %s }]
no_match = [{ text = "The tide rose by 4%%.", why = "the sea" }]
"""


@pytest.mark.parametrize(
    ("example", "reason"),
    [
        ('text = "The «tide score» is 71.5."', ""),
        ('text = "The «tide score» is 71.5.", todo = "a gap"', "passes now: drop its todo"),
        ('text = "The «tide» is 71.5."', "by itself, the rule does not fire"),
        ('text = "The tide score of «tides» is 71.5."', "by itself, the rule fires elsewhere: 'tide score'"),
        ('text = "The «tide score» is unknown."', "does not fire"),
        ('text = "The «tide» is unknown.", todo = "a gap"', ""),
        ('text = "A «tide score» of 71.5.", taken = "metric.fid"', "is not taken by 'metric.fid' any more: drop its 'taken'"),
        ('text = "The tide score is «71.5».", metric = "fid"', "by itself, the rule fires elsewhere: 'tide score'"),
        ('text = "The «tide score is 71.5».", metric = "fid"', "metric is 'other:tide score', expected 'fid'"),
        ('text = "The «tide score is 71.5».", metric = "other:tide score", value = 71.5', ""),
        ('text = "The «tide score» is 71.5.", metric = "fid"', "metric is 'other:tide score', expected 'fid'"),
    ],
)
def test_an_example_that_does_not_do_what_it_says_is_told(tmp_path: Path, example: str, reason: str) -> None:
    (tmp_path / "metrics.toml").write_text(METRIC % example, encoding="utf-8")
    found = list(run_examples(load_rules(tmp_path), prefix="metric.tide_score"))
    assert [(run.passed, run.reason) for run in found] == [
        (reason == "", reason or ("by itself, the rule does not fire" if "todo" in example else "")),
        (True, ""),
    ]
