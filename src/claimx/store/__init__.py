"""Claims kept in one DuckDB file: papers, digests, and the rulebook with which each was read. The door to duckdb.

What a store holds, and what lies in files of claims or in memory, is asked in the same words.
"""

from claimx.store.files import ClaimFiles, claim_files
from claimx.store.opening import open
from claimx.store.source import Answer, Source
from claimx.store.store import Info, Store

__all__ = ["Answer", "ClaimFiles", "Info", "Source", "Store", "claim_files", "open"]
