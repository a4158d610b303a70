"""Papers with Code: the evaluation tables of its archive, and the flat rows of its successor."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from claimx.exports.document import Document, Settings
from claimx.exports.results import Result
from claimx.naming import name_key
from claimx.reports.identity import usual_name
from claimx.reports.words import number_text, unit_text

_NO_TASK = "Unspecified task"


def tables(found: Sequence[Result], settings: Settings) -> list[Document]:
    """Tasks with their datasets, each with its table, best first; loads with the schema of ``sota-extractor``.

    That schema has no place for a sentence in a row, so the sentences stand in the description of the dataset.
    """
    tasks = _grouped(found, lambda r: r.task or _NO_TASK)
    made = [_task(name, rows, settings) for name, rows in tasks]
    return [Document("evaluation-tables.json", json.dumps(made, ensure_ascii=False, indent=1) + "\n")] if made else []


def rows(found: Sequence[Result], settings: Settings) -> list[Document]:
    """Rows with the field names of the site that followed, and beside them where each number comes from."""
    ranks = _ranks(found)
    made = [_flat(result, ranks[id(result)], settings) for result in found]
    return [Document("rows.json", json.dumps(made, ensure_ascii=False, indent=1) + "\n")] if made else []


def _grouped(found: Iterable[Result], name: Any) -> list[tuple[str, list[Result]]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in found:
        groups[name_key(name(result))].append(result)
    return [(usual_name(map(name, group)), group) for _, group in sorted(groups.items())]


def _task(name: str, found: Sequence[Result], settings: Settings) -> dict[str, Any]:
    return {
        "task": name[:1].upper() + name[1:],
        "description": "",
        "categories": [],
        "synonyms": [],
        "source_link": None,
        "subtasks": [],
        "datasets": [_dataset(dataset, group, settings) for dataset, group in _grouped(found, lambda r: r.dataset)],
    }


def _dataset(name: str, found: Sequence[Result], settings: Settings) -> dict[str, Any]:
    found = _best_first(found)
    evidence = [f"{r.model}, {r.measure.label} {_printed(r)}: “{r.claim.sentence}”" for r in found]
    return {
        "dataset": name,
        "description": f"Read from abstracts by claimx {settings.version} (rulebook {settings.rulebook}). " + " ".join(evidence),
        "dataset_links": [],
        "dataset_citations": [],
        "subdatasets": [],
        "sota": {"metrics": list(dict.fromkeys(_column(r) for r in found)), "rows": _rows(found)},
    }


def _column(result: Result) -> str:
    """The name of a metric, with the conditions under which numbers are no longer the same measure."""
    return ", ".join((result.measure.label, *result.entry.conditions.protocol))


def _rows(found: Sequence[Result]) -> list[dict[str, Any]]:
    """A row for each model of each paper: a metric said twice gives its better value."""
    by_row: dict[tuple[str, str], dict[str, Result]] = defaultdict(dict)
    for result in _best_first(found):
        by_row[name_key(result.model), result.claim.paper_id].setdefault(_column(result), result)
    return [_row(list(results.values()), {column: _printed(r) for column, r in results.items()}) for results in by_row.values()]


def _row(found: Sequence[Result], metrics: dict[str, str]) -> dict[str, Any]:
    claim = found[0].claim
    return {
        "model_name": found[0].model,
        "paper_title": claim.title,
        "paper_url": claim.url or "",
        "paper_date": claim.date if claim.date and len(claim.date) == 10 else None,
        "code_links": [],
        "model_links": [],
        "metrics": metrics,
        "uses_additional_data": False,
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


def _flat(result: Result, rank: int, settings: Settings) -> dict[str, Any]:
    claim = result.claim
    return {
        "model_name": result.model,
        "task_name": result.task,
        "dataset_name": result.dataset,
        "metrics": {_column(result): claim.value},
        "best_metric": _column(result),
        "best_rank": rank,
        "paper_title": claim.title,
        "paper_arxiv_id": result.arxiv_id,
        "paper_published_date": claim.date,
        "paper_url": claim.url,
        "is_open": None,
        "metric_unit": result.unit,
        "lower_is_better": result.measure.better == "lower",
        "hardware": claim.hardware,
        "setting": list(claim.setting),
        "bound": claim.bound,
        "attribution": claim.attribution,
        "evidence": {
            "sentence": claim.sentence,
            "quote": claim.quote,
            "start": claim.start,
            "end": claim.end,
            "claim_id": claim.claim_id,
            "rules": list(claim.rules),
            "extracted_by": f"claimx {settings.version}, rulebook {settings.rulebook}",
        },
    }
