"""What a name looks like, and how a short name stands to its long form."""

from __future__ import annotations

import re

from claimx.claims.linking.vocabulary import Vocabulary

NAME = r"[A-Za-z0-9α-ωΑ-Ω][\w\-+./^²³*]{0,80}[\w+*²³]|[A-Z]"
"""One word that may be a name; its length is bounded, so that a search takes linear time in a word without end."""
_NO_KEY = re.compile(r"[^a-z0-9]+")
_PART = re.compile(r"[\s\-/]+")
_COMPOUND = re.compile(
    r"-(?:\w+(?:ed|ing)|based|compliant|aware|driven|free|like|style|specific|level|wise|scale|type|oriented|centric|agnostic|only|to|in|of|and"
    r"|friendly|ready|trained|tuned|size|sized|class|way|shot|hop|step|stage|bit|view|domain|modal|model|models|hard|best|end)s?$"
)
"""The end of a compound that tells of a name and is none itself: "BERT-based", "LLM-driven"."""
_NUMBERED = re.compile(r"[a-z]{3,40}-\d{1,9}")
"""One of several of a kind: "stage-2", "top-1"."""
_SMALL = frozenset(["of", "for", "the", "and", "in", "with", "to", "a", "on", "by", "via", "from", "through"])


def is_name(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is written like the name of a method: capitals or digits inside it ("T2T-ViT", "DualPath", "ISSA")."""
    if " " in word:
        return any(is_name(part, vocabulary) for part in word.split())
    tail = word[1:]
    if not tail or (tail.isascii() and tail.isalpha() and tail.islower()):
        return False
    if word[0].isdigit() or word[0] in "-+" or vocabulary.has("common", word.removesuffix("s")) or vocabulary.has("common", word):
        return False
    if is_compound(word):
        return False
    parts = [part for part in word.split("-") if part]
    if any(any(c.isupper() for c in part[1:]) for part in parts):
        return not all(vocabulary.has("common", part) or part.islower() for part in parts)
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word) and len(letters) > 1:
        return True
    return len(parts) == 2 and parts[1][0].isupper() and (len(parts[0]) == 1 or parts[0].islower())


def is_compound(word: str) -> bool:
    """Whether a word with hyphens tells of a kind and names nothing: "LLM-driven", "item-level"."""
    return _COMPOUND.search(word) is not None or _NUMBERED.fullmatch(word) is not None


def key(name: str) -> str:
    """A name's letters and digits in lower case: what two spellings of one name share."""
    return _NO_KEY.sub("", name.lower())


def long_form(words: list[str], short: str) -> list[str]:
    """The last of *words* that *short* abbreviates, empty where it does not: the words before an acronym in parentheses.

    The letters of the acronym must stand in the words in order, the first one at their start, and every word that is not
    small must give a letter or be part of a compound that does.
    """
    letters = [c for c in short.lower() if c.isalnum()]
    if len(letters) < 2:
        return []
    for count in range(1, min(len(words), len(letters) + 3) + 1):
        tail = words[-count:]
        if tail[0][:1].lower() == letters[0] and tail[0].lower() not in _SMALL and _spells("".join(tail).lower(), letters):
            initials = [part[0].lower() for word in tail for part in _PART.split(word) if part]
            capitals = [c.lower() for c in short if c.isupper()]
            wanted = capitals if len(capitals) > 1 else letters
            if 2 * _common_letters(wanted, initials) >= len(wanted):
                return tail
    return []


def _common_letters(letters: list[str], initials: list[str]) -> int:
    """How many of the letters are met in order among the initials."""
    met = 0
    rest = letters
    for initial in initials:
        if initial in rest:
            rest = rest[rest.index(initial) + 1 :]
            met += 1
    return met


def _spells(text: str, letters: list[str]) -> bool:
    return _is_subsequence(letters, text)


def _is_subsequence(letters: list[str], row: str | list[str]) -> bool:
    rest = iter(row)
    return all(letter in rest for letter in letters)
