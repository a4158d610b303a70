"""Corpus runs: papers into a folder of Parquet shards that can be killed at any moment and taken up again."""

from claimx.runs.run import Options, Progress, run

__all__ = ["Options", "Progress", "run"]
