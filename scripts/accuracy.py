"""Measures claimx on the annotated material and writes docs/accuracy.md.

    python scripts/accuracy.py ../shared

The folder holds ``gold/seed`` and ``gold/dev`` (abstracts.jsonl, claims.jsonl), ``corpus`` (flavours.jsonl, score_flavours.py)
and ``leaderboard_facts`` (dev.jsonl, score_facts.py). What people found on claims drawn at random stands in
``docs/random-sample.toml`` and is copied from there.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, stdev
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MAIN = "from claimx.cli import main; main()"
LEVELS = ("found", "typed", "linked")
FIELDS = ("kind", "metric", "effect", "bound", "factor", "subject", "baseline", "dataset", "task", "hardware", "attribution")


def claimx(*arguments: object) -> str:
    """What the command prints."""
    return _output([sys.executable, "-c", MAIN, *map(str, arguments)])


def script(path: Path, *arguments: object) -> dict[str, Any]:
    """The JSON that a scoring script prints."""
    found: dict[str, Any] = json.loads(_output([sys.executable, str(path), *map(str, arguments), "--json"]))
    return found


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def gold_section(shared: Path) -> tuple[str, str]:
    """Scores on the two annotated sets, and the fingerprint of the rulebook they were made with."""
    reports = {}
    for name in ("seed", "dev"):
        folder = shared / "gold" / name
        reports[name] = json.loads(
            claimx("evaluate", folder / "abstracts.jsonl", folder / "claims.jsonl", "--json", "--folds", 5, "-q")
        )
    return "\n\n".join([_levels(reports), _folds(reports["dev"]), _fields(reports), _reliability(reports["dev"])]), reports[
        "dev"
    ]["rulebook"]


def _levels(reports: dict[str, Any]) -> str:
    rows = []
    for name, report in reports.items():
        for level in LEVELS:
            v = report["levels"][level]
            rows.append(f"| {name} | {level} | {v['precision']:.3f} | {v['recall']:.3f} | {v['f1']:.3f} |")
    sizes = "; ".join(f"{n}: {r['abstracts']} abstracts, {r['levels']['found']['gold']} claims" for n, r in reports.items())
    return (
        f"## Annotated abstracts\n\n{sizes}. *found*: the number with its unit; *typed*: and kind, metric, effect, bound; "
        "*linked*: and subject,\ndataset, device, attribution. Two careful annotators agree at 0.98, 0.92 and 0.86.\n\n"
        "| set | level | precision | recall | F1 |\n|---|---|---|---|---|\n" + "\n".join(rows)
    )


def _folds(report: dict[str, Any]) -> str:
    rows = [
        f"| {level} | {' | '.join(f'{v:.3f}' for v in values)} | {mean(values):.3f} | {stdev(values):.3f} |"
        for level, values in report["folds"].items()
    ]
    return "F1 on the five fifths of dev, rules frozen:\n\n| level | 1 | 2 | 3 | 4 | 5 | mean | deviation |\n" + (
        "|---|---|---|---|---|---|---|---|\n" + "\n".join(rows)
    )


def _fields(reports: dict[str, Any]) -> str:
    shares = {field: [f"{report['fields'][field]:.3f}" for report in reports.values()] for field in FIELDS}
    rows = [f"| {field} | {' | '.join(values)} |" for field, values in shares.items()]
    return "Agreement of single fields on found claims:\n\n| field | seed | dev |\n|---|---|---|\n" + "\n".join(rows)


def _reliability(report: dict[str, Any]) -> str:
    rows = [
        f"| {b['low']:.1f}-{b['high']:.1f} | {b['claims']} | {b['mean']:.3f} | {b['right']:.3f} |" for b in report["reliability"]
    ]
    return (
        "Confidence on dev, which is among the abstracts that it was measured on; of the surer half of the claims "
        f"{report['best_half']:.3f} are typed right:\n\n| confidence | claims | mean | typed right |\n|---|---|---|---|\n"
        + "\n".join(rows)
    )


def flavours_section(shared: Path, folder: Path) -> str:
    """Whether the way a text was stored changes what is found."""
    tool, texts, claims = shared / "corpus/score_flavours.py", folder / "flavours.jsonl", folder / "flavour-claims.jsonl"
    _output([sys.executable, str(tool), "--make", str(shared / "corpus/flavours.jsonl"), str(texts)])
    claimx("extract", texts, "-o", claims, "-q")
    found = script(tool, shared / "corpus/flavours.jsonl", claims)
    return (
        "## The same abstract in LaTeX, residue, HTML and plain text\n\n"
        f"Of {found['pairs']} comparable pairs of texts {found['same']:.4f} give the same claims; "
        f"of the {found['pairs_with_claims']} "
        f"pairs with claims\n{found['same_with_claims']:.4f}."
    )


def facts_section(shared: Path, folder: Path) -> str:
    """What people entered into leaderboards, found again."""
    facts, claims = shared / "leaderboard_facts/dev.jsonl", folder / "fact-claims.jsonl"
    claimx("extract", facts, "-o", claims, "-q")
    found = script(shared / "leaderboard_facts/score_facts.py", facts, claims)
    rows = [f"| {name.replace('_', ' ')} | {value:.3f} |" for name, value in found.items() if isinstance(value, float)]
    return (
        f"## Numbers that people entered into leaderboards\n\n{found['numbers']} numbers that stand in abstracts, with metric "
        "and dataset as people entered them.\n\n| | share |\n|---|---|\n" + "\n".join(rows)
    )


def sample_section(path: Path) -> str:
    """What was found on claims drawn at random, read one by one."""
    title = "## Claims drawn at random, read one by one\n\n"
    if not path.is_file():
        return title + "Not read yet for these rules."
    sample = tomllib.loads(path.read_text(encoding="utf-8"))
    causes = "\n".join(f"| {cause['what']} | {cause['claims']} |" for cause in sample.get("cause", []))
    return (
        f"{title}{sample['claims']} claims out of {sample['abstracts']} abstracts, drawn with seed {sample['seed']}, read on "
        f"{sample['read']} with rulebook\n`{sample['rulebook']}`: {sample['found_right']} found right, "
        f"{sample['typed_right']} "
        f"typed right. The errors by cause:\n\n"
        f"| cause | claims |\n|---|---|\n{causes}\n\n{sample.get('remarks', '').strip()}".rstrip()
    )


def main(shared: Path) -> None:
    """Measure and write."""
    gold, rulebook = gold_section(shared)
    today = datetime.now(UTC).date().isoformat()
    with TemporaryDirectory() as name:
        sections = [gold, flavours_section(shared, Path(name)), facts_section(shared, Path(name))]
    sections.append(sample_section(ROOT / "docs/random-sample.toml"))
    head = (
        f"# How right claimx is\n\nMeasured on {today} with rulebook `{rulebook}`; written by `make accuracy`, which needs the "
        "annotated material.\nThe annotated abstracts are not part of this project."
    )
    limits = (ROOT / "docs/limits.md").read_text(encoding="utf-8").strip()
    (ROOT / "docs/accuracy.md").write_text("\n\n".join([head, *sections, limits]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
