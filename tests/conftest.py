"""What tests share: one extractor, and the annotated material beside the checkout where it is present."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.extraction import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """One extractor with the built-in rules; it holds no state between papers."""
    return Extractor()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The annotated material; tests that need it are skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the annotated material (../shared) is not here")
    return folder
