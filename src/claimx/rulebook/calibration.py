"""`rules/confidence.toml`: what was measured of the claims that the rules make."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from claimx.errors import RuleError

CALIBRATION_FILE = "confidence.toml"


class Step(BaseModel):
    """Claims with a score from ``floor`` on, up to the next step."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    floor: float
    share: float = Field(ge=0, le=1)
    """Share of them that is typed right, smoothed."""
    claims: int = Field(ge=1)
    """On how many it was measured."""


class Calibration(BaseModel):
    """Weights of the traits of a reading, and the steps that their sum falls into."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measured: str = ""
    """Day of the measurement, ISO 8601."""
    abstracts: int = 0
    claims: int = 0
    steps: tuple[Step, ...] = ()
    weights: dict[str, float] = {}

    @model_validator(mode="after")
    def _rises(self) -> Self:
        for low, high in zip(self.steps, self.steps[1:], strict=False):
            if low.floor >= high.floor or low.share > high.share:
                raise ValueError("steps must rise in floor and share")
        return self


def read_calibration(root: Path) -> tuple[Calibration, bytes]:
    """The calibration of a rules folder and the content of its file; an empty one where there is none."""
    path = root / CALIBRATION_FILE
    if not path.is_file():
        return Calibration(), b""
    data = path.read_bytes().replace(b"\r\n", b"\n")
    try:
        return Calibration.model_validate(tomllib.loads(data.decode("utf-8"))), data
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise RuleError(f"{place + ': ' if place else ''}{first['msg']}", file=CALIBRATION_FILE) from error
    except ValueError as error:
        raise RuleError(f"not readable as TOML: {error}", file=CALIBRATION_FILE) from error
