"""Results that tests export: of several papers, with everything that a format has to carry."""

from __future__ import annotations

from typing import Any

from builders import MEASURES, claim
from claimx.exports import Settings, export, hub_datasets, results
from claimx.records import Claim

SETTINGS = Settings("1.2.3", "0123456789abcdef", 1763000000, hub_datasets())
PAPER: dict[str, Any] = {"paper": "2501.00001", "url": "https://arxiv.org/abs/2501.00001", "date": "2025-01-05"}
CLAIMS = [
    claim("fid", 2.01, subject="FooNet-L", dataset=("CIFAR-10",), task="image generation", setting=("± 0.03",), **PAPER),
    claim("top-1 accuracy", 0.961, subject="FooNet-L", dataset=("ImageNet-1K", "MyBench"), setting=("5-shot",), **PAPER),
    claim("latency", 1.6, unit="ms", subject="Foo-Net-L", dataset=("ImageNet-1K",), hardware="iPhone 12", **PAPER),
    claim("fid", 2.6, subject="Brush/Net", dataset=("cifar10",), attribution="prior", paper="b", date="2024"),
]


def documents(name: str, claims: list[Claim] = CLAIMS, **options: Any) -> list[tuple[str, str]]:
    made, _ = export(results(claims, MEASURES, **options), name, SETTINGS)
    return [(document.path, document.text) for document in made]
