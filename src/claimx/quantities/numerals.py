"""What a numeral is worth: digits with separators and exponents, spelled-out numbers, scales and fractions."""

from __future__ import annotations

import re

from claimx.rulebook.model import NumberRule

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_EXPONENT = re.compile(r"[-+]?\d+")
_LARGEST_EXPONENT = 300
"""Beyond it a float overflows; such a numeral is no quantity."""


class Numerals:
    """Number words of the rulebook, and the values of numerals written with them or with digits."""

    def __init__(self, rules: tuple[NumberRule, ...]) -> None:
        words: dict[str, dict[str, float]] = {"count": {}, "scale": {}, "fraction": {}, "multiple": {}}
        self.rule_of: dict[str, str] = {}
        """Word -> id of the rule that says what it is worth."""
        for rule in rules:
            words[rule.role].update(rule.words)
            self.rule_of.update(dict.fromkeys(rule.words, rule.id))
        self.counts = words["count"]
        self.fractions = words["fraction"]
        self.multiples = words["multiple"]
        self.suffixes = {word: value for word, value in words["scale"].items() if len(word) == 1}
        self.scales = {word: value for word, value in words["scale"].items() if len(word) > 1}

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that a spelled-out number can begin with or hold."""
        return (*self.counts, *self.fractions, *self.multiples, *self.scales)

    def worth(self, words: str) -> float:
        """The value of a spelled-out number.

        "twenty-five" is 25, "one hundred and twenty" 120, "two hundred thousand" 200000, "a million" 1000000.
        """
        total, group = 0.0, 0.0
        for word in re.split(r"[\s-]+", words.lower()):
            if word in self.counts:
                group += self.counts[word]
            elif word in self.scales:
                group = max(group, 1.0) * self.scales[word]
                if self.scales[word] > 100:
                    total, group = total + group, 0.0
        return total + group

    def rules(self, words: str) -> list[str]:
        """Ids of the rules that read the spelled-out number *words*."""
        found = (self.rule_of.get(word, "") for word in re.split(r"[\s-]+", words.lower()))
        return [rule for rule in dict.fromkeys(found) if rule]

    def scale(self, surface: str) -> float:
        """The factor of a scale word or suffix as written."""
        value = 1.0
        for word in self._scale_words(surface):
            value *= self.suffixes.get(word) or self.scales[word]
        return value

    def rule_of_scale(self, surface: str) -> str:
        """Id of the rule that reads the scale word or suffix."""
        return self.rule_of[self._scale_words(surface)[-1]]

    def _scale_words(self, surface: str) -> list[str]:
        """The words of the rulebook in *surface*: suffixes with their case, words without, in the singular."""
        surface = surface.strip(" -")
        if len(surface) == 1:
            return [surface]
        return [word if word in self.scales else word.removesuffix("s") for word in surface.lower().split()]


def decimal(digits: str) -> float:
    """The value of digits with thousands separators: "1,000.5" is 1000.5."""
    return float(re.sub("[ ,']", "", digits))


def power(exponent: str) -> float | None:
    """Ten to the power that is written last in *exponent*: "×10^{-3}", "e-3", "^57"; None where it is out of reach."""
    found = _EXPONENT.findall(exponent.translate(_SUPERSCRIPT))
    if not found or abs(int(found[-1][:5])) > _LARGEST_EXPONENT:
        return None
    return float(f"1e{int(found[-1][:5])}")
