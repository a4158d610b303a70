"""OAI-PMH harvests, as arXiv and other archives answer them, in the forms arXiv, arXivRaw and Dublin Core."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from claimx.readers.reader import Entry, Reader
from claimx.readers.record import entry_of
from claimx.readers.stream import Head, Stream
from claimx.readers.xml_records import elements, inner_text, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(r"<(?:\w+:)?OAI-PMH[\s>]|<(?:\w+:)?ListRecords[\s>]")
_DUBLIN: Final = {"description": "abstract", "identifier": "url", "created": "date"}
_DOI_LIST = re.compile(r"[,;]\s*|\s+")


def _sniff(head: Head) -> bool:
    return head.start.startswith("<") and bool(_ROOT.search(head.start[:4096]))


def _papers(stream: Stream) -> Iterator[Entry]:
    for number, record in enumerate(elements(stream, ("record",)), 1):
        fields = _fields(record)
        if fields:
            yield entry_of(fields, place=f"{stream.place}, record {number}", source=stream.place)


def _fields(record: _Element) -> dict[str, str]:
    """The metadata of a record, the first of each name; empty for one that was deleted."""
    fields: dict[str, str] = {}
    metadata = next((child for child in record if local_name(child) == "metadata"), None)
    for form in metadata if metadata is not None else ():
        for child in form:
            name = local_name(child)
            fields.setdefault(_DUBLIN.get(name, name), inner_text(child))
    if fields and "id" not in fields:
        fields["id"] = _identifier(record)
    if "doi" in fields:
        fields["doi"] = _DOI_LIST.split(fields["doi"].strip())[0]
    return fields


def _identifier(record: _Element) -> str:
    return next((inner_text(child) for child in record.iter("{*}identifier")), "")


READER: Final = Reader(
    name="oai",
    what="OAI-PMH: answers of an archive's harvesting interface (arXiv, arXivRaw, Dublin Core)",
    example="<OAI-PMH><ListRecords><record><metadata><arXiv><id>2501.00001</id><title>Tiny Nets</title>"
    "<abstract>We cut latency by 40%.</abstract></arXiv></metadata></record></ListRecords></OAI-PMH>",
    sniff=_sniff,
    papers=_papers,
)
