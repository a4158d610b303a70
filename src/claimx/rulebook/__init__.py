"""rules/ in, one frozen `Rulebook` out. Knows TOML and pydantic, and no text."""

from claimx.rulebook.calibration import Calibration
from claimx.rulebook.load import Rulebook, load_rules, rules_folder

__all__ = ["Calibration", "Rulebook", "load_rules", "rules_folder"]
