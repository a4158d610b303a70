"""Runs targets over many inputs, one process a target: ``python fuzz/run.py [TARGET ...] [--runs N] [--engine NAME]``."""

from __future__ import annotations

import argparse
import faulthandler
import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
FINDINGS = HERE / "findings"
SEEDS = HERE.parent / "tests/fixtures"
LENGTH = 768
"""The longest input, in bytes."""
SECONDS = 20
"""One input that takes longer hangs."""
MEGABYTES = 4096
"""The most memory that a target may take."""
SHARES = {"command": 400, "extraction": 3}
"""A target takes the number of runs divided by this; by 1 where none is named. Command lines are slow."""


def main() -> int:
    options = _options()
    sys.path[:0] = [str(HERE), str(HERE.parent / "src")]
    known = _targets(instrumented=options.child and options.engine == "atheris")
    names = [name for name in known if not options.targets or name in options.targets or name.split(":")[0] in options.targets]
    if options.child:
        return _child(names[0], known[names[0]], runs=options.runs, engine=options.engine, seed=options.seed)
    failed, total, began = [], 0, time.monotonic()
    for name in names:
        runs = max(1, int(options.runs / SHARES.get(name.split(":")[0], 1)))
        command = [
            sys.executable,
            __file__,
            name,
            "--child",
            f"--runs={runs}",
            f"--engine={options.engine}",
            f"--seed={options.seed}",
        ]
        start = time.monotonic()
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        total += runs if not done.returncode else 0
        seconds = time.monotonic() - start
        print(f"{name:<24} {runs:>8} inputs {seconds:>7.0f} s  {'FOUND' if done.returncode else 'ok'}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout[-1500:], done.stderr[-4000:], flush=True)
    print(f"{total} inputs without a finding, {len(failed)} targets with findings, {time.monotonic() - began:.0f} s")
    return int(bool(failed))


def _targets(*, instrumented: bool) -> dict[str, Callable[[bytes], None]]:
    """The targets, with our own code instrumented where the engine is guided by what an input reaches."""
    if instrumented:
        import atheris

        with atheris.instrument_imports(include=["claimx", "targets"], enable_loader_override=False):
            from targets import targets
    else:
        from targets import targets
    return targets()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--runs", type=lambda text: int(float(text)), default=1_000)
    parser.add_argument("--engine", choices=("atheris", "hypothesis"), default="atheris")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _child(name: str, target: Callable[[bytes], None], *, runs: int, engine: str, seed: int) -> int:
    import logging
    import warnings

    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    faulthandler.enable()
    return (_atheris if engine == "atheris" else _hypothesis)(name, target, runs=runs, seed=seed)


def _atheris(name: str, target: Callable[[bytes], None], *, runs: int, seed: int) -> int:
    import atheris

    with tempfile.TemporaryDirectory() as folder:
        _write_seeds(Path(folder), prefix=name.startswith(("command", "rules")))
        FINDINGS.mkdir(exist_ok=True)
        place = f"-artifact_prefix={FINDINGS}/{name.replace(':', '-').replace(' ', '-')}-"
        limits = [f"-max_len={LENGTH}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}", f"-runs={runs}", f"-seed={seed}"]
        atheris.Setup([__file__, folder, place, "-verbosity=0", "-len_control=0", *limits], target)
        atheris.Fuzz()
    return 0


def _write_seeds(folder: Path, *, prefix: bool) -> None:
    for number, file in enumerate(sorted(path for path in SEEDS.rglob("*") if path.is_file())):
        data = file.read_bytes()[:LENGTH]
        (folder / f"seed{number}").write_bytes(bytes([number % 16]) * prefix + data)
    (folder / "packed").write_bytes(gzip.compress(b'{"title": "T", "abstract": "We halve it."}'))


def _hypothesis(name: str, target: Callable[[bytes], None], *, runs: int, seed: int) -> int:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    seeds = [path.read_bytes()[:LENGTH] for path in sorted(SEEDS.rglob("*")) if path.is_file()]

    @st.composite
    def inputs(draw: st.DrawFn) -> bytes:
        """A fixture with some stretches cut, doubled or overwritten, or bytes of no fixture."""
        data = bytearray(draw(st.sampled_from(seeds)))
        for _ in range(draw(st.integers(0, 6))):
            start = draw(st.integers(0, len(data)))
            length = draw(st.integers(0, 40))
            data[start : start + length] = draw(
                st.one_of(st.just(bytes(data[start : start + length]) * 2), st.binary(max_size=12))
            )
        return bytes(data[:LENGTH])

    words = st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))

    @settings(max_examples=runs, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @seeded(seed)
    @given(st.one_of(inputs(), st.binary(max_size=200), words))
    def run(data: bytes) -> None:
        target(data)

    run()
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code) if "--child" in sys.argv else sys.exit(code)
