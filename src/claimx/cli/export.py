"""``claimx export``."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimx import __version__
from claimx.cli.notes import note
from claimx.cli.pool import Pool, pool
from claimx.cli.where import Where
from claimx.errors import ReportError
from claimx.exports import FORMATS, Document, Settings, hub_datasets, results
from claimx.exports import export as export_results
from claimx.plurals import counted
from claimx.records import Claim
from claimx.reports.datasets import Datasets, nearest_dataset
from claimx.reports.files import format_of, write_text
from claimx.reports.measures import Measures
from claimx.reports.places import Filter
from claimx.reports.words import left_out_text


@dataclass(frozen=True, slots=True)
class ExportTarget:
    """The format, where it goes, and which datasets of the Hub are known besides."""

    format: str
    output: Path | None
    hub: Path | None = None


def run(where: Where, target: ExportTarget, *, metric: str | None, only: Filter, include_prior: bool) -> None:
    """Gather, and write what the format can hold."""
    format_of(None, target.format, known=tuple(FORMATS), default="")
    found = pool(where)
    wanted = Measures(found.rulebook).named(metric).name if metric else None
    claims, only = asked(found, only, () if wanted is None else (wanted,))
    write_export((c for c in claims if wanted in (None, c.metric)), found, target, only=only, include_prior=include_prior)
    found.close()


def asked(found: Pool, only: Filter, metrics: Collection[str]) -> tuple[list[Claim], Filter]:
    """The claims, of *metrics* at least where any are named, and the filter, each dataset under its one name.

    Where no claim is on the dataset that is asked for, stderr says so.
    """
    datasets = Datasets(found.rulebook)
    claims, named = datasets.named(found.claims(metrics=metrics)), datasets.asked(only)
    if named.dataset and (near := nearest_dataset(named.dataset, claims)):
        note(f"note: no claim is on {only.dataset!r}{near}")
    return claims, named


def write_export(claims: Iterable[Claim], found: Pool, target: ExportTarget, *, only: Filter, include_prior: bool) -> None:
    """Write the results among *claims*; how many, and what was left out and why, is said on stderr."""
    settings = Settings(__version__, found.rulebook.fingerprint, _now(), hub_datasets(target.hub))
    made = results(claims, Measures(found.rulebook), include_prior=include_prior, only=only)
    documents, left_out = export_results(made, target.format, settings)
    held = len(made.found) - sum(part.count for part in left_out[len(made.left_out) :])
    note(
        f"{counted(held, 'result')} in {counted(len(documents), 'document')}"
        + (f"; {left_out_text(left_out)}" if left_out else "")
    )
    _write(documents, target)


def _write(documents: Sequence[Document], target: ExportTarget) -> None:
    """One stream or file, or a folder with a file each where the path has no ending."""
    if target.output is None or (target.output.suffix and not target.output.is_dir()):
        write_text(FORMATS[target.format].joined(documents), target.output)
        return
    for document in documents:
        path = target.output / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(document.text, path)


def _now() -> int:
    """Seconds since 1970: those of ``SOURCE_DATE_EPOCH`` where a run is to be repeated byte by byte."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not fixed:
        return int(time.time())
    if not fixed.isdigit():
        raise ReportError(f"SOURCE_DATE_EPOCH is {fixed!r}, no number of seconds since 1970")
    return int(fixed)
