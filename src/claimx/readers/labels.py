"""Labels before a text: ``Abstract:``, ``**Summary**:``, ``TL;DR``."""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = r"(?:\*\*|__|\*|_)?"
_ANNOUNCED: Final = r"(?:arXiv:\S{1,40}[^\S\n]+Announce Type:[^\S\n]*[\w-]{1,20}[^\S\n]+)"
ABSTRACT_LABEL = re.compile(
    rf"^[^\S\n]*{_ANNOUNCED}?{_MARK}(?:abstract|summary|摘要)[^\S\n]?{_MARK}[^\S\n]?[:\uff1a]{_MARK}\s*",
    re.IGNORECASE | re.MULTILINE,
)
"""What stands on a line before an abstract: its label with the emphasis around it, and arXiv's announcement."""
_AHEAD: Final = 4_000


def after_label(text: str) -> str:
    """What stands after the first label of an abstract; all of *text* where there is none near its beginning.

    >>> after_label("arXiv:2501.00001v1 Announce Type: new \\nAbstract: We cut latency.")
    'We cut latency.'
    """
    match = ABSTRACT_LABEL.search(text, 0, _AHEAD)
    return text[match.end() :] if match else text
