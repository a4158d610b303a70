"""Quantities in, drafts of claims out: what each number measures, in which direction, and for what it holds.

Public: `ClaimReader`. The room knows sentences of normal text and one rulebook; it knows no source offsets.
"""

from claimx.claims.reader import ClaimReader

__all__ = ["ClaimReader"]
