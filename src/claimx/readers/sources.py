"""Where inputs lie: files, folders, patterns, standard input and addresses, each opened under the name users know."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from claimx.errors import ReadError
from claimx.readers.reader import Skipped

STDIN: Final = "<stdin>"
_WILD: Final = "*?["


@dataclass(frozen=True, slots=True)
class Source:
    """One input before it is opened; one found in a folder or by a pattern may turn out not to be for us."""

    place: str
    found: bool = False


def sources(item: str | Path) -> Iterator[Source | Skipped]:
    """The inputs that *item* stands for: itself, the files of a folder in order of their names, or of a pattern.

    Hidden files, and links that lead out of a folder, are left out; the latter are reported.
    """
    text = str(item)
    if text == "-" or is_address(text):
        yield Source(text)
    elif os.path.isdir(text):
        yield from _folder(Path(text))
    elif not os.path.lexists(text) and isinstance(item, str) and any(mark in text for mark in _WILD):
        yield from _pattern(text)
    else:
        yield Source(text)


def is_address(text: str) -> bool:
    """Whether *text* is to be fetched: a web address, ``arxiv:...`` or ``hf:...``."""
    return text.startswith(("http://", "https://", "arxiv:", "hf:"))


def _pattern(pattern: str) -> Iterator[Source | Skipped]:
    paths = sorted(glob.glob(pattern, recursive=True))
    if not paths:
        raise ReadError("no file matches this pattern", place=pattern)
    for path in paths:
        if os.path.isdir(path):
            yield from _folder(Path(path))
        else:
            yield Source(path, found=True)


def _folder(folder: Path) -> Iterator[Source | Skipped]:
    root = folder.resolve()
    failed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (_leads_out(path) for name in folders if not (path := Path(parent, name)).resolve().is_relative_to(root))
        for name in sorted(names):
            if not name.startswith("."):
                yield _member(Path(parent, name), root=root)
    for error in failed:
        yield Skipped(str(error.filename), "", f"a folder that cannot be opened ({error.strerror})")


def _member(path: Path, *, root: Path) -> Source | Skipped:
    """A file of a folder, unless it is a link out of it or no regular file."""
    try:
        target = path.resolve()
        mode = target.stat().st_mode
    except (OSError, RuntimeError) as error:
        return Skipped(str(path), "", f"cannot be opened ({getattr(error, 'strerror', None) or error})")
    if not target.is_relative_to(root):
        return _leads_out(path)
    if not stat.S_ISREG(mode):
        return Skipped(str(path), "", "not a regular file")
    return Source(str(path), found=True)


def _leads_out(path: Path) -> Skipped:
    return Skipped(str(path), "", "a symbolic link that leads out of the folder; name what it leads to to read it")


@contextmanager
def opened(source: Source, *, stdin: BinaryIO | None) -> Iterator[tuple[str, BinaryIO]]:
    """The name of an input and its bytes; a file is closed afterwards, standard input is left open."""
    if source.place == "-":
        yield STDIN, stdin or sys.stdin.buffer
    elif is_address(source.place) and not source.found:
        from claimx.readers.addresses import FETCHER

        with FETCHER.fetched(source.place) as (address, file):
            yield address, file
    else:
        try:
            file = Path(source.place).open("rb")  # noqa: SIM115  (closed below)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ReadError(f"cannot be opened ({reason})", place=source.place) from error
        with file:
            yield source.place, file
