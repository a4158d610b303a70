"""The formats by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimx.exports import eee, hugging_face, orkg, pwc
from claimx.exports.document import Document, Settings
from claimx.exports.results import Result, Results
from claimx.reports.entries import LeftOut


@dataclass(frozen=True, slots=True)
class Format:
    """How results are written, and which of them the format cannot hold."""

    write: Callable[[Sequence[Result], Settings], list[Document]]
    joined: Callable[[Sequence[Document]], str]
    """All documents in one stream."""
    holds: Callable[[Result, Settings], bool] = lambda result, settings: True
    otherwise: str = ""
    """The reason for what it does not hold."""


def _whole(documents: Sequence[Document]) -> str:
    return "".join(document.text for document in documents)


def _lines(documents: Sequence[Document]) -> str:
    """JSON Lines where there is more than one."""
    if len(documents) == 1:
        return documents[0].text
    return "".join(json.dumps(json.loads(document.text), ensure_ascii=False) + "\n" for document in documents)


def _yaml(documents: Sequence[Document]) -> str:
    return "---\n".join(document.text for document in documents)


FORMATS: dict[str, Format] = {
    "eee": Format(eee.documents, _lines),
    "pwc": Format(pwc.tables, _whole),
    "pwc-archive": Format(pwc.archive, _whole),
    "pwc-rows": Format(pwc.rows, _whole),
    "hf-eval-results": Format(hugging_face.eval_results, _yaml, hugging_face.has_hub_id, hugging_face.NO_HUB_ID),
    "model-index": Format(hugging_face.model_index, _yaml),
    "orkg": Format(orkg.table, _whole, lambda result, settings: orkg.has_title(result), orkg.NO_TITLE),
}


def export(found: Results, name: str, settings: Settings) -> tuple[list[Document], tuple[LeftOut, ...]]:
    """The documents of a format, and what is left out of it."""
    kind = FORMATS[name]
    held = [result for result in found.found if kind.holds(result, settings)]
    missing = len(found.found) - len(held)
    left_out = (*found.left_out, *([LeftOut(kind.otherwise, missing)] if missing else []))
    return kind.write(held, settings), left_out
