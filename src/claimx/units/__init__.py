"""The one door to pint: a registry of our own, canonical values, conversions.

pint is imported when a unit is first asked for, and each factor is asked for once.
"""

from claimx.units.convert import Units

__all__ = ["Units"]
