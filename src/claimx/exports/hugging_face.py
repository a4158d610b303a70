"""Hugging Face: ``.eval_results`` files of a model's repository, and the ``model-index`` of its card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from claimx.exports.document import Document, Settings
from claimx.exports.results import Result, by_model, slug
from claimx.naming import name_key
from claimx.reports.words import value_text

NO_HUB_ID = "the dataset has no known id on the Hub (--datasets FILE names them)"


def eval_results(found: Sequence[Result], settings: Settings) -> list[Document]:
    """A YAML list for each model: the number as printed, and in the notes what it is, since the format has no metric."""
    made = []
    for model, group in by_model(found).items():
        entries = [_entry(result, settings) for result in group if has_hub_id(result, settings)]
        if entries:
            made.append(Document(f"{slug(model)}.yaml", _yaml(entries)))
    return made


def has_hub_id(result: Result, settings: Settings) -> bool:
    """Whether the dataset of a result is known on the Hub."""
    return name_key(result.dataset) in settings.hub


def model_index(found: Sequence[Result], settings: Settings) -> list[Document]:
    """The ``model-index`` of each model."""
    return [
        Document(
            f"{slug(model)}.yaml", _yaml({"model-index": [{"name": model, "results": [_indexed(r, settings) for r in group]}]})
        )
        for model, group in by_model(found).items()
    ]


def _yaml(content: Any) -> str:
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)


def _entry(result: Result, settings: Settings) -> dict[str, Any]:
    claim, dataset = result.claim, settings.hub[name_key(result.dataset)]
    entry: dict[str, Any] = {"dataset": {"id": dataset.id, "task_id": dataset.task_id}, "value": claim.value}
    if claim.date and len(claim.date) == 10:
        entry["date"] = claim.date
    if claim.url:
        entry["source"] = {"url": claim.url, "name": claim.title or claim.paper_id}
    conditions = ", ".join((*claim.setting, *([claim.hardware] if claim.hardware else [])))
    notes = (f"{result.measure.label}: {value_text(claim)}", conditions, f"“{claim.sentence}”", f"claimx {claim.claim_id}")
    return entry | {"notes": "; ".join(note for note in notes if note)}


def _indexed(result: Result, settings: Settings) -> dict[str, Any]:
    claim, known = result.claim, settings.hub.get(name_key(result.dataset))
    task = {"type": slug(result.task.lower()) if result.task else "other", **({"name": result.task} if result.task else {})}
    split = result.entry.conditions.split
    dataset = {
        "type": known.id if known else slug(result.dataset.lower()),
        "name": result.dataset,
        **({"split": split} if split else {}),
    }
    arguments = {
        "unit": result.unit,
        "better": result.measure.better,
        "bound": claim.bound,
        "hardware": claim.hardware,
        "setting": list(claim.setting),
        "sentence": claim.sentence,
        "claim_id": claim.claim_id,
    }
    metric = {
        "type": result.measure.name.removeprefix("other:"),
        "value": claim.value,
        "name": result.measure.label,
        "args": {key: value for key, value in arguments.items() if value},
    }
    source = {"source": {"name": claim.title or claim.paper_id, "url": claim.url}} if claim.url else {}
    return {"task": task, "dataset": dataset, "metrics": [metric], **source}
