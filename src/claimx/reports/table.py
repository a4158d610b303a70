"""The claims table of a digest: by paper, claims in order, each with its sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from claimx.records import Claim, Paper
from claimx.reports.files import cell, clean

COLUMNS = ("paper", "subject", "metric", "value", "against", "on", "device", "sentence")
_BOUNDS = {"exact": "", "up_to": "up to ", "less_than": "< ", "more_than": "> ", "about": "~ ", "average": "avg. "}
_SIGNS = {"increase": "↑", "decrease": "↓", "none": ""}
_SYMBOLS = {"%": "%", "x": "×", "point": " points", "USD": " USD", "": ""}
_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\|`*_[]<>#"} | {"\n": " ", "\r": " "})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; the sentence in three parts, so that the number can be marked."""

    claim: Claim
    cells: tuple[str, ...]
    before: str
    number: str
    after: str


def value_text(claim: Claim) -> str:
    """The value as a person writes it: "up to 2.5×", "61.2 → 67.1%", "16.3 million parameters".

    >>> from claimx import Claim
    >>> value_text(Claim(claim_id="", paper_id="", start=0, end=4, quote="2.5x", sentence="", sentence_start=0,
    ...     family="speed", kind="ratio", value=2.5, unit="x", bound="up_to", metric="speed", effect="increase"))
    '↑ up to 2.5×'
    """
    numbers = [_number(claim.value)]
    if claim.value2 is not None:
        pair = [_number(claim.value2), numbers[0]] if claim.kind == "transition" else [numbers[0], _number(claim.value2)]
        numbers = [(" → " if claim.kind == "transition" else "–").join(pair)]
    unit = _SYMBOLS.get(claim.unit, " " + claim.unit)
    sign = _SIGNS[claim.effect]
    return f"{sign + ' ' if sign else ''}{_BOUNDS[claim.bound]}{numbers[0]}{unit}".strip()


def _number(value: float) -> str:
    for size, name in ((1e12, "T"), (1e9, "B"), (1e6, "M")):
        if abs(value) >= size:
            return f"{value / size:.4g}{name}"
    if value == int(value) and abs(value) >= 1000:
        return f"{int(value):,}"
    return f"{value:.6g}"


def row(claim: Claim) -> Row:
    """A claim as a line of the table."""
    at = claim.start - claim.sentence_start
    before, number, after = (
        claim.sentence[:at],
        claim.sentence[at : at + len(claim.quote)],
        claim.sentence[at + len(claim.quote) :],
    )
    cells = (
        claim.subject or "",
        claim.metric.removeprefix("other:").replace("_", " "),
        value_text(claim),
        ", ".join(claim.baseline),
        ", ".join(claim.dataset),
        claim.hardware or "",
    )
    return Row(claim, tuple(clean(c) for c in cells), *(clean(" ".join(p.split(" "))) for p in (before, number, after)))


def render(papers: Iterable[tuple[Paper, list[Claim]]], kind: str, *, width: int = 100, fingerprint: str = "") -> str:
    """The table as ``terminal``, ``md``, ``csv``, ``tsv`` or ``html``; papers without a claim are left out."""
    groups = [(paper, [row(c) for c in claims]) for paper, claims in papers if claims]
    if kind == "terminal":
        return _terminal(groups, width)
    if kind == "md":
        return _markdown(groups)
    if kind == "html":
        return _html(groups, fingerprint)
    return _separated(groups, "," if kind == "csv" else "\t")


Groups = list[tuple[Paper, list[Row]]]


def _terminal(groups: Groups, width: int) -> str:
    lines: list[str] = []
    for paper, rows in groups:
        lines += ["", _cut(clean(paper.title or paper.id), width)]
        for r in rows:
            subject, metric, value, against, on, device = r.cells
            links = "; ".join(f"{word} {text}" for word, text in (("vs", against), ("on", on), ("device", device)) if text)
            lines.append(_cut(f"  {metric:<22} {value:<22} {subject}{'; ' + links if links else ''}", width))
            lines.append(_cut(f"      {_around(r, width - 8)}", width))
    return "\n".join(lines).lstrip("\n") + "\n" if lines else "no claims\n"


def _around(r: Row, room: int) -> str:
    """As much of the sentence as fits, the number inside «»."""
    marked = f"«{r.number}»"
    side = max(10, (room - len(marked)) // 2)
    before = r.before if len(r.before) <= side else "…" + r.before[-side + 1 :]
    after = r.after if len(r.after) <= side else r.after[: side - 1] + "…"
    return " ".join((before + marked + after).split())


def _cut(line: str, width: int) -> str:
    line = line.rstrip()
    return line if len(line) <= width else line[: width - 1] + "…"


def _markdown(groups: Groups) -> str:
    lines = ["# Claims", ""]
    for paper, rows in groups:
        lines += [f"## {_escaped(clean(paper.title or paper.id))}", ""]
        lines += ["| " + " | ".join(COLUMNS[1:]) + " |", "|" + "---|" * (len(COLUMNS) - 1)]
        for r in rows:
            sentence = f"{_escaped(r.before)}**{_escaped(r.number)}**{_escaped(r.after)}"
            lines.append("| " + " | ".join([*map(_escaped, r.cells), sentence]) + " |")
        lines.append("")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.translate(_MARKDOWN)


def _separated(groups: Groups, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    for paper, rows in groups:
        for r in rows:
            writer.writerow([cell(v) for v in (paper.title or paper.id, *r.cells, r.before + r.number + r.after)])
    return out.getvalue()


def _html(groups: Groups, fingerprint: str) -> str:
    from jinja2 import Environment, StrictUndefined

    source = resources.files("claimx.reports").joinpath("templates/table.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    claims = sum(len(rows) for _, rows in groups)
    return (
        environment.from_string(source).render(groups=groups, columns=COLUMNS[1:], claims=claims, fingerprint=fingerprint) + "\n"
    )
