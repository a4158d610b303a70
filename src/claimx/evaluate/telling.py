"""A report as lines for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from statistics import mean, stdev
from typing import Any

from claimx.evaluate.agreement import FIELDS
from claimx.evaluate.score import LEVELS, Level, Report, best_half, reliability
from claimx.plurals import counted

_SORTS = ("missed", "spurious", "value or unit", *FIELDS)


def report_lines(report: Report, *, errors: int = 0, texts: Mapping[str, str] | None = None) -> Iterator[str]:
    """The scores; *errors* of each sort with the text around them."""
    yield f"{counted(report.abstracts, 'abstract')}, {counted(report.gold, 'annotated claim')}, {report.predicted} extracted"
    for name, level in report.levels.items():
        yield f"  {name:<7} {_prf(level)}"
    yield "recall by family (found, typed): " + "; ".join(
        f"{name} {f.found / f.gold:.3f}, {f.typed / f.gold:.3f} of {f.gold}" for name, f in report.families.items()
    )
    yield "agreement on found claims: " + ", ".join(f"{name} {share:.3f}" for name, share in report.fields.items())
    yield "names filled (P/R/F1): " + ", ".join(
        f"{name} {level.precision:.2f}/{level.recall:.2f}/{level.f1:.2f}" for name, level in report.names.items()
    )
    for sort in _SORTS:
        for error in [e for e in report.errors if e.sort == sort][:errors]:
            yield f"[{error.sort}] {error.paper}: {error.what}\n      …{error.context(texts or {})}…"


def reliability_lines(report: Report) -> Iterator[str]:
    """Confidence against what is right, and how good the surer half is."""
    yield "confidence   claims   mean    typed right"
    for band in reliability(report.judged):
        yield f"{band.low:.1f}-{band.high:.1f}      {band.claims:>6}   {band.mean:.3f}   {band.right:.3f}"
    yield f"the half with the highest confidence: {best_half(report.judged):.3f} typed right"


def fold_lines(reports: Sequence[Report]) -> Iterator[str]:
    """F1 of each part, level by level, with mean and spread."""
    yield f"F1 in {len(reports)} parts of the papers"
    for name in LEVELS:
        values = [report.levels[name].f1 for report in reports]
        yield f"  {name:<7} {'  '.join(f'{v:.3f}' for v in values)}   mean {mean(values):.3f}, deviation {_spread(values):.3f}"


def compared_lines(before: Report, after: Report) -> Iterator[str]:
    """The scores of two runs side by side."""
    for name in LEVELS:
        yield f"  {name:<7} before {_prf(before.levels[name])}   now {_prf(after.levels[name])}"


def report_record(report: Report) -> dict[str, Any]:
    """The report for JSON, shares to four digits."""
    return {
        "abstracts": report.abstracts,
        "levels": {name: _record(level) for name, level in report.levels.items()},
        "families": {
            name: {"found": round(f.found / f.gold, 4), "typed": round(f.typed / f.gold, 4), "gold": f.gold}
            for name, f in report.families.items()
        },
        "fields": {name: round(report.fields[name], 4) if report.fields else None for name in FIELDS},
        "names": {name: _record(level) for name, level in report.names.items()},
        "unknown_paper": report.strange,
        "reliability": [
            {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(band).items()}
            for band in reliability(report.judged)
        ],
        "best_half": round(best_half(report.judged), 4),
    }


def fold_record(reports: Sequence[Report]) -> dict[str, list[float]]:
    """F1 of each part by level."""
    return {name: [round(report.levels[name].f1, 4) for report in reports] for name in LEVELS}


def _prf(level: Level) -> str:
    return f"P {level.precision:.3f}  R {level.recall:.3f}  F1 {level.f1:.3f}"


def _record(level: Level) -> dict[str, Any]:
    return {
        "precision": round(level.precision, 4),
        "recall": round(level.recall, 4),
        "f1": round(level.f1, 4),
        "tp": level.right,
        "predicted": level.predicted,
        "gold": level.gold,
    }


def _spread(values: Sequence[float]) -> float:
    return stdev(values) if len(values) > 1 else 0.0
