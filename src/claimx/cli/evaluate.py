"""``claimx evaluate``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from claimx.cli.notes import note
from claimx.cli.work import start
from claimx.errors import ReadError
from claimx.evaluate import telling
from claimx.evaluate.agreement import Record
from claimx.evaluate.annotations import read_annotations, read_claims
from claimx.evaluate.calibrate import calibrate, calibration_text, examples_of
from claimx.evaluate.changes import by_sort, changes
from claimx.evaluate.revision import claims_at
from claimx.evaluate.score import Report, folds, score
from claimx.plurals import counted
from claimx.records import Paper
from claimx.reports.files import write_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is asked for."""

    annotations: Path | None
    against: str | None
    parts: int
    calibrate: Path | None
    errors: int
    as_json: bool
    rules: Sequence[Path]
    least: float
    jobs: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Papers, the claims extracted from them now, and the annotations if there are any."""

    papers: list[Paper]
    claims: list[Record]
    gold: dict[str, list[Record]] | None

    @property
    def texts(self) -> dict[str, str]:
        return {paper.id: paper.abstract for paper in self.papers}


def run(abstracts: str, options: Options) -> None:
    """Extract from the abstracts, rules on trial included; score, and compare with an earlier run."""
    if options.annotations is None and options.against is None:
        raise ReadError("nothing to compare with: give a file of annotations, or --against with claims of an earlier run")
    work = start([abstracts], rules=options.rules, least=options.least, jobs=options.jobs, trial=True)
    papers: list[Paper] = []
    claims: list[Record] = []
    for paper, found in work.extracted():
        papers.append(paper)
        claims += [claim.model_dump() for claim in found]
    texts = {paper.id: paper.abstract for paper in papers}
    gold = read_annotations(options.annotations, texts) if options.annotations else None
    outcome = _outcome(_Run(papers, claims, gold), options)
    if options.calibrate is not None and gold is not None:
        judged = score(gold, claims).judged
        measured = calibrate(examples_of(judged), measured=_today(), abstracts=len(gold))
        write_text(calibration_text(measured), options.calibrate)
        made = f"{counted(len(measured.weights), 'weight')}, {counted(len(measured.steps), 'step')}"
        note(f"wrote {options.calibrate}: {made}")
    if options.as_json:
        typer.echo(json.dumps({"rulebook": work.rulebook.fingerprint} | outcome.record, ensure_ascii=False, default=list))
    else:
        for line in outcome.lines:
            typer.echo(line)
    work.close()


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


@dataclass(slots=True)
class _Outcome:
    """The same twice: lines for people, a record for programs."""

    lines: list[str]
    record: dict[str, Any]

    def add(self, lines: Iterable[str], **record: Any) -> None:
        self.lines += lines
        self.record |= record


def _outcome(run: _Run, options: Options) -> _Outcome:
    outcome = _Outcome([], {})
    report = None
    if run.gold is not None:
        report = score(run.gold, run.claims)
        outcome.add(telling.report_lines(report, errors=options.errors, texts=run.texts), **telling.report_record(report))
        outcome.add(telling.reliability_lines(report))
        if options.parts > 1:
            parts = folds(run.gold, run.claims, options.parts)
            outcome.add(telling.fold_lines(parts), folds=telling.fold_record(parts))
    if options.against is not None:
        _compare(outcome, run, report, options)
    return outcome


def _compare(outcome: _Outcome, run: _Run, report: Report | None, options: Options) -> None:
    against = options.against or ""
    old = read_claims(Path(against)) if Path(against).exists() else claims_at(against, run.papers)
    old = [claim for claim in old if float(claim.get("confidence", 1.0)) >= options.least]
    found = changes(old, run.claims)
    numbers = by_sort(found)
    outcome.add((change.lines() for change in found), changes=[change.record() for change in found], **numbers)
    said = ", ".join(f"{number} {sort}" for sort, number in numbers.items())
    outcome.add([f"{said}, {counted(len(run.claims), 'claim')} now"])
    if run.gold is not None and report is not None:
        before = score(run.gold, old)
        outcome.add(telling.compared_lines(before, report), before=telling.report_record(before))
