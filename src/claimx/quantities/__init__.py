"""Quantities: from the characters of a sentence to numbers with unit, bound and form.

The room knows no metric's meaning and no grammar: it delivers every number that may be a claim and drops, with a
rule, those that are part of a name, a date, a formula or an address. Public: `Scanner`.
"""

from claimx.quantities.scanner import Scanner

__all__ = ["Scanner"]
