"""Text as people paste it: one abstract, or the dump of a page where titles and abstracts take turns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimx.readers.reader import Entry, Reader
from claimx.readers.record import make_paper
from claimx.readers.stream import Head, Stream

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_TITLE_LENGTH = 300
_ABSTRACT_LENGTH = 200
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f]")
_CONTROLS_OF_BINARY = 20
"""One control character in so many, NUL among them, is no text; any bytes have one in ten, a damaged text a few."""
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*$")


def paragraphs(text: str) -> list[str]:
    """The stretches of *text* between blank lines."""
    return [part.strip() for part in _BLANK.split(text.replace("\r\n", "\n")) if part.strip()]


def _is_abstract(paragraph: str) -> bool:
    return len(paragraph) >= _ABSTRACT_LENGTH or (len(paragraph) >= 80 and bool(_SENTENCE_END.search(paragraph)))


def _is_title(paragraph: str) -> bool:
    return len(paragraph) <= _TITLE_LENGTH and "\n" not in paragraph


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each title with the abstract below it; what stands before, between and after (page chrome) is left out."""
    title = ""
    for paragraph in paragraphs(text):
        if title and _is_abstract(paragraph):
            yield title, paragraph
            title = ""
        else:
            title = paragraph if _is_title(paragraph) else ""


def _sniff_page(head: Head) -> bool:
    return len(list(pairs(head.text))) >= 2


def _page(stream: Stream) -> Iterator[Entry]:
    for title, abstract in pairs(stream.text()):
        yield make_paper(title, abstract, source=stream.place)


def _sniff_text(head: Head) -> bool:
    return bool(head.start) and (
        "\0" not in head.text or _CONTROLS_OF_BINARY * len(_CONTROL.findall(head.text)) <= len(head.text)
    )


def _text(stream: Stream) -> Iterator[Entry]:
    yield make_paper("", stream.text(), source=stream.place)


PAGE = Reader(
    name="page",
    what="the text of a papers page: a title, a blank line, its abstract, a blank line, and so on",
    example="Tiny Nets\n\nWe cut latency by 40% on phones, from 10 ms to 6 ms, at the accuracy of the large model.",
    sniff=_sniff_page,
    papers=_page,
)
TEXT = Reader(
    name="text",
    what="plain text: one abstract",
    example="We cut latency by 40%.",
    sniff=_sniff_text,
    papers=_text,
)
