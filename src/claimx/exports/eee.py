"""Every Eval Ever, schema 0.3.0: a record for each paper and model, its numbers as results."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from claimx.exports.document import Document, Settings
from claimx.exports.results import Result, by_model, slug, spread
from claimx.naming import name_key

SCHEMA_VERSION = "0.3.0"
_UNKNOWN = "unknown"
_SPLITS = {"test": "test", "validation": "val", "dev": "val", "minival": "val"}


def documents(found: Sequence[Result], settings: Settings) -> list[Document]:
    """A JSON document for each paper and model, on the path that the datastore wants."""
    made = []
    for model, group in by_model(found).items():
        papers = sorted(group, key=lambda r: (r.claim.paper_id, r.claim.start, r.dataset))
        for paper_id, rows in groupby(papers, key=lambda r: r.claim.paper_id):
            record = _record(model, list(rows), settings)
            name = _uuid(f"{paper_id}/{name_key(model)}")
            path = f"data/claimx/{_UNKNOWN}/{slug(model)}/{name}.json"
            made.append(Document(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n"))
    return made


def _uuid(name: str) -> str:
    """A UUID of the form asked for (version 4), always the same for the same paper and model."""
    return str(uuid.UUID(bytes=hashlib.sha256(name.encode()).digest()[:16], version=4))


def _record(model: str, rows: Sequence[Result], settings: Settings) -> dict[str, Any]:
    claim = rows[0].claim
    source = {
        "source_name": claim.title or claim.paper_id,
        "source_type": "documentation",
        "source_organization_name": "authors of the paper",
        **({"source_organization_url": claim.url} if claim.url else {}),
        "evaluator_relationship": "first_party" if claim.attribution == "own" else "third_party",
        "additional_details": {
            "paper_id": claim.paper_id,
            **({"paper_date": claim.date} if claim.date else {}),
            "extracted_by": f"claimx {settings.version}",
            "rulebook": settings.rulebook,
            "read_from": "title and abstract",
        },
    }
    return {
        "schema_version": SCHEMA_VERSION,
        "evaluation_id": f"claimx/{claim.paper_id}/{slug(model)}/{settings.retrieved}",
        "retrieved_timestamp": str(settings.retrieved),
        "source_metadata": source,
        "eval_library": {"name": _UNKNOWN, "version": _UNKNOWN},
        "model_info": {
            "name": model,
            "id": f"{_UNKNOWN}/{slug(model)}",
            "additional_details": {"deployment_type": _UNKNOWN, "model_availability": _UNKNOWN},
        },
        "evaluation_results": [_result(row, settings) for row in rows],
    }


def _result(row: Result, settings: Settings) -> dict[str, Any]:
    claim = row.claim
    details = {
        "printed": claim.quote,
        "sentence": claim.sentence,
        "abstract_span": f"{claim.start}-{claim.end}",
        "claim_id": claim.claim_id,
        "rules": ", ".join(claim.rules),
        "bound": claim.bound,
        "attribution": claim.attribution,
        "spread": spread(row),
    }
    return {
        "evaluation_result_id": f"{claim.claim_id}#{name_key(row.dataset)}",
        "evaluation_name": row.dataset,
        "source_data": _source_data(row, settings),
        "metric_config": _metric(row),
        "score_details": {"score": _score(row), "details": {key: value for key, value in details.items() if value}},
    }


def _score(row: Result) -> float:
    """The number as printed where it is a share, else in the canonical unit."""
    return row.claim.value if row.entry.scale == "%" else row.entry.score


def _source_data(row: Result, settings: Settings) -> dict[str, Any]:
    known = settings.hub.get(name_key(row.dataset))
    if known is None:
        return {"dataset_name": row.dataset, "source_type": "other"}
    split = _SPLITS.get(row.entry.conditions.split or "")
    return {
        "dataset_name": row.dataset,
        "source_type": "hf_dataset",
        "hf_repo": known.id,
        **({"hf_split": split} if split else {}),
    }


def _metric(row: Result) -> dict[str, Any]:
    claim, measure = row.claim, row.measure
    low, high = _range(row)
    circumstances = {"task": row.task, "hardware": claim.hardware, "setting": "; ".join(claim.setting)}
    unit = row.unit if row.entry.scale == "%" else row.entry.scale
    return {
        "metric_id": measure.name.removeprefix("other:").replace(" ", "_"),
        "metric_name": measure.label,
        "metric_kind": measure.name.removeprefix("other:").replace(" ", "_"),
        **({"metric_unit": unit} if unit else {}),
        "lower_is_better": measure.better == "lower",
        "score_type": "continuous",
        "min_score": low,
        "max_score": high,
        "additional_details": {key: value for key, value in circumstances.items() if value},
    }


def _range(row: Result) -> tuple[float | str, float | str]:
    """Least and greatest score: of a share as it is printed, of a quantity from nothing up, of a bare score if known."""
    score, whole = _score(row), 1.0 if row.entry.rescaled else 100.0
    if row.entry.scale == "%" and 0 <= score <= whole:
        return 0.0, whole
    is_amount = bool(row.entry.scale) or row.measure.low == 0
    return (0.0 if is_amount and score >= 0 else "-Infinity"), "Infinity"
