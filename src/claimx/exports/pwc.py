"""Papers with Code: evaluation tables, as its archive has them and with the fields of its successor, and flat rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from claimx.exports.document import Document, Settings
from claimx.exports.results import Result
from claimx.naming import name_key
from claimx.reports.identity import usual_name
from claimx.reports.words import number_text, unit_text

_NO_TASK = "Unspecified task"
_Columns = Mapping[str, Result]
"""The results of a row, by the names of their columns."""
_More = Callable[[_Columns], dict[str, Any]]
"""Further fields of a row."""


def tables(found: Sequence[Result], settings: Settings) -> list[Document]:
    """Tasks with their datasets, each with its table, best first; its rows also have the fields of the site that followed."""
    ranks = _ranks(found)
    return _tables(found, settings, lambda columns: _followed(columns, ranks, settings))


def archive(found: Sequence[Result], settings: Settings) -> list[Document]:
    """The same with the fields of the archive alone, which load with the schema of ``sota-extractor``.

    That schema has no place for a sentence in a row, so the sentences stand in the description of the dataset.
    """
    return _tables(found, settings, lambda columns: {})


def rows(found: Sequence[Result], settings: Settings) -> list[Document]:
    """Rows with the field names of the site that followed, and beside them where each number comes from."""
    ranks = _ranks(found)
    made = [_flat(result, ranks, settings) for result in found]
    return [Document("rows.json", json.dumps(made, ensure_ascii=False, indent=1) + "\n")] if made else []


def _tables(found: Sequence[Result], settings: Settings, more: _More) -> list[Document]:
    made = [_task(name, rows, settings, more) for name, rows in _grouped(found, lambda r: r.task or _NO_TASK)]
    return [Document("evaluation-tables.json", json.dumps(made, ensure_ascii=False, indent=1) + "\n")] if made else []


def _grouped(found: Iterable[Result], name: Any) -> list[tuple[str, list[Result]]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in found:
        groups[name_key(name(result))].append(result)
    return [(usual_name(map(name, group)), group) for _, group in sorted(groups.items())]


def _task(name: str, found: Sequence[Result], settings: Settings, more: _More) -> dict[str, Any]:
    return {
        "task": name[:1].upper() + name[1:],
        "description": "",
        "categories": [],
        "synonyms": [],
        "source_link": None,
        "subtasks": [],
        "datasets": [_dataset(dataset, group, settings, more) for dataset, group in _grouped(found, lambda r: r.dataset)],
    }


def _dataset(name: str, found: Sequence[Result], settings: Settings, more: _More) -> dict[str, Any]:
    found = _best_first(found)
    evidence = [f"{r.model}, {r.measure.label} {_printed(r)}: “{r.claim.sentence}”" for r in found]
    return {
        "dataset": name,
        "description": f"Read from abstracts by claimx {settings.version} (rulebook {settings.rulebook}). " + " ".join(evidence),
        "dataset_links": [],
        "dataset_citations": [],
        "subdatasets": [],
        "sota": {"metrics": list(dict.fromkeys(_column(r) for r in found)), "rows": _rows(found, more)},
    }


def _column(result: Result) -> str:
    """The name of a metric, with the conditions under which numbers are no longer the same measure."""
    return ", ".join((result.measure.label, *result.entry.conditions.protocol))


def _rows(found: Sequence[Result], more: _More) -> list[dict[str, Any]]:
    """A row for each model of each paper: a metric said twice gives its better value."""
    by_row: dict[tuple[str, str], dict[str, Result]] = defaultdict(dict)
    for result in _best_first(found):
        by_row[name_key(result.model), result.claim.paper_id].setdefault(_column(result), result)
    return [_row(columns) | more(columns) for columns in by_row.values()]


def _row(columns: _Columns) -> dict[str, Any]:
    result = next(iter(columns.values()))
    claim = result.claim
    return {
        "model_name": result.model,
        "paper_title": claim.title,
        "paper_url": claim.url or "",
        "paper_date": claim.date if claim.date and len(claim.date) == 10 else None,
        "code_links": [],
        "model_links": [],
        "metrics": {column: _printed(result) for column, result in columns.items()},
        "uses_additional_data": False,
    }


def _followed(columns: _Columns, ranks: Mapping[int, int], settings: Settings) -> dict[str, Any]:
    """The fields that rows have on the site that followed, beside those of the archive, and where each number comes from."""
    best, result = min(columns.items(), key=lambda item: ranks[id(item[1])])
    return {
        "task_name": result.task,
        "dataset_name": result.dataset,
        "best_metric": best,
        "best_rank": ranks[id(result)],
        "paper_arxiv_id": result.arxiv_id,
        "paper_published_date": result.claim.date,
        "is_open": None,
        "evidence": {column: _evidence(r, settings) for column, r in columns.items()},
    }


def _best_first(found: Iterable[Result]) -> list[Result]:
    return sorted(
        found, key=lambda r: (r.measure.name, -r.entry.score if r.measure.better == "higher" else r.entry.score, r.model)
    )


def _printed(result: Result) -> str:
    """The number as text, without direction and bound."""
    return f"{number_text(result.claim.value)}{unit_text(result.claim.unit, last=result.claim.value)}"


def _ranks(found: Sequence[Result]) -> dict[int, int]:
    """The place of each result among those of its task, dataset, metric and protocol."""
    groups: dict[tuple[str, ...], list[Result]] = defaultdict(list)
    for r in found:
        groups[name_key(r.task or ""), name_key(r.dataset), _column(r), r.entry.scale].append(r)
    ranks: dict[int, int] = {}
    for group in groups.values():
        scores = [r.entry.score for r in _best_first(group)]
        ranks |= {id(r): scores.index(r.entry.score) + 1 for r in group}
    return ranks


def _flat(result: Result, ranks: Mapping[int, int], settings: Settings) -> dict[str, Any]:
    claim = result.claim
    return {
        "model_name": result.model,
        "metrics": {_column(result): claim.value},
        "paper_title": claim.title,
        "paper_url": claim.url,
        **_followed({_column(result): result}, ranks, settings),
        "metric_unit": result.unit,
        "lower_is_better": result.measure.better == "lower",
        "hardware": claim.hardware,
        "setting": list(claim.setting),
        "bound": claim.bound,
        "attribution": claim.attribution,
        "evidence": _evidence(result, settings),
    }


def _evidence(result: Result, settings: Settings) -> dict[str, Any]:
    claim = result.claim
    return {
        "sentence": claim.sentence,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "claim_id": claim.claim_id,
        "rules": list(claim.rules),
        "extracted_by": f"claimx {settings.version}, rulebook {settings.rulebook}",
    }
