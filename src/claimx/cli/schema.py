"""``claimx schema``."""

from __future__ import annotations

import typer

from claimx.reports.files import schema_text


def run() -> None:
    """Print the JSON schema of `claimx.Claim`."""
    typer.echo(schema_text(), nl=False)
