"""Reports as text and files: terminal, Markdown, LaTeX, CSV, TSV, JSON, JSON Lines, Parquet; pages are made next door.

Everything written is inert: no control character reaches a terminal, no cell is a formula, no markup is taken over.
"""

from __future__ import annotations

from claimx.render.cells import Stamp
from claimx.render.latex import latex
from claimx.render.markdown import markdown
from claimx.render.parquet import write_parquet
from claimx.render.separated import separated
from claimx.render.structured import json_lines, json_text
from claimx.render.terminal import terminal

__all__ = ["Stamp", "json_lines", "json_text", "latex", "markdown", "separated", "terminal", "write_parquet"]
