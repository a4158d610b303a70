"""Addresses, against a server of our own: what is fetched, and what is not put up with."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from claimx.errors import MissingExtra, ReadError
from claimx.readers import addresses, read
from claimx.readers.addresses import Fetcher, Limits, Services, resolved

RECORD = b'{"id": "2405.15738", "title": "Tiny Nets", "abstract": "We cut latency by 40%."}\n'
PAUSE = 3.0


class Server(ThreadingHTTPServer):
    """Answers every path in its own way, and remembers the requests."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.stopped = threading.Event()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, format: str, *args: object) -> None:
        """A test has nothing to say."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.agents.add(self.headers["user-agent"])
        name = self.path.partition("?")[0].strip("/").replace("-", "_").split("/")[0]
        getattr(self, f"answer_{name}", self.answer_papers)()

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for header, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer_papers(self) -> None:
        self.reply(200, RECORD)

    def answer_packed(self) -> None:
        self.reply(200, gzip.compress(RECORD), Content_Encoding="gzip")

    def answer_bomb(self) -> None:
        self.reply(200, gzip.compress(b'{"id": "' + b"a" * 70_000_000), Content_Encoding="gzip")

    def answer_moved(self) -> None:
        self.reply(302, Location="/papers")

    def answer_round(self) -> None:
        self.reply(302, Location="/round")

    def answer_file(self) -> None:
        self.reply(302, Location="file:///etc/hostname")

    def answer_missing(self) -> None:
        self.reply(404, b"nothing here")

    def answer_busy(self) -> None:
        again = self.server.asked.count(self.path) > 1
        self.reply(200, RECORD) if again else self.reply(503, Retry_After="7")

    def answer_always_busy(self) -> None:
        self.reply(429, Retry_After="2")

    def answer_closed_till_tomorrow(self) -> None:
        self.reply(429, Retry_After="86400")

    def answer_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(RECORD)

    def answer_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.stopped.is_set():
                self.wfile.write(RECORD * 1000)
        except OSError:
            return

    def answer_silent(self) -> None:
        self.server.stopped.wait(20)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.stopped.set()
        server.shutdown()
        thread.join()


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Fetcher:
    """A fetcher that ``read`` uses, whose services are those of the server."""
    monkeypatch.setenv("NO_PROXY", "*")
    services = Services(
        arxiv=f"{server.root}/arxiv/{{id}}", day=f"{server.root}/day/{{date}}", paper=f"{server.root}/paper/{{id}}"
    )
    limits = Limits(silence=5.0, bytes=2 << 20, pause=PAUSE)
    fetcher = Fetcher(limits=limits, services=services, now=clock.now, sleep=clock.sleep)
    monkeypatch.setattr(addresses, "FETCHER", fetcher)
    return fetcher


def titles(*inputs: str) -> list[tuple[str, str | None]]:
    return [(paper.title, paper.source) for paper in read(*inputs)]


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("arxiv:2405.15738v2", "/arxiv/2405.15738"),
        ("arxiv:cs/9809007", "/arxiv/cs/9809007"),
        ("hf:2025-09-02", "/day/2025-09-02"),
        ("hf:2405.15738", "/paper/2405.15738"),
    ],
)
def test_short_addresses_lead_to_their_services(address: str, path: str, server: Server, fetcher: Fetcher) -> None:
    assert titles(address) == [("Tiny Nets", address)]
    assert server.asked == [path]


@pytest.mark.parametrize("path", ["papers", "packed", "moved"])
def test_a_web_address_is_read(path: str, server: Server, fetcher: Fetcher) -> None:
    address = f"{server.root}/{path}"
    assert titles(address) == [("Tiny Nets", address)]


def test_the_server_is_told_who_asks(server: Server, fetcher: Fetcher) -> None:
    titles(f"{server.root}/papers")
    assert [agent.partition("/")[0] for agent in server.agents] == ["claimx"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", "the server answered 404 Not Found"),
        ("round", "redirected more than 5 times"),
        ("file", "redirected to an address that is not followed: 'file:/etc/hostname'"),
        ("endless", "larger than 2 MB; download it and name the file"),
        ("always-busy", "the server answered 429 Too Many Requests"),
        ("closed-till-tomorrow", "the server is busy and asks to be left alone for 86400 s; try again then"),
        ("bomb", "grows more than 200 times when unpacked, as a decompression bomb does; unpack it first"),
    ],
)
def test_what_is_not_put_up_with_is_one_sentence(path: str, reason: str, server: Server, fetcher: Fetcher) -> None:
    with pytest.raises(ReadError) as caught:
        titles(f"{server.root}/{path}")
    assert str(caught.value) == f"{server.root}/{path}: {reason}"


@pytest.mark.parametrize("path", ["cut", "silent"])
def test_a_broken_answer_is_an_error(path: str, server: Server, fetcher: Fetcher) -> None:
    impatient = Fetcher(limits=Limits(silence=0.2), now=fetcher.now, sleep=fetcher.sleep)
    with pytest.raises(ReadError, match=r"cannot be fetched \("), impatient.fetched(f"{server.root}/{path}"):
        pass


def test_an_answer_that_drips_is_given_up(server: Server, fetcher: Fetcher) -> None:
    ticks = iter(range(0, 100_000, 100))
    hasty = Fetcher(now=lambda: float(next(ticks)), sleep=fetcher.sleep)
    with pytest.raises(ReadError, match="not there after 300 s"), hasty.fetched(f"{server.root}/endless"):
        pass


def test_two_requests_to_one_host_are_apart(server: Server, fetcher: Fetcher, clock: Clock) -> None:
    titles(f"{server.root}/papers", "arxiv:2405.15738")
    assert clock.slept == [PAUSE]


def test_a_busy_server_gets_the_time_it_asks_for(server: Server, fetcher: Fetcher, clock: Clock) -> None:
    assert titles(f"{server.root}/busy") == [("Tiny Nets", f"{server.root}/busy")]
    assert clock.slept == [7.0]


@pytest.mark.parametrize("address", ["arxiv:", "arxiv:tiny nets", "arxiv:../etc", "hf:yesterday", "hf:2025-09"])
def test_a_short_address_that_leads_nowhere_is_an_error(address: str) -> None:
    with pytest.raises(ReadError, match="not an address that can be fetched"):
        resolved(address, Services())


def test_nothing_is_listening(fetcher: Fetcher) -> None:
    with pytest.raises(ReadError, match=r"^http://127.0.0.1:9/: cannot be fetched"):
        titles("http://127.0.0.1:9/")


def test_the_real_services() -> None:
    assert [resolved(short, Services()) for short in ("arxiv:2405.15738", "hf:2025-09-02", "hf:2405.15738")] == [
        "https://export.arxiv.org/api/query?id_list=2405.15738",
        "https://huggingface.co/api/daily_papers?date=2025-09-02",
        "https://huggingface.co/api/papers/2405.15738",
    ]


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    with pytest.raises(MissingExtra, match=r"pip install 'claimx\[fetch\]'"):
        titles("https://127.0.0.1/")
