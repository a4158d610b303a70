"""What ten times as much hostile text costs: for every reader and for extraction, and of which text it costs most.

    python benchmarks/hostile.py [--megabytes 1] [--worst 1] [--mark TEXT] [NAME ...]

Every text is tried at a small size; those that cost most there, and those whose cost grows most, are read at one size and
at ten times that size, and the ratio of the processor seconds is printed for each. Times below a twentieth of a second
are counted as that, since they say nothing.
"""

from __future__ import annotations

import argparse
import gc
import io
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from hostile_texts import MARKS, hostile_texts

from claimx.errors import ReadError
from claimx.extraction import Extractor
from claimx.readers.catalogue import READERS
from claimx.readers.reader import Reader
from claimx.readers.stream import Stream
from claimx.records import Paper

TIMES = 10
LEAST = 0.05
SMALL = 4_000
"""Characters of the texts among which the worst are looked for."""
LIMIT = 12.0
SENTENCES = (
    "latency 1", "1.5x ", "12% and ", "from 1 to ", "3 and 4, ", "(1.2 ms, ", "up to ", "on A, ", "outperforming X of 5.33, ", "1,000,",
    "\\times 3", "$1$ ", "A1-", "by 3% ", "2.5X faster and ", "accuracy of 90.1% on X. ",
)  # fmt: skip


def main() -> int:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--worst", type=int, default=1, help="how many texts of each of the two sorts (1)")
    parser.add_argument("--mark", help="only the texts made of this")
    options = parser.parse_args()
    size, greatest = int(options.megabytes * 1e6), 0.0
    for name, run, texts in _subjects():
        if not options.names or name in options.names:
            for ratio, small, large, what in _ratios(run, _only(texts, options.mark), size, worst=options.worst):
                print(f"{name:<16} {ratio:>6.1f}  {small:>7.2f} s {large:>8.2f} s  {what[:60]}", flush=True)
                greatest = max(greatest, ratio)
    print(f"greatest ratio {greatest:.1f}, at most {LIMIT:.0f} is wanted")
    return int(greatest > LIMIT)


Texts = Callable[[int], Iterator[tuple[str, str]]]


def _only(texts: Texts, mark: str | None) -> Texts:
    """The texts made of *mark*; all of them where none is asked for."""
    return lambda size: ((what, text) for what, text in texts(size) if mark is None or what.endswith(repr(mark)))


def _subjects() -> Iterator[tuple[str, Callable[[str], object], Texts]]:
    for reader in READERS:
        yield (
            reader.name,
            lambda text, reader=reader: _read(reader, text),
            lambda size, reader=reader: hostile_texts(reader, size),
        )
    extractor = Extractor()
    yield "extraction", lambda text: extractor.claims(Paper(id="p", abstract=text)), _abstracts


def _abstracts(size: int) -> Iterator[tuple[str, str]]:
    for mark in (*MARKS, *SENTENCES):
        yield repr(mark), "It is 2x faster. " + mark * (size // len(mark))


def _read(reader: Reader, text: str) -> None:
    stream = Stream(io.BytesIO(text.encode("utf-8", "replace")), place="hostile")
    try:
        reader.sniff(stream.head)
        for _ in reader.papers(stream):
            pass
    except ReadError:
        return


def _ratios(run: Callable[[str], object], texts: Texts, size: int, *, worst: int) -> Iterator[tuple[float, float, float, str]]:
    """The ratio for the *worst* texts that cost most at a small size, and for those whose cost grows most there."""
    costs = []
    for (what, small), (_, large) in zip(texts(SMALL), texts(SMALL * 4), strict=True):
        first, second = _seconds(run, small), _seconds(run, large)
        costs.append((second, second / max(first, LEAST / 10), what))
    chosen = {what for _, _, what in sorted(costs)[-worst:]} | {
        what for _, _, what in sorted(costs, key=lambda cost: cost[1])[-worst:]
    }
    for (what, small), (_, large) in zip(texts(size), texts(size * TIMES), strict=True):
        if what in chosen:
            first, second = _seconds(run, small), _seconds(run, large)
            yield max(second, LEAST) / max(first, LEAST), first, second, what


def _seconds(run: Callable[[str], object], text: str) -> float:
    gc.collect()
    start = time.process_time()
    run(text)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
