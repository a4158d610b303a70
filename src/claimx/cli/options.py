"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimx.cli.notes import hush

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files of any known format; - for standard input.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here; the ending names the format.")]
Rules = Annotated[list[Path], typer.Option("--rules", metavar="DIR", help="Add the rules of this folder; may be repeated.")]
ReaderName = Annotated[str | None, typer.Option("--reader", metavar="NAME", help="Read as this format (see: claimx readers).")]
MinConfidence = Annotated[float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out claims below this.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to extract with.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", callback=hush, help="No notes and no progress on stderr.")]
Database = Annotated[Path, typer.Option("--db", metavar="FILE", help="The store: a DuckDB file.")]
Format = Annotated[str | None, typer.Option("--format", metavar="NAME", help="Format where no file ending tells it.")]
Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="[INPUT]...", help="Digests of any known format, files of claims, or stores; - for standard input."),
]
MaybeDatabase = Annotated[Path | None, typer.Option("--db", metavar="FILE", help="Take the claims of this store.")]
