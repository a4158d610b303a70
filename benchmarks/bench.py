"""All contenders side by side, interleaved: rates, ratios, memory, start-up; see README.md here."""

from __future__ import annotations

import argparse
import datetime
import json
import platform
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
REPORT = HERE.parent / "docs" / "performance.md"
PLOT = HERE.parent / "docs" / "performance.svg"
MARKS = ("<!-- measured by benchmarks/bench.py -->", "<!-- end of what is measured -->")
COUNT = 400
"""Texts in one stretch."""
LOSS = 0.8
"""A ratio that falls below this share of the last release's is a regression."""


@dataclass
class Contender:
    """A running worker and what it has told so far, one entry for each set of texts."""

    name: str
    process: subprocess.Popen[str]
    start: float
    version: str
    done: list[int] = field(default_factory=list)
    found: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    memory: float = 0.0

    def rate(self, texts: int) -> float:
        return self.done[texts] / self.seconds[texts] if self.seconds[texts] else 0.0


def start(name: str, texts: list[Path], peers: Path | None) -> Contender | None:
    own = peers / name / "bin" / "python" if peers else None
    python = str(own) if own and own.exists() else sys.executable if name in ("claimx", "blank") else None
    if python is None:
        return None
    command = [python, str(HERE / "worker.py"), str(HERE / "contenders" / f"{name}.py"), *map(str, texts)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        return None
    facts = json.loads(line)
    zeros = [0] * len(texts)
    return Contender(name, process, facts["start"], facts["version"], zeros[:], zeros[:], [0.0] * len(texts))


def turn(contender: Contender, texts: int, first: int, seconds: float) -> None:
    """Let one contender read one stretch."""
    assert contender.process.stdin is not None and contender.process.stdout is not None
    contender.process.stdin.write(json.dumps({"set": texts, "first": first, "count": COUNT, "seconds": seconds}) + "\n")
    contender.process.stdin.flush()
    facts = json.loads(contender.process.stdout.readline())
    contender.done[texts] += facts["done"]
    contender.found[texts] += facts["found"]
    contender.seconds[texts] += facts["seconds"]
    contender.memory = facts["memory"]


def measure(contenders: list[Contender], texts: list[Path], *, rounds: int, seconds: float) -> None:
    """Round by round, everyone in turn; the first round of a set warms up and is not counted."""
    for number, path in enumerate(texts):
        size = sum(1 for _ in path.open(encoding="utf-8"))
        for round in range(rounds + 1):
            first = round * COUNT % size if size > COUNT else 0
            for contender in contenders:
                turn(contender, number, first, seconds)
            if round == 0:
                for contender in contenders:
                    contender.done[number] = contender.found[number] = 0
                    contender.seconds[number] = 0.0


def results(contenders: list[Contender], names: list[str]) -> dict[str, object]:
    ours = next(c for c in contenders if c.name == "claimx")
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine(),
        "python": platform.python_version(),
        "texts": names,
        "contenders": {
            c.name: {
                "version": c.version,
                "rate": [round(c.rate(t), 1) for t in range(len(names))],
                "ratio": [round(ours.rate(t) / c.rate(t), 3) if c.rate(t) else None for t in range(len(names))],
                "memory_mb": round(c.memory),
                "start_s": round(c.start, 2),
            }
            for c in contenders
        },
    }


def machine() -> str:
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return f"{model}, {platform.system()} {platform.machine()}"


def table(found: dict, missing: list[str]) -> str:
    lines = [f"{found['machine']}, Python {found['python']}, {found['date']}; abstracts a second of CPU time on one core.", ""]
    heads = [f"{name}: rate | claimx is" for name in found["texts"]]
    lines += [f"| | version | {' | '.join(heads)} | peak memory | start-up |", "|---|---" + "|---:|---:" * len(heads) + "|---:|---:|"]
    for name, c in sorted(found["contenders"].items(), key=lambda item: -item[1]["rate"][-1]):
        cells = [
            f"{rate:,.0f} | {'' if name == 'claimx' or ratio is None else f'{ratio:.2f}x'}"
            for rate, ratio in zip(c["rate"], c["ratio"], strict=True)
        ]
        lines.append(f"| {name} | {c['version']} | {' | '.join(cells)} | {c['memory_mb']} MB | {c['start_s']:.1f} s |")
    if missing:
        lines += ["", f"Not installed here: {', '.join(missing)}."]
    return "\n".join(lines)


def plot(found: dict) -> str:
    """Rates as bars on a logarithmic scale."""
    import math

    rows = sorted(((c["rate"][-1], name) for name, c in found["contenders"].items() if c["rate"][-1]), reverse=True)
    top = math.log10(rows[0][0]) or 1
    height = 34 + 26 * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{height}" font-family="sans-serif" font-size="13">',
        f'<rect width="640" height="{height}" fill="white"/>',
        f'<text x="8" y="18">Abstracts a second on one core ({found["texts"][-1]}, logarithmic)</text>',
    ]
    for place, (rate, name) in enumerate(rows):
        y, width = 30 + 26 * place, max(2.0, 400 * math.log10(max(rate, 1.01)) / top)
        colour = "#2b6cb0" if name == "claimx" else "#a0aec0"
        parts.append(f'<text x="100" y="{y + 15}" text-anchor="end">{name}</text>')
        parts.append(f'<rect x="108" y="{y}" width="{width:.0f}" height="20" fill="{colour}"/>')
        parts.append(f'<text x="{116 + width:.0f}" y="{y + 15}">{rate:,.0f}</text>')
    return "\n".join([*parts, "</svg>", ""])


def fallen(found: dict, old: dict) -> list[str]:
    """Ratios that are a fifth below those of the last release."""
    out = []
    for name, facts in found["contenders"].items():
        before = dict(zip(old["texts"], old["contenders"].get(name, {}).get("ratio", []), strict=False))
        for texts, now in zip(found["texts"], facts["ratio"], strict=True):
            if (was := before.get(texts)) and now and now < was * LOSS:
                out.append(f"claimx against {name} on {texts}: {now:.2f}, was {was:.2f}")
    return out


def last_release(current: str) -> dict | None:
    """The stored results of the newest release before or at *current*."""
    stored = sorted((HERE / "results").glob("*.json"), key=lambda p: [int(n) for n in p.stem.split(".") if n.isdigit()])
    return json.loads(stored[-1].read_text()) if stored else None


def write(found: dict, missing: list[str], version: str) -> None:
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{version}.json").write_text(json.dumps(found, indent=1) + "\n")
    text = REPORT.read_text(encoding="utf-8")
    before, after = text.split(MARKS[0])[0], text.split(MARKS[1])[1]
    REPORT.write_text(f"{before}{MARKS[0]}\n{table(found, missing)}\n{MARKS[1]}{after}", encoding="utf-8")
    PLOT.write_text(plot(found), encoding="utf-8")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("texts", nargs="+", type=Path, help="JSON Lines with an abstract on each line")
    arguments.add_argument("--peers", type=Path, help="folder of virtual environments, one for each peer")
    arguments.add_argument("--seconds", type=float, default=2.0, help="the most that a contender gets for a stretch")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--check", action="store_true", help="compare with the last release, write nothing")
    given = arguments.parse_args()
    names = [path.parent.name if path.stem == "abstracts" else path.stem for path in given.texts]
    every = ["claimx", "blank", *sorted(p.stem for p in (HERE / "contenders").glob("*.py") if p.stem not in ("claimx", "blank"))]
    started = {name: start(name, given.texts, given.peers) for name in every}
    contenders = [c for c in started.values() if c is not None]
    measure(contenders, given.texts, rounds=given.rounds, seconds=given.seconds)
    for contender in contenders:
        contender.process.terminate()
    found, missing = results(contenders, names), [name for name, c in started.items() if c is None]
    print(table(found, missing))
    version = found["contenders"]["claimx"]["version"]
    old = last_release(version)
    if not given.check:
        write(found, missing, version)
    worse = fallen(found, old) if old else []
    print(*worse, sep="\n", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    raise SystemExit(main())
