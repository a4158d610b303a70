"""RSS and Atom feeds: arXiv's feeds and its API, feeds made of Hugging Face's daily papers, and others."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Final

from claimx.readers.html_text import text_of_html
from claimx.readers.labels import after_label
from claimx.readers.reader import Entry, Reader, Skipped, parsing
from claimx.readers.record import make_paper
from claimx.readers.stream import Head, Stream

FEED_BYTES: Final = 64 * 1024 * 1024
"""The largest feed that is read."""

_REFUSAL: Final = "arxiv.org/api/errors"
"""What marks the entry by which arXiv's API says that a query was wrong."""

_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)


def _sniff(head: Head) -> bool:
    return head.start.startswith("<") and bool(_ROOT.search(head.start[:4096]))


def _papers(stream: Stream) -> Iterator[Entry]:
    raw = stream.content(FEED_BYTES)
    with parsing("a feed", place=stream.place):
        items, damage = _items(raw)
    for number, item in enumerate(items, 1):
        title, abstract = str(item.get("title", "")), _abstract(item)
        if _REFUSAL in str(item.get("id", "")):
            yield Skipped(f"{stream.place}, entry {number}", "", f"arXiv answers: {abstract[:200]}")
        elif title.strip() or abstract:
            yield make_paper(title, abstract, source=stream.place, **_facts(item))
        else:
            yield Skipped(f"{stream.place}, entry {number}", str(item.get("id", ""))[:80], "neither a title nor a text")
    if damage and items:
        yield Skipped(stream.place, "", f"damaged XML; what stood after the damage may be missing ({damage})")


def _items(raw: bytes) -> tuple[list[Mapping[str, object]], str]:
    """The entries of a feed, and what is wrong with its XML; a feed that breaks off is closed where it does."""
    from xml.sax import SAXException

    try:
        items, error = _parsed(raw)
    except (UnicodeError, LookupError) as failure:  # an encoding that there is not
        items, error = [], failure
    if not isinstance(error, (SAXException, UnicodeError, LookupError)):
        return items, ""
    mended, _ = _parsed(_closed(raw))
    reason = error.getMessage() if isinstance(error, SAXException) else str(error)
    return max(items, mended, key=_length), reason[:160]


def _parsed(raw: bytes) -> tuple[list[Mapping[str, object]], object]:
    import feedparser

    feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    return list(feed.entries), feed.get("bozo_exception")


def _length(items: list[Mapping[str, object]]) -> int:
    return sum(len(str(item.get("title", ""))) + len(str(item.get("summary", ""))) for item in items)


def _closed(raw: bytes) -> bytes:
    """Well-formed XML out of what can be made of *raw*."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        return b""
    return b"" if root is None else bytes(etree.tostring(root, encoding="utf-8"))


def _abstract(item: Mapping[str, object]) -> str:
    """The fullest text of an entry, as text, without what a feed puts before the abstract."""
    contents = item.get("content")
    texts = [str(item.get("summary", ""))]
    if isinstance(contents, list):
        texts += [str(content.get("value", "")) for content in contents if isinstance(content, Mapping)]
    return after_label(text_of_html(max(texts, key=len))).strip()


def _facts(item: Mapping[str, object]) -> dict[str, str]:
    url, key = str(item.get("link", "")), str(item.get("arxiv_id") or item.get("dc_identifier") or "")
    id = str(item.get("id", ""))
    return {
        "id": key or ("" if id.startswith(("http://", "https://", "tag:")) else id),
        "url": url or (id if id.startswith("http") else ""),
        "date": str(item.get("published") or item.get("updated") or ""),
    }


READER: Final = Reader(
    name="feed",
    what="RSS and Atom: arXiv's feeds and API, feeds of Hugging Face's daily papers, newsletters",
    example="<rss><channel><item><title>Tiny Nets</title><link>https://arxiv.org/abs/2501.00001</link>"
    "<description>Abstract: We cut latency by 40%.</description></item></channel></rss>",
    sniff=_sniff,
    papers=_papers,
)
