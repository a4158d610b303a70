"""A corpus of our own wording."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ABSTRACTS = (
    "We propose QuickSeg{n}, which reaches {n}.4% mIoU on Cityscapes and runs 2.5x faster than DeepLab.",
    "Transformers are slow. QuickFormer{n} cuts latency by {n}% on an A100 GPU, and needs only {n}M parameters.",
    "This essay weighs the words of old letters and finds no amount worth telling.",
    "Our corpus holds {n},000 annotated images in seven languages; F1 rises from 61.2% to 67.{n}%.",
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A file of 120 papers."""
    return write_corpus(tmp_path / "papers.jsonl", 120)


def write_corpus(path: Path, papers: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number in range(papers):
            text = ABSTRACTS[number % len(ABSTRACTS)].format(n=11 + number % 80)
            file.write(json.dumps({"id": f"p{number}", "title": f"Study {number}", "abstract": text}) + "\n")
    return path
