"""``claimx readers``."""

from __future__ import annotations

import typer

from claimx.readers import known


def run() -> None:
    """Print name, description and example of each format."""
    for info in known():
        typer.echo(f"{info.name}: {info.what}")
        for line in info.example.splitlines():
            typer.echo(f"    {line}")
