"""How long typical questions take on a large store of made-up claims, and how long a digest takes to add to it.

    python benchmarks/questions.py --db /tmp/large.duckdb --claims 10000000

makes the store where it is not there, then asks each question several times and prints the median of the warm ones, by
the clock and in processor time of all cores.
The claims are drawn from fixed distributions: metrics of the rulebook by rank, datasets and devices by rank, a subject for
four of five papers, a sentence of its own for every second claim.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from claimx.query.names import Names
from claimx.records import Claim, Paper
from claimx.rulebook import Rulebook, load_rules
from claimx.store import Store
from claimx.store.database import connect
from claimx.store.places import add_places
from claimx.store.schema import COLUMNS, DERIVED, NUMBERED, RECORD
from claimx.store.wording import add_words

QUESTIONS = (
    "speedup > 6x order by improvement desc limit 100",
    'latency < 2 ms on "iPhone 12"',
    "FID < 3 on CIFAR-10 and own",
    "accuracy > 99% and latency < 100 us",
    "params <= 1.5B and date >= 2026-01-01 limit 100",
    "mIoU gain >= 5 points order by date desc limit 50",
    "fewer flops >= 50% on ImageNet and own",
    'memory <= 16 GB on "RTX 4090"',
    'subject = "Net-4712"',
    'text ~ "point cloud" and speedup > 5x order by improvement desc limit 10',
    'text ~ "point cloud" order by value desc limit 10',
    "on CIFAR-10 order by date desc limit 50",
)
_SHAPE = ", ".join(f'"{name}" {of}' for name, of in COLUMNS.items())
BATCH = 1_000_000
_DATASETS = ("ImageNet-1K", "CIFAR-10", "COCO", "ADE20K", "Cityscapes", "GLUE", "SQuAD", "MMLU", "GSM8K", "KITTI", "LibriSpeech")
_DEVICES = ("A100", "RTX 4090", "H100", "V100", "iPhone 12", "CPU", "4x A100", "Jetson AGX Orin", "Raspberry Pi 4", "T4")
_WORDS = (
    "we", "show", "that", "model", "training", "large", "point cloud", "language", "vision", "efficient", "sparse", "attention",
    "the", "of", "on", "with", "over", "strong", "baseline", "improves", "segmentation", "detection", "graph", "diffusion",
    "transformer", "tokens", "pruning", "quantised", "memory", "inference", "benchmark", "method",
)  # fmt: skip

_GENERATED = """
WITH drawn AS (
    SELECT i, i // 4 AS paper, hash(i) AS a, hash(i + 1000000007) AS b, hash(i // 2 + 7) AS s, hash(i // 4 + 3) AS p
    FROM range($1::BIGINT, $2::BIGINT) t(i)),
named AS (
    SELECT *, metrics[1 + floor(pow((a % 100003) / 100003.0, 2.5) * len(metrics))::INTEGER] AS m,
        ['level', 'level', 'level', 'difference', 'ratio', 'transition'][1 + (b % 6)::INTEGER] AS sort,
        exp(((b // 7) % 10000) / 10000.0 * 12 - 4) AS size
    FROM drawn, (SELECT $3::VARCHAR[] AS metrics)),
typed AS (
    SELECT *, split_part(m, '|', 1) AS name, split_part(m, '|', 2) AS way, split_part(m, '|', 3) AS scale,
        split_part(m, '|', 4) AS printed, split_part(m, '|', 5) AS canon
    FROM named),
valued AS (
    SELECT *,
        CASE WHEN sort = 'ratio' THEN 'x' WHEN sort = 'difference' THEN ['%', 'point'][1 + (a % 2)::INTEGER]
             WHEN scale = 'percent' THEN '%' ELSE printed END AS unit,
        CASE WHEN scale = 'percent' AND sort IN ('level', 'transition') THEN round(100 * pow((b % 1009) / 1009.0, 0.3), 1)
             WHEN sort = 'difference' THEN round(exp((b % 997) / 997.0 * 5 - 1), 1)
             WHEN sort = 'ratio' THEN round(1 + exp((b % 991) / 991.0 * 5 - 3), 2)
             ELSE round(size, 2) END AS number,
        CASE WHEN sort = 'level' THEN 'none' WHEN (way = 'lower') = (a % 9 < 7) THEN 'decrease' ELSE 'increase' END AS moved
    FROM typed),
changed AS (
    SELECT *,
        CASE WHEN sort = 'ratio' AND moved = 'increase' THEN number WHEN sort = 'ratio' THEN 1 / number
             WHEN sort = 'difference' AND unit = '%' AND scale <> 'percent' AND number < 100
             THEN CASE WHEN moved = 'increase' THEN 1 + number / 100 ELSE 1 - number / 100 END END AS change
    FROM valued)
SELECT printf('%016x', a) AS claim_id, printf('%04d.%05d', 1000 + (paper // 9000)::INTEGER, (paper % 9000)::INTEGER) AS paper_id,
    words[1 + (p % 4001)::INTEGER] || ' number ' || p % 100000000 AS title,
    'https://example.org/abs/' || paper AS url,
    strftime(DATE '2010-01-01' + (paper * 6100 // 2500000)::INTEGER, '%Y-%m-%d') AS date, 'shard-' || paper // 50000 AS source,
    (a % 900)::INTEGER AS "start", (a % 900)::INTEGER + 5 AS "end", number || unit AS quote,
    concat_ws(' ', words[1 + (s % 4001)::INTEGER], words[1 + (s // 4001 % 4001)::INTEGER], words[1 + (a % 4001)::INTEGER],
        words[1 + (s // 16008001 % 4001)::INTEGER], words[1 + (s // 9999991 % 4001)::INTEGER], s % 1000000007) AS sentence,
    (a % 800)::INTEGER AS sentence_start,
    ['quality', 'speed', 'cost', 'scale'][1 + (a % 4)::INTEGER] AS family, sort AS kind, number AS value,
    CASE WHEN sort = 'transition' THEN round(number * (1 + (a % 100) / 100.0), 2) END AS value2, unit,
    ['exact', 'exact', 'exact', 'exact', 'up_to', 'about', 'more_than', 'less_than'][1 + (a % 8)::INTEGER] AS bound,
    name AS metric, moved AS effect, change AS factor,
    CASE WHEN sort = 'difference' THEN CASE WHEN unit = 'point' THEN 'points' WHEN scale = 'percent' THEN 'unstated'
         ELSE 'relative' END END AS basis,
    CASE WHEN p % 5 > 0 THEN 'Net-' || p % 2000003 END AS subject, ['Base-' || p % 5003] AS baseline,
    CASE WHEN b % 3 = 0 THEN [] ELSE [datasets[1 + floor(pow((a % 100019) / 100019.0, 3) * len(datasets))::INTEGER]]
         END AS dataset,
    'task ' || p % 500 AS task,
    CASE WHEN b % 8 = 0 THEN devices[1 + floor(pow((a % 10007) / 10007.0, 2) * len(devices))::INTEGER] END AS hardware,
    [] AS setting, CASE WHEN a % 8 = 0 THEN 'prior' ELSE 'own' END AS attribution, nullif(way, '') AS better,
    CASE WHEN moved = 'none' OR way = '' THEN 'neutral' WHEN (moved = 'increase') = (way = 'higher') THEN 'gain' ELSE 'loss' END
        AS polarity,
    CASE way WHEN 'higher' THEN change WHEN 'lower' THEN 1 / nullif(change, 0) END AS improvement,
    CASE WHEN canon <> '' AND sort IN ('level', 'transition') THEN number * split_part(m, '|', 6)::DOUBLE END AS canonical_value,
    CASE WHEN canon <> '' AND sort IN ('level', 'transition') THEN canon END AS canonical_unit,
    ['metric.one', 'pattern.two'] AS rules, 0.9 AS confidence
FROM changed, (SELECT $4::VARCHAR[] AS datasets, $5::VARCHAR[] AS devices, $6::VARCHAR[] AS words)
"""


def main() -> None:
    """Make, ask, add, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--db", type=Path, required=True)
    arguments.add_argument("--claims", type=int, default=10_000_000)
    arguments.add_argument("--times", type=int, default=7)
    given = arguments.parse_args()
    rulebook = load_rules()
    if not given.db.exists():
        began = time.perf_counter()
        make(given.db, given.claims, rulebook)
        print(f"made in {time.perf_counter() - began:.0f} s")
    print(f"{given.db.stat().st_size / 1e9:.2f} GB")
    ask(given.db, given.times)
    add(given.db, rulebook)


def make(path: Path, claims: int, rulebook: Rulebook) -> None:
    """A store of made-up claims, as one would lie after `claimx store vacuum`."""
    names = Names.of(rulebook)
    lists = [_metrics(names), [*_DATASETS, *(f"Set-{n}" for n in range(8000))], [*_DEVICES, *(f"Chip {n}" for n in range(200))]]
    connection = connect(path, write=True, wait=0)
    connection.execute("INSERT INTO meta VALUES ('names', $1)", [names.dump()])
    for start in range(0, claims, BATCH):
        parameters = [start, min(start + BATCH, claims), *lists, _phrases()]
        connection.execute(f"CREATE OR REPLACE TEMP TABLE made ({_SHAPE})")
        connection.execute(f"INSERT INTO made SELECT {RECORD} FROM ({_GENERATED})", parameters)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT {RECORD}, {DERIVED}, {NUMBERED} FROM made ORDER BY nr")
        connection.execute("INSERT INTO claims BY NAME FROM fresh")
        add_words(connection, "fresh")
    connection.execute(
        "INSERT INTO papers SELECT paper_id, any_value(title), any_value(url), any_value(date), any_value(source), "
        "any_value(claim_id), $1 FROM claims GROUP BY paper_id",
        [names.fingerprint],
    )
    connection.execute("INSERT INTO listed SELECT source, paper_id, content, rulebook FROM papers")
    add_places(connection, "claims", names)
    connection.close()
    Store(path).vacuum()


def _phrases() -> list[str]:
    """Pieces of sentences, one in eighty of them on point clouds."""
    stems = [word for word in _WORDS if word != "point cloud"]
    count = len(stems)
    return [
        " ".join(
            (stems[n % count], f"{stems[n * 7 % count]}{n}", "point cloud" if n % 400 == 7 else stems[n // count % count], "and")
        )
        for n in range(4001)
    ]


def _metrics(names: Names) -> list[str]:
    """Metrics by rank, each with its way, scale, printed unit, canonical unit and factor, as one text."""
    first = ["accuracy", "speed", "latency", "fid", "parameters", "miou", "flops", "f1", "memory", "throughput", "bleu", "psnr"]
    printed = {
        "latency": "ms",
        "memory": "GB",
        "parameters": "parameter",
        "throughput": "fps",
        "flops": "GFLOPs",
        "run_time": "s",
    }
    ranked = [*first, *(name for name in names.metrics if name not in first)]
    found = []
    for metric in (names.metrics[name] for name in ranked):
        unit = printed.get(metric.name, metric.unit)
        factor, canonical = names.canonical(1.0, unit) if unit else (1.0, "")
        scale = "percent" if metric.percent else ""
        found.append("|".join((metric.name, metric.better or "", scale, unit, canonical, str(factor))))
    return found


def ask(path: Path, times: int) -> None:
    """Each question several times; the first one is cold and does not count."""
    with Store(path) as store:
        for question in QUESTIONS:
            taken: list[float] = []
            worked: list[float] = []
            found = 0
            for _ in range(times + 1):
                began, at_work = time.perf_counter(), time.process_time()
                found = sum(1 for _ in store.query(question).rows())
                taken.append((time.perf_counter() - began) * 1000)
                worked.append((time.process_time() - at_work) * 1000)
            warm = f"{statistics.median(taken[1:]):7.1f} ms, {statistics.median(worked[1:]):7.1f} ms of work"
            print(f"{warm}  (cold {taken[0]:7.1f})  {found:6} claims  {question}")


def add(path: Path, rulebook: Rulebook) -> None:
    """A digest of 100 papers with four claims each: once new, once again, once in another wording."""
    for round_ in ("new", "again", "other wording"):
        abstract = "A net is 2x faster." if round_ != "other wording" else "A net is 2x faster, mostly."
        papers = [Paper(id=f"added-{n}", title=f"Paper {n}", abstract=abstract, source="digest.txt") for n in range(100)]
        batch = [(paper, [_claim(paper, n) for n in range(4)]) for paper in papers]
        began = time.perf_counter()
        done = Store(path).add(batch, rulebook=rulebook)
        print(f"{(time.perf_counter() - began) * 1000:7.1f} ms  add, {round_}: {done}")


def _claim(paper: Paper, number: int) -> Claim:
    return Claim(
        claim_id=f"{paper.id}-{number}", paper_id=paper.id, start=9, end=11, quote="2x", sentence=paper.abstract,
        sentence_start=0, family="speed", kind="ratio", value=2, unit="x", metric="speed", effect="increase", factor=2,
        better="higher", polarity="gain", improvement=2, dataset=("ImageNet",), subject=f"Added-{number}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
