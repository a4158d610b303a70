"""Confidence: what it is measured from, and that it gives back what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.claims.confidence import Confidence, traits
from claimx.errors import RuleError
from claimx.evaluate.calibrate import Example, calibrate, calibration_text
from claimx.extraction import Extractor
from claimx.records import Claim
from claimx.rulebook import Calibration, load_rules
from claimx.rulebook.calibration import read_calibration

SURE, UNSURE = ("measure:named",), ("measure:other",)
EXAMPLES = [
    *(Example(f"p{i}", SURE, i % 20 != 0) for i in range(100)),
    *(Example(f"p{i}", UNSURE, i % 2 == 0) for i in range(100)),
]


def claim(**fields: object) -> Claim:
    """A claim of which only *fields* matter."""
    plain = {
        "claim_id": "", "paper_id": "p", "start": 0, "end": 4, "quote": "2.5x", "sentence": "", "sentence_start": 0,
        "family": "quality", "kind": "level", "value": 2.5, "metric": "accuracy",
    }  # fmt: skip
    return Claim.model_validate(plain | fields)


def test_shares_are_those_that_were_measured() -> None:
    calibration = calibrate(EXAMPLES, measured="2026-01-01", abstracts=100)
    confidence = Confidence(calibration)
    named = confidence.of(claim(rules=()), quote="2", sentence="2")
    other = confidence.of(claim(metric="other:zeal"), quote="2", sentence="2")
    assert (round(named, 1), round(other, 1)) == (0.9, 0.5)


def test_steps_rise() -> None:
    steps = calibrate(EXAMPLES, measured="", abstracts=100).steps
    assert [(s.floor, s.share) for s in steps] == sorted((s.floor, s.share) for s in steps)
    assert sum(s.claims for s in steps) == len(EXAMPLES)


def test_the_file_is_read_back_as_it_was(tmp_path: Path) -> None:
    calibration = calibrate(EXAMPLES, measured="2026-01-01", abstracts=100)
    (tmp_path / "confidence.toml").write_text(calibration_text(calibration), encoding="utf-8")
    assert read_calibration(tmp_path)[0] == calibration


def test_the_same_claims_give_the_same_file_in_any_order_of_traits() -> None:
    turned = [Example(e.paper, tuple(reversed(e.traits)), e.right) for e in EXAMPLES]
    one, other = (calibration_text(calibrate(e, measured="", abstracts=1)) for e in (EXAMPLES, turned))
    assert one == other


def test_without_a_measurement_every_claim_is_sure() -> None:
    assert calibrate([], measured="", abstracts=0) == Calibration()
    assert Confidence(Calibration()).of(claim(), quote="2", sentence="2") == 1.0


def test_traits_of_a_claim() -> None:
    read = claim(metric="other:zeal", unit="ms", value2=3.0, subject="ZapNet", rules=("metric.zeal", "claim.signed"))
    assert traits(read, quote="two to three", sentence="ZapNet: two to three, 4 of 5.") == [
        "measure:other", "metric:other", "family:quality", "kind:level", "unit:other", "bound:exact", "attribution:own",
        "numbers:2", "word", "pair", "subject", "claim.signed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("steps = [{ floor = 1, share = 0.9, claims = 3 }, { floor = 0, share = 1, claims = 3 }]",
         "confidence.toml: Value error, steps must rise in floor and share"),
        ("stepz = []", "confidence.toml: stepz: Extra inputs are not permitted"),
        ("steps = [{ floor = 1, share = 2, claims = 3 }]",
         "confidence.toml: steps.0.share: Input should be less than or equal to 1"),
        ("steps = ", "confidence.toml: not readable as TOML: Invalid value (at end of document)"),
    ],
)  # fmt: skip
def test_a_calibration_that_is_none(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "confidence.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path)
    assert str(caught.value) == said


def test_a_folder_of_rules_may_bring_its_own(tmp_path: Path) -> None:
    (tmp_path / "confidence.toml").write_text("steps = [{ floor = 0, share = 0.25, claims = 9 }]", encoding="utf-8")
    book = load_rules(tmp_path)
    assert [c.confidence for c in Extractor(book).explain("FastNet is 2.5x faster than SlowNet.").claims] == [0.25]
    assert book.fingerprint != load_rules().fingerprint
