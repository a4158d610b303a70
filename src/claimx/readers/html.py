"""Saved web pages: the page of one paper by its citation tags, Hugging Face's daily page by its data, others as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from claimx.errors import ReadError
from claimx.readers.arxiv_page import page_paper
from claimx.readers.html_text import HTML_CHARACTERS, text_of_html
from claimx.readers.json_elements import Broken, parsed
from claimx.readers.json_records import value_entries
from claimx.readers.plain import pairs
from claimx.readers.reader import Entry, Reader
from claimx.readers.record import make_paper
from claimx.readers.stream import Head, Stream
from claimx.records import Paper

if TYPE_CHECKING:
    from lxml.etree import _Element

_START = re.compile(r"\A\s{0,100}(?:<!--.{0,2000}?-->\s{0,100})?<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_DATA: Final = ("DailyPapers", "TrendingPapers", "PaperPage", "PapersPage")
_NAMES: Final = {
    "citation_title": "title", "dc.title": "title", "og:title": "title",
    "citation_abstract": "abstract", "dc.description": "abstract", "dcterms.abstract": "abstract",
    "citation_arxiv_id": "id", "citation_doi": "doi",
    "citation_date": "date", "citation_publication_date": "date", "citation_online_date": "date",
    "citation_abstract_html_url": "url", "og:url": "url",
}  # fmt: skip


def _sniff(head: Head) -> bool:
    return bool(_START.match(head.text))


def _papers(stream: Stream) -> Iterator[Entry]:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    text = stream.text(HTML_CHARACTERS)
    try:
        page = document_fromstring(text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("not HTML that can be read", place=stream.place) from error
    data = [entry for value in _data(page) for entry in value_entries(value, stream=stream)]
    tags = _tags(page)
    if data:
        yield from data
    elif tags.get("title") and tags.get("abstract"):
        yield make_paper(
            tags["title"],
            tags["abstract"],
            source=stream.place,
            id=tags.get("id", tags.get("doi", "")),
            url=tags.get("url"),
            date=tags.get("date"),
        )
    else:
        yield from _from_text(text_of_html(text), source=stream.place)


def _data(page: _Element) -> Iterator[object]:
    """The values that a page of Hugging Face carries for its scripts."""
    for element in page.iter("div", "section"):
        if element.get("data-target") in _DATA:
            value = parsed(element.get("data-props") or "")
            if not isinstance(value, Broken):
                yield value


def _tags(page: _Element) -> dict[str, str]:
    """The facts in a page's citation tags, the first of each sort."""
    tags: dict[str, str] = {}
    for element in page.iter("meta"):
        name = _NAMES.get((element.get("name") or element.get("property") or "").lower())
        if name and (content := (element.get("content") or "").strip()):
            tags.setdefault(name, content)
    return tags


def _from_text(text: str, *, source: str) -> Iterator[Entry]:
    single = page_paper(text, source=source)
    if isinstance(single, Paper):
        yield single
    else:
        for title, abstract in pairs(text):
            yield make_paper(title, abstract, source=source)


READER: Final = Reader(
    name="html",
    what="saved web pages: arXiv, Hugging Face, proceedings, or any page of titles and abstracts",
    example='<html><head><meta name="citation_title" content="Tiny Nets">'
    '<meta name="citation_abstract" content="We cut latency by 40%."></head></html>',
    sniff=_sniff,
    papers=_papers,
)
