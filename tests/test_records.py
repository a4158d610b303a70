"""Records made of proved values are those that validating makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.extraction import Extractor
from claimx.readers import read
from claimx.records import Claim

DIGEST = Path(__file__).parent / "fixtures" / "digests" / "digest.txt"


def check(extractor: Extractor, source: Path) -> int:
    """Compare every claim of *source* with its validated self, types included; how many there were."""
    count = 0
    for paper in read(str(source)):
        for claim in extractor.claims(paper):
            validated = Claim.model_validate(vars(claim), strict=True)
            assert validated == claim
            assert {k: type(v) for k, v in vars(validated).items()} == {k: type(v) for k, v in vars(claim).items()}
            assert list(vars(claim)) == list(Claim.model_fields)
            assert (claim.model_dump_json(), hash(claim)) == (validated.model_dump_json(), hash(validated))
            assert claim.model_copy(update={"title": "Other"}).title == "Other"
            count += 1
    return count


def test_proved_records_equal_validated_ones(extractor: Extractor) -> None:
    assert check(extractor, DIGEST) > 0


@pytest.mark.shared
@pytest.mark.parametrize("name", ["gold/seed", "gold/dev"])
def test_proved_records_equal_validated_ones_on_annotated_abstracts(extractor: Extractor, shared: Path, name: str) -> None:
    assert check(extractor, shared / name / "abstracts.jsonl") > 50
