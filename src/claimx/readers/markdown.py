"""Markdown digests: a heading or a list entry a paper, its abstract somewhere below, amid authors, links and counts.

Hugging Face's papers pages are of this kind too, however they were scraped: with the abstract as the words of a
link, in brackets with numbered links, or bare, and every paper once or twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from claimx.readers import front_matter
from claimx.readers.identity import ADDRESS, id_in
from claimx.readers.labels import ABSTRACT_LABEL
from claimx.readers.markdown_text import fold_labels, is_prose, links, unwrapped, words_of
from claimx.readers.plain import paragraphs
from claimx.readers.reader import Entry, Reader
from claimx.readers.record import make_paper
from claimx.readers.stream import Head, Stream

_HEADING = re.compile(r"(#{1,6})[^\S\n]+(\S.{0,2000})")
_ENTRY = re.compile(r"(?:[-*+]|\d{1,4}[.)])[^\S\n]{1,4}(\*{0,2}\[.{1,2000})")
_ENTRY_LEVEL: Final = 7
_NUMBER = re.compile(r"(?:\d{1,4}[.)]|\[\d{1,4}\](?!\())\s+")
_PART = re.compile(
    r"(?:abstract|summary|tl;?dr|authors?|links?|key (?:points|findings)|results?|methods?|摘要)\s*[:\uff1a]?", re.I
)
_REFERENCE = re.compile(r"^[^\S\n]*(?:\[(\d{1,6})\]:|(\d{1,6})\.)[^\S\n]+(https?://\S{1,1000})[^\S\n]*$", re.MULTILINE)
_NUMBERED = re.compile(r"\]\[(\d{1,6})\]")
_ANCHOR = re.compile(
    r"""^[^\S\n]{0,20}<a (?:id|name)=["'][^"'<>]{0,200}["']>[^\S\n]{0,20}(?:</a>)?[^\S\n]{0,20}$""", re.MULTILINE
)
_DATE = re.compile(
    r"(?:^[^\S\n]{0,9}|\bPublished on )((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} \d{1,2}, \d{4})\b",
    re.MULTILINE,
)
"""Where a line begins with a date, as pages of papers have below an abstract, or a date of publication."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading or list entry, and the number of the line below it."""

    level: int
    text: str
    line: int
    below: int


@dataclass(frozen=True, slots=True)
class _Found:
    """What an item may tell: a paper where it has an abstract, certainly where ``sure``."""

    title: str
    abstract: str
    url: str
    date: str
    sure: bool


def _headings(lines: list[str]) -> list[_Heading]:
    found = []
    for number, line in enumerate(lines):
        match = _HEADING.match(line) or _ENTRY.match(line)
        if match and _begins(match):
            is_heading = line.startswith("#")
            level, text = (len(match[1]), match[2]) if is_heading else (_ENTRY_LEVEL, match[1])
            more = lines[number + 1] if is_heading and number + 1 < len(lines) else ""
            is_continued = more.startswith("  ") and bool(more.strip())
            found.append(_Heading(level, f"{text} {more.strip()}" if is_continued else text, number, number + 1 + is_continued))
    return found


def _bodies(headings: list[_Heading], lines: list[str], level: int) -> Iterator[tuple[str, str]]:
    """Each heading of *level* with the text below it, up to the next one that is not deeper."""
    bounds = [heading for heading in headings if heading.level <= level]
    ends = [heading.line for heading in bounds[1:]] + [len(lines)]
    for heading, end in zip(bounds, ends, strict=True):
        if heading.level == level:
            yield heading.text, "\n".join(lines[heading.below : end])


def _begins(match: re.Match[str]) -> bool:
    """Whether a heading or list entry begins an item of its own, rather than naming a part of one."""
    if match.re is _ENTRY:
        return any(id_in(url) for _, url in links(match[1]))
    return not _PART.fullmatch(words_of(match[2]))


def _found(heading: str, body: str, references: dict[str, str]) -> _Found:
    abstract, labelled = _abstract(body)
    own = _address(heading, references)
    url = own or _address(body, references)
    date = _DATE.search(body)
    return _Found(
        _title(heading), abstract, url, date[1] if date else "", sure=bool(own) or (bool(abstract) and (labelled or bool(url)))
    )


def _title(heading: str) -> str:
    heading = _NUMBER.sub("", heading, count=1) if _NUMBER.match(heading) else heading
    named = [(words, url) for words, url in links(heading) if id_in(url)]
    return words_of(named[0][0] if named else heading.rstrip("# "))


def _address(text: str, references: dict[str, str]) -> str:
    """The first address in *text* that leads to a paper."""
    for match in ADDRESS.finditer(text):
        if id_in(match[0]):
            return match[0].rstrip(".,;")
    return next((url for match in _NUMBERED.finditer(text) if id_in(url := references.get(match[1], ""))), "")


def _abstract(body: str) -> tuple[str, bool]:
    """The abstract in the lines of an item, and whether a label names it so."""
    parts = paragraphs(_ANCHOR.sub("", fold_labels(_unparted(body))))
    if labelled := _labelled(parts):
        return labelled, True
    prose = [text for part in parts if is_prose(text := unwrapped(part))]
    return max(prose, key=len, default=""), False


def _unparted(body: str) -> str:
    """The lines of an item with its inner headings made labels."""
    return "\n".join(f"\n{match[2].strip('# :')}:\n" if (match := _HEADING.match(line)) else line for line in body.split("\n"))


def _labelled(parts: list[str]) -> str:
    """The text after a label, of the one that says abstract rather than summary where there are both."""
    found = dict[bool, str]()
    for number, part in enumerate(parts):
        match = ABSTRACT_LABEL.match(part)
        text = part[match.end() :] if match else ""
        if match and not text and number + 1 < len(parts):
            text = parts[number + 1]
        if match and text:
            found.setdefault("summary" in match[0].lower(), unwrapped(text))
    return found.get(False) or found.get(True, "")


def _digest(text: str) -> list[_Found]:
    """The papers of a digest: what stands at the level of headings at which most papers are found."""
    references = {match[1] or match[2]: match[3] for match in _REFERENCE.finditer(text)}
    lines = text.splitlines()
    headings = _headings(lines)
    best, most = list[_Found](), (0, 1)
    for level in sorted({heading.level for heading in headings}):
        found = [_found(heading, body, references) for heading, body in _bodies(headings, lines, level)]
        papers = [one for one in found if one.abstract or one.sure]
        count = sum(one.sure for one in papers), len(papers)
        if count > most:
            best, most = papers, count
    return best


def _sniff(head: Head) -> bool:
    return bool(_digest(front_matter.split(head.text)[1]))


def _papers(stream: Stream) -> Iterator[Entry]:
    for one in _digest(front_matter.split(stream.text())[1]):
        yield make_paper(one.title, one.abstract, source=stream.place, url=one.url, date=one.date)


READER: Final = Reader(
    name="markdown",
    what="Markdown digests with a heading or list entry a paper, scraped papers pages of Hugging Face among them",
    example="### [Tiny Nets](https://huggingface.co/papers/2501.00001)\n\n**Abstract**: We cut latency by 40%.",
    sniff=_sniff,
    papers=_papers,
)
