"""What Markdown puts around words: links, emphasis, escapes, folded parts; and which paragraphs are prose."""

from __future__ import annotations

import re
from typing import Final

PROSE_CHARACTERS: Final = 60
"""The shortest paragraph that can be an abstract."""

_LINK = re.compile(r"!?\[([^\[\]]{0,2000})\](?:\(([^()\s]{0,1000})(?:\s[^()]{0,300})?\)|\[\d{1,6}\])")
_LINK_END = re.compile(r"\](?:\([^()\s]{0,1000}\)|\[\d{1,6}\])$")
_HARD_BREAK = re.compile(r"\\{1,2}\n")
_ESCAPED_SPACE = re.compile(r"\\+(?=\s|$)")
_LINK_LENGTH: Final = 1_200
_EMPHASIS: Final = "*_ \t"
_FOLD = re.compile(r"</?(?:details|summary|p|div)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_FOLD_TITLE = re.compile(r"<summary>([^<>]{0,200})</summary>", re.IGNORECASE)
_BREAK = re.compile(r"[^\S\n]{0,4}<br\s?/?>[^\S\n]{0,4}", re.IGNORECASE)
_CHROME_LINE = re.compile(
    r"^[^\S\n]*(?:[-*+][^\S\n]+\d{1,5} authors?\b|\[(?:LINK: ?)?GitHub |!?\[[^\[\]\n]{0,40}\]\([^()\n]{0,500}\)[^\S\n]*$)",
    re.MULTILINE,
)
_NO_PROSE = re.compile(r"[-*+>|#<\]]|!\[|\d{1,3}[.)]\s|```|\[[^\[\]]{0,200}\](?:\(|\[|$)")
_SENTENCE = re.compile(r"(?<!\b[A-Z])[.!?…][\"'”’)\]*_]{0,4}(?:\s|$)|[\u3002\uff01\uff1f]")


def links(text: str) -> list[tuple[str, str]]:
    """The words and the address of each link."""
    return [(match[1], match[2] or "") for match in _LINK.finditer(text)]


def words_of(text: str) -> str:
    """A line without links, emphasis around it and escaped spaces: what a reader of the page sees."""
    seen = _LINK.sub(r"\1", text)
    return " ".join(_ESCAPED_SPACE.sub(" ", seen).strip(_EMPHASIS).split())


def unwrapped(paragraph: str) -> str:
    """A paragraph without the link that is all around it, the escapes at its line ends, and what follows its text."""
    text = paragraph.strip()
    end = _LINK_END.search(text, max(0, len(text) - _LINK_LENGTH))
    if text.startswith("[") and end and "](" not in (words := text[1 : end.start()]):
        text = _HARD_BREAK.sub("\n", words)
    chrome = _CHROME_LINE.search(text)
    return (text[: chrome.start()] if chrome and chrome.start() else text).strip()


def unfolded(text: str) -> str:
    """Text without the tags that fold it away: ``<details>``, ``<summary>`` with the words on it, ``<p>``."""
    return _BREAK.sub("\n", _FOLD.sub("", _FOLD_TITLE.sub("", text))).strip()


def fold_labels(text: str) -> str:
    """Text in which the words on a fold are a label before what is folded: ``Abstract:``."""
    return _FOLD.sub("", _FOLD_TITLE.sub(r"\n\n\1:\n", text))


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph reads as a text: long enough, in sentences, no list, table, quotation or row of links."""
    return (
        len(paragraph) >= PROSE_CHARACTERS
        and not _NO_PROSE.match(paragraph)
        and bool(_SENTENCE.search(paragraph))
        and not paragraph.startswith(("http://", "https://"))
    )
