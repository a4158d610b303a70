"""What a person is told beside the data: on stderr, one line each."""

from __future__ import annotations

import sys


def note(line: str) -> None:
    """Say *line* on stderr; what it quotes of an input acts on no terminal."""
    from claimx.reports.files import clean

    print(" ".join(clean(line).split()), file=sys.stderr, flush=True)
