"""HTML made text that keeps its sentences whole: a block is a line, what stands within a line stays within it."""

from __future__ import annotations

import re
from typing import Final

HTML_CHARACTERS: Final = 32 * 1024 * 1024
"""The largest page that is made text."""

_TAG = re.compile(
    r"</?(?:a|b|blockquote|body|br|code|dd|details|div|dl|dt|em|h[1-6]|hr|html|i|img|li|ol|p|pre|q|s|section|small|span"
    r"|strong|sub|summary|sup|table|tbody|td|th|tr|tt|u|ul)(?:\s[^<>]{0,4000})?/?>",
    re.IGNORECASE,
)


def holds_html(text: str) -> bool:
    """Whether *text* is marked up, rather than text with a ``<`` in it."""
    return bool(_TAG.search(text))


def text_of_html(text: str) -> str:
    """The words of *text* where it is HTML, one line a block; *text* itself where it is none."""
    if not holds_html(text):
        return text
    from inscriptis import get_text
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.model.config import ParserConfig
    from lxml.etree import LxmlError

    try:
        words = get_text(text[:HTML_CHARACTERS], ParserConfig(css=CSS_PROFILES["strict"]))
    except (LxmlError, ValueError, RecursionError):
        words = _TAG.sub(" ", text)
    return "\n".join(line.strip() for line in words.splitlines()).strip()
