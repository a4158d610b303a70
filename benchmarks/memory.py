"""What a run over 2 GB of JSON Lines takes in memory, against one over 20 MB: the peaks of two processes, and their ratio.

    python benchmarks/memory.py [--megabytes 2000] [--folder /tmp]

The files are generated, every paper another one, one in fifty with claims, and deleted afterwards.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FACTOR = 100
LIMIT = 1.5
SENTENCES = "We study how a network forgets what it was taught, and how that may be kept from it by means of rehearsal. "
CLAIM = "It runs 2.5x faster than the baseline and reaches 71.3% on ImageNet. "
RUN = """
import resource, sys
from claimx.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=2_000)
    parser.add_argument("--folder", type=Path, default=None)
    options = parser.parse_args()
    small, large = (_peak(size, options.folder) for size in (options.megabytes // FACTOR, options.megabytes))
    print(f"ratio {large / small:.2f}, at most {LIMIT} is wanted")
    return int(large > LIMIT * small)


def _peak(megabytes: int, folder: Path | None) -> float:
    """The most memory in MB that a run over so much took."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", dir=folder, encoding="utf-8") as file:
        _write(file, megabytes * 1_000_000)
        start = time.monotonic()
        command = [sys.executable, "-c", RUN, "extract", file.name, "-o", "/dev/null", "--format", "jsonl"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    peak = int(done.stderr.split()[-1]) / 1_000
    print(f"{megabytes} MB: peak {peak:.0f} MB, {time.monotonic() - start:.0f} s; {done.stderr.splitlines()[-2]}", flush=True)
    return peak


def _write(file: tempfile._TemporaryFileWrapper[str], size: int) -> None:
    number = written = 0
    while written < size:
        text = SENTENCES * 30 + (CLAIM if number % 50 == 0 else "")
        record = {"id": f"{2000 + number // 99_999}.{number % 99_999:05}", "title": f"Paper number {number}", "abstract": text}
        written += file.write(json.dumps(record) + "\n")
        number += 1
    file.flush()


if __name__ == "__main__":
    sys.exit(main())
