"""Names that only tell the kind of datasets: "on six MRI datasets", "standard POMDP benchmarks", "an EEG dataset"."""

from __future__ import annotations

import re

_NOUNS = r"(?:datasets|benchmarks|corpora|test\s?sets|testbeds|treebanks|leaderboards|challenges|suites|collections|splits)"
_SEVERAL = re.compile(rf"\s(?:\([^()]{{1,40}}\)\s)?(?:[a-z][\w-]{{0,60}}\s){{0,2}}?{_NOUNS}\b")
_ONE = re.compile(
    r"\s(?:\([^()]{1,40}\)\s)?(?:[a-z][\w-]{0,60}\s){0,2}?(?:dataset|benchmark|corpus|test\s?set|treebank|leaderboard|challenge|suite"
    r"|collection)\b"
)
_QUANTIFIED = re.compile(
    r"\b(?:multiple|several|various|many|most|few|existing|different|diverse|other|all|some|public|available|popular|standard"
    r"|common|established|real|used|adopted|two|three|four|five|six|seven|eight|nine|ten|\d{1,4})\s(?:[a-z][\w-]{0,40}\s){0,2}$"
)
_INDEFINITE = re.compile(r"\b(?:an?|any|each|every|another|no)\s(?:[a-z][\w-]{0,40}\s){0,2}$")
_REACH = 80
_SHORT = 6


def is_kind(text: str, start: int, end: int) -> bool:
    """Whether the one name in ``text[start:end]``, which no rule knows, says what kind of thing datasets hold.

    >>> text = "It gains 3% on two MRI datasets, on the LeafSet benchmarks and on an EEG dataset."
    >>> [is_kind(text, text.index(name), text.index(name) + len(name)) for name in ("MRI", "LeafSet", "EEG")]
    [True, False, True]
    """
    before = max(0, start - _REACH)
    if _SEVERAL.match(text, end) is not None:
        return _is_abbreviation(text[start:end]) or _QUANTIFIED.search(text, before, start) is not None
    indefinite = _is_abbreviation(text[start:end]) and _INDEFINITE.search(text, before, start) is not None
    return indefinite and _ONE.match(text, end) is not None


def _is_abbreviation(name: str) -> bool:
    """Whether a name is a few capitals, as those of fields and methods are."""
    return name.isalpha() and name.isupper() and len(name) <= _SHORT
