"""Inputs that are fetched: web addresses, ``arxiv:2405.15738`` and ``hf:2025-09-02``.

A guest on other people's servers: it says who it is, waits between two requests to one host, obeys a server that asks
for more time, and gives up on one that answers too slowly, too much, or by sending it around.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import urlsplit

from claimx.errors import MissingExtra, ReadError
from claimx.readers.identity import arxiv_id
from claimx.readers.stream import SPOOL_BYTES

if TYPE_CHECKING:
    import httpx

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BUSY: Final = frozenset({429, 503})
_EXPECTED: Final = "arxiv: takes an arXiv id (arxiv:2405.15738), hf: a date (hf:2025-09-02) or an arXiv id"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is put up with: seconds of silence and altogether, bytes, redirects, and repeats where a server is busy."""

    silence: float = 30.0
    seconds: float = 300.0
    bytes: int = 512 * 1024 * 1024
    redirects: int = 5
    repeats: int = 2
    pause: float = 3.0
    """Seconds between two requests to one host, as arXiv asks for."""
    longest_pause: float = 60.0
    """The longest pause that is granted to a server that asks for one."""


@dataclass(frozen=True, slots=True)
class Services:
    """Where ``arxiv:`` and ``hf:`` lead."""

    arxiv: str = "https://export.arxiv.org/api/query?id_list={id}"
    day: str = "https://huggingface.co/api/daily_papers?date={date}"
    paper: str = "https://huggingface.co/api/papers/{id}"


def resolved(address: str, services: Services) -> str:
    """The web address that *address* stands for; ``ReadError`` where it stands for none."""
    scheme, _, rest = address.partition(":")
    rest = rest.strip()
    if scheme == "hf" and _DATE.fullmatch(rest):
        return services.day.format(date=rest)
    if scheme in ("arxiv", "hf"):
        if not (id := arxiv_id(rest)):
            raise ReadError(f"not an address that can be fetched; {_EXPECTED}", place=address)
        return (services.arxiv if scheme == "arxiv" else services.paper).format(id=id)
    return address


@dataclass(slots=True)
class Fetcher:
    """Fetches one address after the other, and remembers when it last asked which host."""

    limits: Limits = Limits()
    services: Services = Services()
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def fetched(self, address: str) -> Iterator[tuple[str, BinaryIO]]:
        """The address and the bytes that stand there. Raises ``ReadError`` where they cannot be had."""
        try:
            import httpx
        except ImportError as error:
            raise MissingExtra("fetch", purpose="reading an address") from error
        url = resolved(address, self.services)
        with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES) as file:
            try:
                with httpx.Client(timeout=self.limits.silence, headers=_headers()) as client:
                    self._fetch(client, url, file, place=address)
            except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
                raise ReadError(f"cannot be fetched ({_reason(error)})", place=address) from error
            file.seek(0)
            yield address, file  # type: ignore[misc]  # a SpooledTemporaryFile has every method of a BinaryIO

    def _fetch(self, client: httpx.Client, url: str, file: tempfile.SpooledTemporaryFile[bytes], *, place: str) -> None:
        redirects = repeats = 0
        deadline = self.now() + self.limits.seconds
        while True:
            self._wait(url)
            with client.stream("GET", url) as response:
                if response.has_redirect_location:
                    redirects += 1
                    url = self._next(response, redirects, place=place)
                elif response.status_code in _BUSY and repeats < self.limits.repeats:
                    repeats += 1
                    self._pause(response, place=place)
                elif response.status_code != 200:
                    raise ReadError(f"the server answered {response.status_code} {response.reason_phrase}".rstrip(), place=place)
                else:
                    self._save(response, file, deadline=deadline, place=place)
                    return

    def _wait(self, url: str) -> None:
        """Let the pause between two requests to one host pass."""
        host = urlsplit(url).netloc
        if host in self._asked:
            left = self._asked[host] + self.limits.pause - self.now()
            if left > 0:
                self.sleep(left)
        self._asked[host] = self.now()

    def _pause(self, response: httpx.Response, *, place: str) -> None:
        """Wait as long as a busy server asks for; give up where that is too long."""
        asked = response.headers.get("retry-after", "").strip()
        seconds = float(asked) if asked.isdecimal() and len(asked) < 9 else self.limits.pause
        if seconds > self.limits.longest_pause:
            raise ReadError(f"the server is busy and asks to be left alone for {seconds:.0f} s; try again then", place=place)
        self.sleep(seconds)

    def _next(self, response: httpx.Response, redirects: int, *, place: str) -> str:
        """Where a redirect leads: to the web, no less securely, and not for ever."""
        if redirects > self.limits.redirects:
            raise ReadError(f"redirected more than {self.limits.redirects} times", place=place)
        here, there = response.url, response.url.join(response.headers["location"])
        if there.scheme not in ("http", "https") or (here.scheme == "https" and there.scheme == "http"):
            raise ReadError(f"redirected to an address that is not followed: {str(there)[:200]!r}", place=place)
        return str(there)

    def _save(self, response: httpx.Response, file: tempfile.SpooledTemporaryFile[bytes], *, deadline: float, place: str) -> None:
        size = 0
        for chunk in response.iter_raw():
            size += len(chunk)
            if size > self.limits.bytes:
                raise ReadError(f"larger than {self.limits.bytes >> 20} MB; download it and name the file", place=place)
            if self.now() > deadline:
                raise ReadError(f"not there after {self.limits.seconds:.0f} s; download it and name the file", place=place)
            file.write(chunk)


def _headers() -> dict[str, str]:
    """Who asks, and that the answer shall come unpacked: packing is undone under guard, see ``packing``."""
    from claimx import __version__

    return {"user-agent": f"claimx/{__version__}", "accept-encoding": "identity"}


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


FETCHER: Final = Fetcher()
"""The one of this process: it keeps the pauses between requests of one run."""
