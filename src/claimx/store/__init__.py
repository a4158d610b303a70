"""Claims kept in one DuckDB file: papers, digests, and the rulebook with which each was read. The door to duckdb."""

from claimx.store.adding import Added
from claimx.store.store import Info, Store

__all__ = ["Added", "Info", "Store"]
