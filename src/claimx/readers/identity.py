"""Which paper it is: arXiv ids, DOIs and addresses as inputs write them, and the keys that two copies share."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final

_ARXIV: Final = r"(?P<arxiv>\d{4}\.\d{4,5}|[a-z][a-z-]{1,15}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?"
_ARXIV_ID = re.compile(rf"(?:arxiv:\s?|oai:arxiv\.org:)?{_ARXIV}", re.IGNORECASE)
_ARXIV_ADDRESS = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers|alphaxiv\.org/abs|hf\.co/papers)/{_ARXIV}(?![\w.]*\w)",
    re.IGNORECASE,
)
_ARXIV_PDF = re.compile(rf"https?://(?:www\.)?arxiv\.org/pdf/{_ARXIV}(?:\.pdf)?", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/[^\s\"<>]{1,200})", re.IGNORECASE)
_OPENREVIEW = re.compile(r"openreview\.net/(?:forum|pdf)\?id=([\w-]{6,20})")
_ANTHOLOGY = re.compile(r"aclanthology\.org/([\w.-]{5,40}\w)")
_LETTERS = re.compile(r"[^\W_]+")

ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]]{4,500}")
"""An address in running text."""


def arxiv_id(text: str) -> str:
    """The arXiv id that *text* is, without its version; empty where it is none.

    >>> arxiv_id("arXiv:2405.15738v2"), arxiv_id("cs/9809007"), arxiv_id("seed-00")
    ('2405.15738', 'cs/9809007', '')
    """
    match = _ARXIV_ID.fullmatch(text.strip())
    return match["arxiv"] if match else ""


def doi(text: str) -> str:
    """The DOI that *text* is, in lower case as DOIs compare; empty where it is none."""
    match = _DOI.fullmatch(text.strip())
    return match[1].lower() if match else ""


def id_in(address: str) -> str:
    """The id of the paper that an address (or a text with one) leads to; empty where it leads to none."""
    if match := _ARXIV_ADDRESS.search(address):
        return match["arxiv"]
    for pattern in (_OPENREVIEW, _ANTHOLOGY):
        if match := pattern.search(address):
            return match[1]
    return doi(address)


def page_of(id: str, url: str | None) -> str | None:
    """The address of the paper's page: *url* unless that is only an arXiv PDF or missing for an arXiv paper."""
    if url and (match := _ARXIV_PDF.fullmatch(url)):
        return f"https://arxiv.org/abs/{match['arxiv']}"
    if not url and (known := arxiv_id(id)):
        return f"https://arxiv.org/abs/{known}"
    return url or None


def normal_title(title: str) -> str:
    """What two spellings of one title share: its letters and digits in lower case.

    >>> normal_title("Tiny  Nets: {BERT}-free")
    'tiny nets bert free'
    """
    return " ".join(_LETTERS.findall(title.casefold()))


def title_id(title: str, abstract: str) -> str:
    """A stable id for a paper that came without one: a digest of its title, or of its text where it has no title."""
    basis = normal_title(title) or abstract.strip()
    return "t-" + blake2b(basis.encode("utf-8", "replace"), digest_size=6).hexdigest()


def is_made(id: str) -> bool:
    """Whether *id* is one that ``title_id`` made."""
    return id.startswith("t-") and len(id) == 14
