"""Words to calls, results to words. Each command parses, calls one public verb and prints.

Data goes to stdout, progress and notes to stderr; exit code 1 for failed work, 2 for wrong usage, never a traceback.
"""

from __future__ import annotations

import gc
import os
import sys

_YOUNG = 50_000
"""Objects made before the first search for garbage: what a command makes while it starts is nearly all kept."""


def main() -> None:
    """The ``claimx`` command."""
    gc.set_threshold(_YOUNG)

    from claimx.cli.app import app
    from claimx.errors import ClaimxError

    try:
        app(prog_name="claimx")
    except ClaimxError as error:
        _report(str(error))
        raise SystemExit(1) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except OSError as error:
        _report(f"{error.strerror or error}: {error.filename or 'output'}")
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _report(message: str) -> None:
    """Say what went wrong; what the message quotes of an input acts on no terminal."""
    from claimx.reports.files import clean

    print(f"error: {clean(message)}", file=sys.stderr)
