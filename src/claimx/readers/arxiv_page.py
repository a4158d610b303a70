"""The text of an arXiv abstract page, copied or flattened: ``Title:``, ``Authors:`` and ``Abstract:`` amid page chrome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from claimx.readers.reader import Entry, Reader, Skipped
from claimx.readers.record import make_paper
from claimx.readers.stream import Head, Stream

_ID = re.compile(r"arXiv:\s?(\d{4}\.\d{4,5}|[a-z-]{2,16}(?:\.[A-Z]{2})?/\d{7})")
_TITLE = re.compile(r"\bTitle:\s*")
_AUTHORS = re.compile(r"\bAuthors?:")
_ABSTRACT = re.compile(r"\bAbstract:\s*")
_END = re.compile(r"\b(?:Comments:|Subjects:|Cite as:|Journal reference:|(?:ACM|MSC) classes:|Submission history\b|View PDF\b)")
_SUBMITTED = re.compile(r"\[Submitted on ([^\]()]{6,40})")


def _places(text: str) -> tuple[re.Match[str], re.Match[str], re.Match[str]] | None:
    """Where the title begins, where it ends and where the abstract begins, each after the one before."""
    title = _TITLE.search(text)
    authors = _AUTHORS.search(text, title.end()) if title else None
    abstract = _ABSTRACT.search(text, authors.end()) if authors else None
    return (title, authors, abstract) if title and authors and abstract else None


def _sniff(head: Head) -> bool:
    return bool(_ID.search(head.text)) and "Submitted on" in head.text and _places(head.text) is not None


def _papers(stream: Stream) -> Iterator[Entry]:
    yield page_paper(stream.text(), source=stream.place)


def page_paper(text: str, *, source: str) -> Entry:
    """The paper of the text of an abstract page."""
    places = _places(text)
    if places is None:
        return Skipped(source, "", "no title, authors and abstract one after the other, as on an arXiv page")
    title, authors, abstract = places
    end = _END.search(text, abstract.end())
    id, submitted = _ID.search(text), _SUBMITTED.search(text)
    return make_paper(
        text[title.end() : authors.start()],
        text[abstract.end() : end.start() if end else len(text)].rstrip(),
        source=source,
        id=id[1] if id else "",
        date=submitted[1] if submitted else None,
    )


READER: Final = Reader(
    name="arxiv-page",
    what="the text of an arXiv abstract page",
    example="arXiv:2501.00001 (cs) [Submitted on 1 Jan 2025] Title:Tiny Nets Authors:A. Writer Abstract:We cut latency by 40%.",
    sniff=_sniff,
    papers=_papers,
)
