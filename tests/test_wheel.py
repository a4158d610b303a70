"""The wheel holds all that the main job needs: built, installed into a clean environment, and run from elsewhere."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from claimx.rulebook import load_rules, rules_folder

ROOT = Path(__file__).resolve().parents[1]
DIGEST = ROOT / "tests/fixtures/digests/digest.txt"
CLEAN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


def run(*command: object, cwd: Path, **environment: str) -> str:
    """What a command prints, without this process's environment."""
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=CLEAN | environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment that holds the wheel.

    What claimx depends on is taken from the environment of the tests, so that nothing is fetched again.
    """
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, capture_output=True, check=True)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    site = next((folder / "env" / "lib").glob("python3*/site-packages"))
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel)]
    subprocess.run(install, capture_output=True, check=True)
    here = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(here) + "\n", encoding="utf-8")
    return folder / "env" / "bin"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_main_job_from_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    said = json.loads(run(installed / "python", "-c", WHERE, cwd=tmp_path))
    assert all(str(installed.parent) in place for place in said["places"])
    assert said["fingerprint"] == load_rules().fingerprint
    found = run(installed / "python", "-m", "claimx", "extract", DIGEST, "-q", cwd=tmp_path)
    expected = DIGEST.with_name("digest.txt.claims.jsonl").read_text(encoding="utf-8")
    assert _quotes(found) == _quotes(expected)
    run(installed / "python", "-m", "claimx", "table", DIGEST, "-q", "-o", tmp_path / "table.html", cwd=tmp_path)
    assert "<mark>" in (tmp_path / "table.html").read_text(encoding="utf-8")


WHERE = """
import json, claimx
from claimx.rulebook import load_rules, rules_folder
print(json.dumps({"places": [claimx.__file__, str(rules_folder())], "fingerprint": load_rules().fingerprint}))
"""


def _quotes(lines: str) -> list[tuple[str, str]]:
    return [(claim["quote"], claim["metric"]) for claim in map(json.loads, lines.splitlines())]


def test_a_checkout_finds_its_rules() -> None:
    assert rules_folder() == ROOT / "rules"
