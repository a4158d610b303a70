"""A report as one HTML page: tables to sort and filter, plots, and every number linked to its sentence."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import resources

from claimx.pages.plots import draw
from claimx.records import Claim
from claimx.render.cells import Stamp, line, safe_url, shown, text
from claimx.reports.sheets import Cell, Column, Evidence, Number, PaperLink, Report, Sheet
from claimx.reports.words import left_out_text

_DATES = ("date", "since", "until", "period")
_NO_WORD = re.compile(r"[^\w-]")


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell as the template shows it."""

    kind: str
    """``text``, ``number``, ``evidence`` or ``flags``; a class of the page."""
    name: str
    text: str = ""
    items: tuple[str, ...] = ()
    parts: tuple[str, str, str] = ("", "", "")
    link: str | None = None
    anchor: str | None = None
    sort: float | str | None = None
    polarity: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row with what it is filtered by."""

    cells: tuple[PageCell, ...]
    family: str
    whose: str


@dataclass(frozen=True, slots=True)
class PageSheet:
    """A section of the page."""

    title: str
    note: str
    link: str | None
    columns: tuple[Column, ...]
    rows: tuple[PageRow, ...]
    plots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Anchors:
    """Where the sentence of a claim stands; the first cell that shows it has the anchor."""

    taken: set[str]

    def take(self, claim: Claim) -> str | None:
        anchor = anchor_of(claim)
        if anchor in self.taken:
            return None
        self.taken.add(anchor)
        return anchor


def anchor_of(claim: Claim) -> str:
    """The name of the place on a page where a claim's sentence stands."""
    return "c-" + _NO_WORD.sub("_", claim.claim_id)


def page(report: Report, stamp: Stamp, *, on_note: Callable[[str], None] = lambda note: None) -> str:
    """The page; *on_note* is told where plots had to be left out because the extra ``plots`` is not installed."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    anchors = _Anchors(set())
    drawn = draw([plot for sheet in report.sheets for plot in sheet.plots], anchor_of=anchor_of, on_note=on_note)
    sheets = [_sheet(sheet, anchors, drawn) for sheet in _laid_out(report)]
    evidence = [_evidence(claim, anchors) for claim in report.claims() if anchor_of(claim) not in anchors.taken]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    script, style = _asset("page.js"), _asset("page.css")
    return environment.from_string(_asset("page.html")).render(
        report=report,
        sheets=sheets,
        evidence=evidence,
        is_one_table=report.sort == "digest",
        families=_values(row.family for sheet in sheets for row in sheet.rows),
        owners=_values(row.whose for sheet in sheets for row in sheet.rows),
        left_out=left_out_text(report.left_out),
        stamp=stamp,
        style=Markup(style),
        script=Markup(script),
        svg=Markup,
        hashes=(_hash(style), _hash(script)),
    )


def _asset(name: str) -> str:
    return resources.files("claimx.pages").joinpath(f"assets/{name}").read_text(encoding="utf-8")


def _hash(source: str) -> str:
    """What the page's own policy knows its script and style by; no other runs."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _laid_out(report: Report) -> Iterable[tuple[Sheet, tuple[tuple[int, Column], ...]]]:
    """The sheets with their columns; the papers of a digest are one table, so their columns are the same, paper first."""
    if report.sort != "digest":
        return [(sheet, tuple(shown(sheet))) for sheet in report.sheets]
    if not report.sheets:
        return []
    columns = report.sheets[0].columns
    every = Sheet("", columns, tuple(row for sheet in report.sheets for row in sheet.rows))
    common = ((0, columns[0]), *shown(every))
    return [(sheet, common) for sheet in report.sheets]


def _sheet(laid: tuple[Sheet, tuple[tuple[int, Column], ...]], anchors: _Anchors, drawn: dict[int, str]) -> PageSheet:
    sheet, columns = laid
    rows = tuple(PageRow(tuple(_cell(column, row[at], anchors) for at, column in columns), *_facets(row)) for row in sheet.rows)
    plots = tuple(drawn[id(plot)] for plot in sheet.plots if id(plot) in drawn)
    return PageSheet(text(sheet.title), sheet.note, safe_url(sheet.url), tuple(c for _, c in columns), rows, plots)


def _facets(row: tuple[Cell, ...]) -> tuple[str, str]:
    claim = next((cell.claim for cell in row if isinstance(cell, Number | Evidence)), None)
    return (claim.family, claim.attribution) if claim else ("", "")


def _values(names: Iterable[str]) -> list[str]:
    return sorted({name for name in names if name})


def _cell(column: Column, cell: Cell, anchors: _Anchors) -> PageCell:
    name = column.heading
    match cell:
        case Number():
            link, polarity = "#" + anchor_of(cell.claim), cell.claim.polarity
            return PageCell("number", name, text=text(cell), link=link, sort=cell.value, polarity=polarity)
        case Evidence():
            return PageCell("evidence", name, parts=line(cell.parts), anchor=anchors.take(cell.claim))
        case PaperLink():
            return PageCell(column.key, name, text=text(cell), link=safe_url(cell.claim.url))
        case tuple() if column.key == "flags":
            return PageCell("flags", name, items=tuple(text(item) for item in cell))
        case int() | float():
            return PageCell("figure", name, text=text(cell), sort=cell)
        case _:
            return PageCell("date" if column.key in _DATES else "text", name, text=text(cell))


def _evidence(claim: Claim, anchors: _Anchors) -> PageRow:
    cells = (
        PageCell("text", "paper", text=text(PaperLink(claim)), link=safe_url(claim.url)),
        PageCell("evidence", "sentence", parts=line(Evidence(claim).parts), anchor=anchors.take(claim)),
    )
    return PageRow(cells, claim.family, claim.attribution)
