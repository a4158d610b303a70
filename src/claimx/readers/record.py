"""A record with a title and an abstract under their usual names, made into a paper.

The shared core of every format whose entries are mappings: JSON of any origin, table rows, BibTeX, RIS, front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from claimx.readers.dates import iso_date
from claimx.readers.identity import arxiv_id, doi, id_in, page_of, title_id
from claimx.readers.reader import Entry, Skipped
from claimx.records import Paper

Record = Mapping[str, object]

TITLES: Final = ("title", "paper_title", "primary_title", "papertitle", "document_title", "article_title", "ti", "t1")
ABSTRACTS: Final = (
    "abstract",
    "paper_abstract",
    "abstract_note",
    "notes_abstract",
    "abstracts",
    "ab",
    "n2",
    "summary",
    "description",
)
IDS: Final = ("id", "arxiv_id", "arxivid", "eprint", "paper_id", "paperid", "doi", "forum", "corpusid", "key")
URLS: Final = (
    "url", "abs", "abs_url", "link", "html_url", "paper_url", "paperurl", "page_url", "site", "originalurl",
    "arxiv_page_url", "urls", "ur", "pdf", "pdf_url", "pdfurl", "l1", "open_url_link",
)  # fmt: skip
DATES: Final = (
    "date", "published", "publishedat", "published_at", "publication_date", "publicationdate", "published_date",
    "created", "submitted", "update_date", "year", "publication_year", "py", "da", "y1",
)  # fmt: skip
NESTS: Final = ("paper", "content", "details", "metadata", "article", "citedpaper", "citingpaper")
"""Fields in which a source keeps the paper itself."""

USED: Final = frozenset((*TITLES, *ABSTRACTS, *IDS, *URLS, *DATES, "source", "externalids", "versions"))
"""Every field that a paper can be made of."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def sound(text: str) -> str:
    """*text* with each lone surrogate, which no UTF-8 file can hold, made U+FFFD; the length stays."""
    return _SURROGATE.sub("\ufffd", text)


def make_paper(title: str, abstract: str, *, source: str, id: str = "", url: str | None = None, date: str | None = None) -> Paper:
    """A paper from the words of an input.

    White space in the title is made single; the abstract stays as it is. An id is taken from the address, or made
    from the title, where the input gives none.
    """
    title, abstract = " ".join(sound(title).split()), sound(abstract)
    id, url = sound(id).strip(), sound(url or "").strip()
    id = arxiv_id(id) if id.lower().startswith(("arxiv:", "oai:arxiv")) and arxiv_id(id) else id
    id = id or id_in(url) or title_id(title, abstract)
    return Paper(id=id, title=title, abstract=abstract, url=page_of(id, url), date=iso_date(date), source=sound(source))


def entry_of(record: object, *, place: str, source: str) -> Entry:
    """The paper that *record* tells of, or why it tells of none."""
    if not isinstance(record, Mapping):
        return Skipped(place, "", f"no record with a title and an abstract, but a value of type {type(record).__name__}")
    fields = flattened(record)
    title, abstract = first_text(fields, TITLES), first_text(fields, ABSTRACTS)
    id = first_text(fields, IDS)
    if not title and not abstract:
        names = ", ".join(sorted(fields)[:8]) or "none"
        return Skipped(place, sound(id)[:80], sound(f"neither a title nor an abstract; its fields: {names}")[:300])
    own_source = fields.get("source")
    return make_paper(
        title,
        abstract,
        id=id,
        url=address_of(fields) or _doi_address(fields, id),
        date=_first_date(fields),
        source=own_source if isinstance(own_source, str) and own_source else source,
    )


def names_a_paper(record: object) -> bool:
    """Whether *record* is a mapping with a title and an abstract among its fields."""
    if not isinstance(record, Mapping):
        return False
    fields = flattened(record)
    return not fields.keys().isdisjoint(TITLES) and not fields.keys().isdisjoint(ABSTRACTS)


def flattened(record: Mapping[Any, object]) -> dict[str, object]:
    """The fields under lower-case names; those of a nested paper take precedence over those around it."""
    fields = _level(record)
    for nest in NESTS:
        inner = fields.get(nest)
        if isinstance(inner, Mapping):
            fields |= {name: value for name, value in _level(inner).items() if value not in (None, "")}
    others = fields.get("externalids")
    if isinstance(others, Mapping):
        fields |= {"arxiv_id": others.get("ArXiv"), "doi": others.get("DOI")}
    return fields


def first_text(record: Record, names: Iterable[str]) -> str:
    """The first field of these names that holds words."""
    for name in names:
        value = record.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and (text := _text(value)).strip():
            return text
    return ""


def address_of(record: Record) -> str:
    """The first field of a usual name that holds an address."""
    for name in URLS:
        value = record.get(name)
        if isinstance(value, str) and value.strip().startswith(("http://", "https://")):
            return value.strip()
    return ""


def _doi_address(record: Record, id: str) -> str:
    """The address of a DOI; none for an arXiv paper, whose page is known."""
    known = doi(first_text(record, ("doi",)))
    return f"https://doi.org/{known}" if known and not arxiv_id(id) else ""


def _first_date(record: Record) -> str | None:
    versions = record.get("versions")
    if isinstance(versions, list) and versions and isinstance(versions[0], Mapping):
        first = versions[0].get("created")
        if isinstance(first, str) and iso_date(first):
            return first
    return next((text for name in DATES if iso_date(text := first_text(record, (name,)))), None)


def _level(record: Mapping[Any, object]) -> dict[str, object]:
    return {str(key).strip().lower().replace(" ", "_").replace("-", "_"): _plain(value) for key, value in record.items()}


def _plain(value: object) -> object:
    """A value without the wrapping that some sources put around it: ``{"value": ...}``, a list of one."""
    if isinstance(value, Mapping) and "value" in value:
        return value["value"]
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return value[0]
    return value


def _text(value: str | int) -> str:
    try:
        return str(value)
    except ValueError:  # an integer of more than 4,300 digits
        return ""
