"""Dates as inputs write them, made ISO 8601 and no more precise than they came."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d])")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\b", re.IGNORECASE)
_LONGEST: Final = 80


def iso_date(text: str | None) -> str | None:
    """The day, month or year that *text* tells, None where it tells no whole year.

    >>> iso_date("Thu, 18 Sep 2025 00:00:00 -0400"), iso_date("2014"), iso_date("March 2023"), iso_date("Sep 2")
    ('2025-09-18', '2014', '2023-03', None)
    """
    words = (text or "").strip()[:_LONGEST]
    if match := _NUMERIC.match(words):
        return _joined(match[1], match[2], match[3])
    if match := _DAY_FIRST.search(words):
        return _joined(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.search(words):
        return _joined(match[3], _month(match[1]), match[2])
    return None


def _month(name: str) -> str | None:
    start = name[:3].lower()
    return str(_MONTHS.index(start) + 1) if start in _MONTHS else None


def _joined(year: str, month: str | None, day: str | None) -> str:
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"
