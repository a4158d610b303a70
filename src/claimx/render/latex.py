"""Reports as LaTeX tables with booktabs; the sentence behind each row stands above it as a comment."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from claimx.render.cells import Stamp, shown, text
from claimx.reports.sheets import Cell, Evidence, Number, Report, Sheet

_SPECIAL = str.maketrans(
    {c: "\\" + c for c in "&%$#_{}"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "<": "\\textless{}"}
    | {">": "\\textgreater{}", "↑": "$\\uparrow$", "↓": "$\\downarrow$", "→": "$\\to$", "×": "$\\times$", "–": "--"}
    | {"µ": "$\\mu$", "μ": "$\\mu$", "…": "\\dots{}"}
)


def latex(report: Report, stamp: Stamp) -> str:
    """A ``table`` for each sheet, for a document that loads booktabs."""
    lines = [f"% {text(report.title)}; made by claimx, {stamp}; needs \\usepackage{{booktabs}}"]
    for sheet in report.sheets:
        lines += _sheet(sheet)
    return "\n".join(lines) + "\n"


def _sheet(sheet: Sheet) -> list[str]:
    columns = [(at, column) for at, column in shown(sheet) if column.key not in ("sentence", "flags")]
    kinds = "".join("r" if all(isinstance(row[at], Number | int | float) for row in sheet.rows) else "l" for at, _ in columns)
    body: list[str] = []
    for row in sheet.rows:
        body += [f"% {text(cell)} -- {text(Evidence(cell.claim))}" for cell in row if isinstance(cell, Number)]
        body.append("  " + " & ".join(_escaped(row[at]) for at, _ in columns) + " \\\\")
    note = f" ({sheet.note})" if sheet.note else ""
    return [
        "\\begin{table}",
        f"\\caption{{{_escaped(sheet.title + note)}}}",
        "\\centering",
        f"\\begin{{tabular}}{{@{{}}{kinds}@{{}}}}",
        "\\toprule",
        "  " + " & ".join(_escaped(column.heading) for _, column in columns) + " \\\\",
        "\\midrule",
        *body,
        "\\bottomrule",
        "\\end{tabular}",
        "\\end{table}",
    ]


def _escaped(cell: Cell) -> str:
    return _encoder()(text(cell).translate(_SPECIAL))


@cache
def _encoder() -> Callable[[str], str]:
    """Writes letters and signs outside ASCII as commands; those of other scripts stay, which needs XeLaTeX or LuaLaTeX."""
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    encoder = UnicodeToLatexEncoder(
        non_ascii_only=True,
        replacement_latex_protection="braces",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
    encode: Callable[[str], str] = encoder.unicode_to_latex
    return encode
