"""The text of a papers page whose links stand below their words: title, address, abstract, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from claimx.readers import front_matter
from claimx.readers.identity import id_in
from claimx.readers.markdown_text import is_prose
from claimx.readers.plain import paragraphs
from claimx.readers.reader import Entry, Reader
from claimx.readers.record import make_paper
from claimx.readers.stream import Head, Stream

_ADDRESS = re.compile(r"https?://\S{4,500}")
_DATE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}, \d{4}")
_DATE_AHEAD: Final = 8


def _found(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Title, abstract, address and date of each paper."""
    parts = paragraphs(front_matter.split(text)[1])
    for index in range(1, len(parts) - 1):
        title, address, abstract = parts[index - 1 : index + 2]
        if _ADDRESS.fullmatch(address) and id_in(address) and is_prose(abstract) and "\n" not in title:
            yield title, abstract, address, _date(parts[index + 2 : index + 2 + _DATE_AHEAD])


def _date(parts: list[str]) -> str:
    """The date in the lines below an abstract, before the next one begins."""
    for part in parts:
        if match := _DATE.match(part):
            return match[0]
        if is_prose(part):
            break
    return ""


def _sniff(head: Head) -> bool:
    return next(_found(head.text), None) is not None


def _papers(stream: Stream) -> Iterator[Entry]:
    for title, abstract, address, date in _found(stream.text()):
        yield make_paper(title, abstract, source=stream.place, url=address, date=date)


READER: Final = Reader(
    name="linked-page",
    what="the text of a papers page with the address of each link on a line of its own",
    example="Tiny Nets\n\nhttps://huggingface.co/papers/2501.00001\n\n"
    "We cut the latency of small networks on phones by 40%, at the same accuracy.\n\n"
    "https://huggingface.co/papers/2501.00001",
    sniff=_sniff,
    papers=_papers,
)
