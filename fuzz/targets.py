"""What must hold for any bytes: nothing raises but our own errors, and every invariant of a stage holds.

A target is a function of bytes that raises where something is broken. ``targets()`` lists them by name.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache, partial
from pathlib import Path

from claimx import extraction as extraction_room
from claimx.errors import ClaimxError, ReadError
from claimx.extraction import Extractor
from claimx.readers import Skipped, addresses, read
from claimx.readers.catalogue import READERS
from claimx.readers.packing import unpacked
from claimx.readers.reader import Reader
from claimx.readers.stream import Stream, decode
from claimx.records import Claim, Paper
from claimx.rulebook import load as rules
from claimx.text import normalise, sentences

Target = Callable[[bytes], None]
WORDS = "<words>"
GROWTH = 40
"""How many times longer than an input its papers may be; one value may stand in several papers' fields."""


class Broken(Exception):
    """An invariant does not hold."""


def must(holds: bool, what: str) -> None:
    if not holds:
        raise Broken(what)


@cache
def extractor() -> Extractor:
    return Extractor()


def text(data: bytes) -> None:
    """Normal text maps into its source, and making it normal again changes nothing."""
    source = data.decode("utf-8", "surrogatepass" if data[:1] > b"\x80" else "replace") if _decodes(data) else decode(data)
    aligned = normalise(source)
    for index in range(len(aligned.text)):
        span = aligned.origin(index, index + 1)
        must(0 <= span.start < span.end <= len(source), f"character {index} comes from {span}")
    must(normalise(aligned.text).text == aligned.text, "normalising twice changes the text")
    end = 0
    for sentence in sentences(aligned.text):
        must(end <= sentence.start < sentence.end <= len(aligned.text), f"sentence {sentence} out of order")
        end = sentence.end


def _decodes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def extraction(data: bytes) -> None:
    """Every claim's quote and sentence stand where they are said to stand, and its record survives JSON."""
    abstract = decode(data)
    paper = Paper(id="p", title=abstract[:60], abstract=abstract)
    for claim in extractor().claims(paper):
        must(abstract[claim.start : claim.end] == claim.quote, f"quote {claim.quote!r} elsewhere")
        end = claim.sentence_start + len(claim.sentence)
        must(abstract[claim.sentence_start : end] == claim.sentence, "sentence elsewhere")
        must(claim.sentence_start <= claim.start < claim.end <= end, "quote outside its sentence")
        must(Claim.model_validate_json(claim.model_dump_json()) == claim, "record changed by JSON")
        must(0.0 <= claim.confidence <= 1.0, "confidence out of range")


def one_reader(reader: Reader, data: bytes) -> None:
    """A reader gives sound papers and reports, or says that it cannot."""
    try:
        entries = list(reader.papers(Stream(io.BytesIO(data), place="input")))
    except ReadError as error:
        must(error.place.startswith("input"), f"error without its place: {error}")
        return
    _sound(entries, data)


def any_reader(data: bytes) -> None:
    """What is found by content is read, the same each time, and no paper comes twice."""
    runs = []
    for _ in range(2):
        skipped: list[Skipped] = []
        try:
            papers = list(read("-", stdin=io.BytesIO(data), on_skip=skipped.append))
        except ReadError as error:
            runs.append(([], [str(error)]))
        else:
            _sound([*papers, *skipped], data)
            runs.append((papers, [str(entry) for entry in skipped]))
    must(runs[0] == runs[1], "read twice, it is not the same")


def _sound(entries: list[Paper | Skipped], data: bytes) -> None:
    size = 0
    for entry in entries:
        if isinstance(entry, Skipped):
            must(bool(entry.place) and bool(entry.reason), f"a report that says nothing: {entry}")
            must(len(entry.reason) < 2_000, "a report as long as an abstract")
            continue
        entry.model_dump_json().encode("utf-8")
        must(bool(entry.id), "a paper without an id")
        must(not set(entry.title) & set("\n\r\t"), "a title of several lines")
        size += len(entry.abstract)
    must(size <= GROWTH * len(data) + 1_000, f"{len(data)} bytes grew to {size} characters")


def packing(data: bytes) -> None:
    """A wrapping is taken off, or refused."""
    try:
        for _, file in unpacked(io.BytesIO(data), place="input"):
            while file.read(65_536):
                pass
    except ClaimxError:
        return


def rule_loader(data: bytes) -> None:
    """A rule file is read or refused with file and reason."""
    kinds = sorted(rules.KINDS)
    kind = kinds[data[0] % len(kinds)] if data else kinds[0]
    try:
        list(rules._read(f"{kind}/fuzzed.toml", data[1:]))
    except ClaimxError as error:
        must("fuzzed.toml" in str(error), f"error without its file: {error}")


COMMANDS = {
    "extract": ("input",), "table": ("input",), "explain": (WORDS,), "evaluate": ("input", "input"), "readers": (),
    "rules list": (), "rules show": (WORDS,), "rules check": ("--rules", "input"), "rules test": (WORDS,), "schema": (),
    "query": (WORDS, "input"), "sql": (WORDS, "input"), "leaderboard": ("input", "--metric", "accuracy"),
    "compare": (WORDS, "--in", "input"), "conflicts": ("input",), "trend": ("input", "--metric", WORDS),
    "export": ("input",), "run": ("input", "--out", "shards"), "add": ("input", "--db", "claims.duckdb"),
    "store info": ("--db", "input"), "store vacuum": ("--db", "input"), "store export": ("--db", "input", "-o", "all.jsonl"),
}  # fmt: skip
"""Every command with what it is called with: `WORDS` stands for words out of the input, "input" for a file that is it."""
_OPTIONS = (
    [], ["--format", "csv"], ["--format", "md"], ["--format", "json"], ["-o", "out.jsonl"], ["-o", "out.html"], ["-o", "out"],
    ["--reader", "csv"], ["--reader", "feed"], ["--reader", "x"], ["--min-confidence", "0.5"], ["--min-confidence", "x"],
    ["--jobs", "0"], ["--nothing"], ["-h"], ["--rules", "none"], ["--format", "html", "-o", "page"], ["--format", "eee"],
    ["--format", "orkg"], ["-q"],
)  # fmt: skip


def command(name: str, data: bytes) -> None:
    """A command ends with 0, 1 or 2, and with a message instead of a traceback."""
    option = _OPTIONS[data[0] % len(_OPTIONS)] if data else []
    words = decode(data[1:41]).replace("\0", "").replace("/", "")
    given = [words if part == WORDS else part for part in COMMANDS[name]]
    with _folder() as folder:
        Path(folder, "input").write_bytes(data[1:])
        code, errors = _run([*name.split(), *option, *given])
    must(code in (0, 1, 2), f"exit code {code}")
    must("Traceback" not in errors, f"traceback: {errors[-400:]}")


@contextmanager
def _folder() -> Iterator[str]:
    here = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(here)


@cache
def _build_once() -> None:
    """Lets every command share one rulebook and one extractor, which take most of its time to build."""

    loaded = cache(rules.load_rules)
    for module in [module for name, module in sys.modules.items() if name.startswith("claimx")]:
        if hasattr(module, "load_rules"):
            module.load_rules = loaded
    plain = loaded()
    whole = extractor()
    extraction_room.Extractor = lambda book=None: whole if book is plain else Extractor(book)  # type: ignore[misc, assignment]


def _run(arguments: list[str]) -> tuple[int, str]:
    from claimx.cli import main

    _build_once()
    out, errors = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    before = sys.argv
    sys.argv = ["claimx", *arguments]
    try:
        with redirect_stdout(out), redirect_stderr(errors):
            main()
    except SystemExit as error:
        return int(error.code or 0) if not isinstance(error.code, str) else 1, errors.getvalue()
    finally:
        sys.argv = before
    return 0, errors.getvalue()


def targets() -> dict[str, Target]:
    """Every target by its name."""
    addresses.FETCHER = addresses.Fetcher(services=addresses.Services(*["http://127.0.0.1:9/"] * 3))  # type: ignore[misc]
    found: dict[str, Target] = {"text": text, "extraction": extraction, "reader": any_reader, "packing": packing}
    found |= {f"reader:{reader.name}": partial(one_reader, reader) for reader in READERS}
    found |= {"rules": rule_loader}
    return found | {f"command:{name}": partial(command, name) for name in COMMANDS}
