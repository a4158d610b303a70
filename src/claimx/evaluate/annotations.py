"""Annotated claims and the claims of earlier runs, read from JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimx.errors import ReadError
from claimx.evaluate.agreement import Record

_NEEDED = ("quote", "family", "kind", "value", "unit", "metric")


def read_annotations(path: Path, texts: Mapping[str, str]) -> dict[str, list[Record]]:
    """Annotated claims by paper, each quote located in its abstract.

    *path* holds ``{"id", "claims": [...]}`` a line; ``quote`` and ``occurrence`` locate a number. Raises `ReadError` where
    a line is no such record, names a paper that is not among *texts*, or a quote that is not in its abstract.
    """
    gold: dict[str, list[Record]] = {}
    for place, record in _lines(path):
        try:
            paper, claims = record["id"], record["claims"]
            text = texts[paper]
        except KeyError as error:
            if error.args[0] in ("id", "claims"):
                raise ReadError(f"no {error.args[0]!r} in it; a line is {{'id': ..., 'claims': [...]}}", place=place) from error
            raise ReadError(f"the paper {record['id']!r} is not among the abstracts", place=place) from error
        gold.setdefault(paper, []).extend(_located(claim, text, place) for claim in claims)
    return gold


def read_claims(path: Path) -> list[Record]:
    """The claims of an earlier run, as ``claimx extract`` writes them; `ReadError` where a line is no claim."""
    claims: list[Record] = []
    for place, record in _lines(path):
        missing = [name for name in ("paper_id", "start", "end", "metric") if name not in record]
        if missing:
            raise ReadError(f"is no claim: no {missing[0]!r} in it", place=place)
        claims.append(record)
    return claims


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot be read ({getattr(error, 'strerror', None) or error})", place=str(path)) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            place = f"{path}, line {number}"
            try:
                record = json.loads(line)
            except ValueError as error:
                raise ReadError(f"is no JSON ({error})", place=place) from error
            if not isinstance(record, dict):
                raise ReadError("is no JSON object", place=place)
            yield place, record


def _located(claim: dict[str, Any], text: str, place: str) -> Record:
    missing = [name for name in _NEEDED if name not in claim]
    if missing:
        raise ReadError(f"an annotated claim has no {missing[0]!r}", place=place)
    start = _locate(text, claim["quote"], claim.get("occurrence", 1))
    if start < 0:
        raise ReadError(f"the quote {claim['quote']!r} is not in the abstract", place=place)
    return {**claim, "start": start, "end": start + len(claim["quote"])}


def _locate(text: str, quote: str, occurrence: int) -> int:
    at = -1
    for _ in range(occurrence):
        at = text.find(quote, at + 1)
        if at < 0:
            break
    return at
