"""How cost grows: with the length of a text, the number of papers, rules and workers. Prints Markdown tables."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from claimx.extraction import Extractor
from claimx.records import Paper

RULE = """
[[rule]]
id = "metric.quality.invented_{n}"
name = "other:invented measure {n}"
family = "quality"
aliases = ["invented measure {n}", "measure of invention {n}"]
match = [{{ text = "An invented measure {n} of «3.5» is seen." }}]
"""


def seconds(extractor: Extractor, texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        extractor.claims(Paper(id="x", abstract=text))
    return time.process_time() - began


def by_length(texts: list[str]) -> list[tuple[str, str]]:
    """One text, made longer: time for each character."""
    extractor = Extractor()
    seconds(extractor, texts[:200])
    rows = []
    for times in (1, 4, 16, 64):
        long = [" ".join(texts[i : i + times]) for i in range(0, 192 * 4, times)][: max(3, 768 // times)]
        rows.append((f"{sum(map(len, long)) // len(long):,} characters", f"{1e9 * seconds(extractor, long) / sum(map(len, long)):.0f} ns"))
    return rows


def by_rules(texts: list[str]) -> list[tuple[str, str]]:
    """Invented metrics added to the rulebook: time for an abstract."""
    from claimx.rulebook import load_rules

    rows = []
    for count in (0, 500, 2000):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "metrics").mkdir()
            (Path(folder) / "metrics" / "invented.toml").write_text("".join(RULE.format(n=n) for n in range(count)) or 'title = "none"\n')
            book = load_rules(folder)
        extractor = Extractor(book)
        seconds(extractor, texts[:200])
        rows.append((f"{len(list(book)):,} rules", f"{1e6 * seconds(extractor, texts[200:1200]) / 1000:.0f} µs"))
    return rows


def by_run(path: Path, papers: int, jobs: int) -> tuple[float, float]:
    """Wall seconds and peak memory (MB, of the largest process) of ``claimx run`` on so many papers."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "papers.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()
        with source.open("w", encoding="utf-8") as file:
            for number in range(papers):
                record = json.loads(lines[number % len(lines)])
                record["id"] = f"{record['id']}-{number}"
                file.write(json.dumps(record) + "\n")
        code = "from claimx.cli import main; main()"
        command = [sys.executable, "-c", code, "run", str(source), "--out", f"{folder}/out", "--jobs", str(jobs)]
        began = time.monotonic()
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def show(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    print(f"\n{title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    print("\n".join(f"| {' | '.join(row)} |" for row in rows))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("texts", type=Path)
    arguments.add_argument("--papers", type=int, nargs="+", default=[10_000, 100_000])
    given = arguments.parse_args()
    texts = [json.loads(line)["abstract"] for line in given.texts.open(encoding="utf-8")]
    show("Length of one text", ("text", "time a character"), by_length(texts))
    show("Number of rules", ("rulebook", "time an abstract"), by_rules(texts))
    workers = [(f"{jobs}", f"{by_run(given.texts, given.papers[0], jobs)[0]:.1f} s") for jobs in (1, 2)]
    show(f"Workers, {given.papers[0]:,} papers", ("processes", "wall time"), workers)
    memory = [(f"{count:,}", "{1:.0f} MB".format(*by_run(given.texts, count, 1))) for count in given.papers]
    show("Number of papers", ("papers", "peak memory"), memory)


if __name__ == "__main__":
    main()
