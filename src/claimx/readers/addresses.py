"""Inputs that are fetched: web addresses, ``arxiv:...`` and ``hf:...``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from claimx.errors import ReadError


@contextmanager
def fetched(address: str) -> Iterator[tuple[str, BinaryIO]]:
    """The address and the bytes that stand there."""
    raise ReadError("addresses cannot be fetched yet; save the page and name the file", place=address)
    yield  # pragma: no cover
