"""The nearest known name, for messages about a name that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``; did you mean 'alias'?`` with the nearest of the known names, empty where none is near.

    >>> did_you_mean("alises", ["aliases", "exact"])
    "; did you mean 'aliases'?"
    >>> did_you_mean("zebra", ["aliases", "exact"])
    ''
    """
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
