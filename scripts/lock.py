"""Writes the lock file of development: every package at one version, without saying where it comes from.

    python scripts/lock.py requirements-dev.lock

Installs the checkout with its development extra into a fresh environment, newest versions that pyproject.toml admits, and
writes what came. `make` installs with that file as constraints.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
HEADER = "# Versions of everything that development needs; written by `make lock`, installed with by `make`.\n"


def main(target: Path) -> None:
    """Resolve and write."""
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / "bin" / "python")
        pip = [python, "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--quiet", "--editable", f"{ROOT}[dev]"], check=True)
        frozen = subprocess.run([*pip, "freeze", "--exclude-editable"], check=True, capture_output=True, text=True).stdout
    pins = sorted((line for line in frozen.splitlines() if "==" in line), key=str.lower)
    target.write_text(HEADER + "\n".join(pins) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
