"""Reports as Markdown."""

from __future__ import annotations

from claimx.render.cells import Stamp, line, safe_url, shown, text, unseen
from claimx.reports.sheets import Cell, Column, Evidence, Number, PaperLink, Report, Sheet
from claimx.reports.words import left_out_text

_SPECIAL = str.maketrans({c: "\\" + c for c in "\\|`*_[]<>#~$"} | {"&": "&amp;"})


def markdown(report: Report, stamp: Stamp) -> str:
    """A heading and a table for each sheet, the number bold in its sentence; nothing of a paper is taken for markup."""
    lines = [f"# {_escaped(report.title)}", ""]
    lines += [part for note in (report.note, left_out_text(report.left_out)) if note for part in (_escaped(note) + ".", "")]
    for sheet in report.sheets:
        lines += _sheet(sheet)
    lines.append(f"_Made by claimx: {stamp}._")
    return "\n".join(lines) + "\n"


def _sheet(sheet: Sheet) -> list[str]:
    columns = shown(sheet)
    heading = _linked(text(sheet.title), sheet.url)
    lines = [f"## {heading}", ""]
    if sheet.note:
        lines += [_escaped(sheet.note) + ".", ""]
    lines.append("| " + " | ".join(_escaped(column.heading) for _, column in columns) + " |")
    lines.append("|" + "".join("--:|" if _is_number(sheet, at) else "---|" for at, _ in columns))
    lines += ["| " + " | ".join(_cell(row[at]) for at, _ in columns) + " |" for row in sheet.rows]
    evidence = [_evidence(sheet.columns, row) for row in sheet.rows]
    lines += ["", *(item for items in evidence for item in items)] if any(evidence) else []
    return [*lines, ""]


def _evidence(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> list[str]:
    return [
        f"- {_escaped(columns[at].heading)}, {_escaped(text(number))}: {_sentence(Evidence(number.claim))} "
        f"({_linked(PaperLink(number.claim).title, number.claim.url)})"
        for at, number in unseen(row)
    ]


def _is_number(sheet: Sheet, at: int) -> bool:
    return all(isinstance(row[at], Number | int | float | None) for row in sheet.rows)


def _cell(cell: Cell) -> str:
    if isinstance(cell, Evidence):
        return _sentence(cell)
    if isinstance(cell, PaperLink):
        return _linked(text(cell), cell.claim.url)
    return _escaped(text(cell))


def _sentence(evidence: Evidence) -> str:
    before, number, after = line(evidence.parts)
    return f"{_escaped(before)}**{_escaped(number)}**{_escaped(after)}"


def _linked(title: str, url: str | None) -> str:
    address = safe_url(url)
    return f"[{_escaped(text(title))}]({address})" if address else _escaped(text(title))


def _escaped(plain: str) -> str:
    return plain.translate(_SPECIAL)
