"""BibTeX with abstracts. LaTeX in titles and abstracts is left to the stage that reads LaTeX with its origins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from claimx.readers.reader import Entry, Reader, Skipped, parsing
from claimx.readers.record import TITLES, entry_of
from claimx.readers.stream import Head, Stream

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Block

BIBTEX_BYTES: Final = 64 * 1024 * 1024
"""The largest BibTeX file that is read."""

GROUP_CHARACTERS: Final = 16 * 1024
"""How much text is handed to the parser at once, at least."""
STRING_CHARACTERS: Final = 4 * 1024
"""How much of the abbreviations that a file defines is known to all of its entries."""
TITLE_CHARACTERS: Final = 2_000
"""The longest title whose LaTeX is read."""

_BEGIN = re.compile(r"^[^\S\n]{0,20}@\w", re.MULTILINE)
_STRING = re.compile(r"^[^\S\n]{0,20}@string[^\S\n]{0,20}[{(][^\n@]{1,500}[})][^\S\n]{0,20}$", re.MULTILINE | re.IGNORECASE)
_LATEX = re.compile(r"[\\{}]")
_ENTRY = re.compile(r"^\s{0,20}@(\w{2,30})\s{0,20}\{[^\n{}]{0,200},", re.MULTILINE)
_NO_PAPERS: Final = frozenset({"proceedings", "comment", "string", "preamble"})


def _sniff(head: Head) -> bool:
    return any(match[1].lower() not in _NO_PAPERS for match in _ENTRY.finditer(head.text)) and "title" in head.text.lower()


def _papers(stream: Stream) -> Iterator[Entry]:
    strings = ""
    for began, text in _groups(stream.text(BIBTEX_BYTES)):
        strings = (strings + "".join(f"{found[0]}\n" for found in _STRING.finditer(text)))[:STRING_CHARACTERS]
        yield from _group_papers(strings + text, began - strings.count("\n"), stream)


def _groups(text: str) -> Iterator[tuple[int, str]]:
    """Stretches of whole entries, each with the number of lines before it: the parser's time grows faster than its text."""
    start = lines = 0
    for match in _BEGIN.finditer(text):
        if match.start() - start >= GROUP_CHARACTERS:
            yield lines, text[start : match.start()]
            lines += text.count("\n", start, match.start())
            start = match.start()
    yield lines, text[start:]


def _group_papers(text: str, before: int, stream: Stream) -> Iterator[Entry]:
    with parsing("BibTeX", place=stream.place):
        library = _parsed(text)
    doubled = (block.ignore_error_block for block in library.failed_blocks if block.ignore_error_block is not None)
    for block in sorted(chain(library.entries, doubled), key=_line):
        place = f"{stream.place}, line {before + _line(block)}"
        with parsing("BibTeX", place=place):
            papers = list(_paper(block, library, place=place, source=stream.place))
        yield from papers
    for failed in library.failed_blocks:
        if failed.ignore_error_block is None:
            yield Skipped(f"{stream.place}, line {before + _line(failed)}", "", "not a BibTeX entry that can be read")


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _paper(block: Block, library: Library, *, place: str, source: str) -> Iterator[Entry]:
    """The paper of an entry, none where it is no paper (the proceedings themselves, a comment)."""
    from bibtexparser.middlewares import RemoveEnclosingMiddleware
    from bibtexparser.model import Entry as BibtexEntry

    if not isinstance(block, BibtexEntry) or block.entry_type.lower() in _NO_PAPERS:
        return
    RemoveEnclosingMiddleware().transform_entry(block, library)
    fields = {field.key.lower(): str(field.value).strip() for field in reversed(block.fields)}
    for name in TITLES:
        if name in fields:
            fields[name] = plain_title(fields[name])
            yield entry_of({"key": block.key, **fields}, place=place, source=source)
            return


def plain_title(title: str) -> str:
    """A title without the braces that protect its case, and with its accents: the formulas in it stay LaTeX."""
    if not _LATEX.search(title):
        return title
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import LatexWalkerError

    try:
        return str(LatexNodes2Text(math_mode="verbatim", keep_comments=True).latex_to_text(title[:TITLE_CHARACTERS]))
    except (LatexWalkerError, IndexError, ValueError, RecursionError):
        return title


def _parsed(text: str) -> Library:
    import logging

    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import ResolveStringReferencesMiddleware

    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:  # what it says there, our reports say better; one more for each group would slow every message
        logger.addHandler(logging.NullHandler())
    return parse_string(text, parse_stack=[ResolveStringReferencesMiddleware()])


READER: Final = Reader(
    name="bibtex",
    what="BibTeX with abstracts",
    example="@article{tiny, title = {Tiny Nets}, abstract = {We cut latency by 40\\%.}, year = {2025}}",
    sniff=_sniff,
    papers=_papers,
)
