"""The XML files of the ACL Anthology: one file a volume, inline markup and formulas within titles and abstracts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from claimx.readers.reader import Entry, Reader
from claimx.readers.record import make_paper
from claimx.readers.stream import Head, Stream
from claimx.readers.xml_records import elements, inner_text, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(r"<(?:collection|volume)\s[^<>]{0,200}\bid=")


def _sniff(head: Head) -> bool:
    return head.start.startswith("<") and bool(_ROOT.search(head.start[:4096])) and "<paper " in head.text


def _papers(stream: Stream) -> Iterator[Entry]:
    published = ""
    for element in elements(stream, ("paper", "year")):
        if local_name(element) == "year":
            published = inner_text(element)
        else:
            yield _paper(element, source=stream.place, date=published)


def _paper(element: _Element, *, source: str, date: str) -> Entry:
    fields = {local_name(child): inner_text(child).strip() for child in element}
    key = fields.get("url", "") if not fields.get("url", "").startswith("http") else ""
    return make_paper(
        fields.get("title", ""),
        fields.get("abstract", ""),
        source=source,
        id=key or fields.get("doi", ""),
        url=f"https://aclanthology.org/{key}/" if key else fields.get("url", ""),
        date=date,
    )


READER: Final = Reader(
    name="anthology",
    what="ACL Anthology XML: the papers of a volume",
    example='<collection id="2025.tiny"><volume id="1"><paper id="1"><title>Tiny Nets</title>'
    "<abstract>We cut latency by 40%.</abstract><url>2025.tiny-1.1</url></paper></volume></collection>",
    sniff=_sniff,
    papers=_papers,
)
