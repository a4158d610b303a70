"""What tests share: one extractor, goldens, and the annotated material beside the checkout where it is present."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimx.extraction import Extractor


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="Write what the code gives now into the golden files.")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """One extractor with the built-in rules; it holds no state between papers."""
    return Extractor()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a golden file, or writes the file where ``--update-goldens`` is given."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-goldens"):
            path.write_text(text, encoding="utf-8")
        assert text.splitlines() == path.read_text(encoding="utf-8").splitlines(), f"{path} (make goldens rewrites it)"

    return compare


@pytest.fixture(scope="session")
def shared() -> Path:
    """The annotated material; tests that need it are skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the annotated material (../shared) is not here")
    return folder
