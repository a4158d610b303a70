"""What a person is told beside the data: on stderr, one line each."""

from __future__ import annotations

import sys
from contextvars import ContextVar

_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


def hush(quiet: bool) -> bool:
    """Whether notes and progress are left out from now on; warnings stay."""
    _quiet.set(quiet)
    return quiet


def note(line: str) -> None:
    """Something worth knowing."""
    if not _quiet.get():
        warn(line)


def warn(line: str) -> None:
    """Something that went wrong while the rest went on; what it quotes of an input acts on no terminal."""
    from claimx.reports.files import clean

    print(" ".join(clean(line).split()), file=sys.stderr, flush=True)


def shows_progress() -> bool:
    """Whether a line may be rewritten in place: on a terminal, where nobody asked for quiet."""
    return sys.stderr.isatty() and not _quiet.get()
