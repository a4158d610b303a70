"""HTML tags and Markdown: the marks go, the text stays."""

from __future__ import annotations

import re

from claimx.text.aligned import Edit
from claimx.text.passes import becomes, unwrapped

_INLINE = (
    "b|i|u|em|strong|small|big|tt|code|kbd|samp|var|cite|q|mark|span|font|a|abbr|url|italic|bold|sc|monospace|fixed-case"
    "|tex-math|inline-formula|math|m(?:i|n|o|s|row|text|style|frac|sqrt|over|under|space|table|tr|td|fenced|padded)"
)
_BLOCK = "p|br|hr|div|li|ul|ol|h[1-6]|table|tr|td|th|section|blockquote|pre|title|sec|list|list-item|img"
_ATTRIBUTES = r"""(?:\s{1,9}[\w:.-]{1,40}=(?:"[^"<>]{0,400}"|'[^'<>]{0,400}'|[^\s<>"']{1,400})){0,12}+"""
_TAG = re.compile(
    rf"<(?P<closing>/?)(?:[a-z]{{2,8}}:)?"
    rf"(?:(?P<raised>m?sup)|(?P<lowered>m?sub|inf)|(?P<block>{_BLOCK})|{_INLINE}){_ATTRIBUTES}\s{{0,9}}/?>"
)


def tags(text: str) -> list[Edit]:
    """HTML, JATS and MathML tags; anything else in angle brackets is text."""
    return [Edit(m.start(), m.end(), _tag(m)) for m in _TAG.finditer(text)]


def _tag(m: re.Match[str]) -> str:
    if m["block"]:
        return " "
    if m["closing"]:
        return ""
    return "^" if m["raised"] else "_" if m["lowered"] else ""


links = unwrapped(r"!?\[([^\[\]]{1,300})\]\((?:https?:|mailto:|#|\.?/|www\.)[^()\s]{0,400}(?:\s\"[^\"]{0,100}\")?\)")
"""``[text](address)`` becomes its text."""

bold = unwrapped(
    r"\*\*(?<!\d\*\*)(?=[^\s*])([^*]{1,400})(?<=[^\s*])\*\*|__(?<![\w_]__)(?=[^\s_])([^_]{1,400})(?<=[^\s_])__(?![\w_])"
)
italic = unwrapped(
    r"\*(?<![\w*\\^)]\*)(?=[^\s*])([^*]{1,400})(?<=[^\s*])\*(?![\w*])|_(?<![\w_/\\]_)(?=[^\s_])([^_]{1,200})(?<=[^\s_])_(?![\w_])"
)
headings = becomes(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+|^[ \t]{0,3}>[ \t]+(?=\w)", "")
"""``## Results`` loses its marks, and so does a quoted line."""

quotes = becomes(r"``|''", '"')
code = becomes(r"`", "'")
