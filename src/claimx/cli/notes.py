"""What a person is told beside the data: on stderr, one line each."""

from __future__ import annotations

import sys


def note(line: str) -> None:
    """Say *line* on stderr."""
    print(line, file=sys.stderr, flush=True)
