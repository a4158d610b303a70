"""What a model cannot see of a rule: its marks, names and expressions, and how it stands to the other rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import regex

from claimx.errors import RuleError
from claimx.records import Claim
from claimx.rulebook import model
from claimx.rulebook.nearest import did_you_mean

_NAME_FIELDS = ("aliases", "exact", "surfaces", "names", "tail", "phrases", "nouns", "words", "filler", "last")
_EXPRESSIONS = (model.IgnoreRule, model.DeviceRule, model.DatasetRule)
_GROUPS = {"n", "q", "t"}
"""Groups that an ignore rule may name: the whole number, where it begins, or what follows it and its unit."""
_SCRIPTS = ("LATIN", "GREEK")


def check_rule(rule: model.Rule, *, file: str) -> None:
    """Raise `RuleError` where *rule* is wrong in itself."""
    for problem in _problems(rule):
        raise RuleError(problem, file=file, rule=rule.id)


def check_claims_on_names(metrics: Iterable[model.MetricRule], *, files: Mapping[str, str]) -> None:
    """Raise `RuleError` where two metric rules go by one name: case and hyphens make no difference."""
    owner: dict[str, model.MetricRule] = {}
    for rule in metrics:
        for name in (*rule.aliases, *rule.exact):
            other = owner.setdefault(_folded(name), rule)
            if other.name != rule.name:
                raise RuleError(f"{name!r} is a name of {other.id!r} already", file=files[rule.id], rule=rule.id)


def check_units(units: Iterable[model.UnitRule], *, files: Mapping[str, str]) -> None:
    """Raise `RuleError` where two unit rules share a symbol or a written form, or a canonical unit has no rule."""
    rules = list(units)
    owner: dict[tuple[bool, str], str] = {}
    symbols = {rule.symbol for rule in rules}
    for rule in rules:
        written = {(True, s) for s in (rule.symbol, *rule.exact)} | {(False, s.lower()) for s in rule.surfaces}
        for form in sorted(written):
            if owner.setdefault(form, rule.id) != rule.id:
                raise RuleError(f"{form[1]!r} is written for {owner[form]!r} already", file=files[rule.id], rule=rule.id)
        if rule.canonical and rule.canonical not in symbols:
            hint = did_you_mean(rule.canonical, symbols)
            raise RuleError(f"the canonical unit {rule.canonical!r} has no rule{hint}", file=files[rule.id], rule=rule.id)


def _folded(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").replace("_", " ").split())


def _problems(rule: model.Rule) -> Iterator[str]:
    if not rule.match:
        yield "there is no example: 'match' needs at least one"
    for example in (*rule.match, *rule.no_match):
        yield from _example_problems(example)
    for field in _NAME_FIELDS:
        for name in getattr(rule, field, ()):
            yield from (f"{field}: {name!r} {fault}" for fault in _name_faults(name))
    if isinstance(rule, _EXPRESSIONS) and rule.pattern:
        yield from _expression_problems(rule.pattern, isinstance(rule, model.IgnoreRule))


def _example_problems(example: model.Example) -> Iterator[str]:
    if not re.fullmatch(r"(?:[^«»]|«[^«»]+»)*", example.text):
        yield f"a marked span stands between « and » and is not empty: {example.text!r}"
    for key in example.expected:
        if key not in Claim.model_fields:
            yield f"{key!r} is no field of a claim{did_you_mean(key, Claim.model_fields)}: {example.text!r}"


def _name_faults(name: str) -> Iterator[str]:
    if not name or name != " ".join(name.split()):
        yield "is empty, or has blanks at an end or twice in a row"
    if unicodedata.normalize("NFC", name) != name:
        yield "is not in Unicode's composed form (NFC), which text is read in"
    for character in name:
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "Cs"):
            yield f"holds an invisible character (U+{ord(character):04X})"
        elif character.isalpha() and not _is_expected_letter(character):
            yield f"holds a letter of another script ({unicodedata.name(character, '?')})"


def _is_expected_letter(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_SCRIPTS) or character in "µªº"


def _expression_problems(pattern: str, names_number: bool) -> Iterator[str]:
    try:
        compiled = regex.compile(pattern)
    except regex.error as error:
        yield f"pattern: not a regular expression: {error}"
        return
    if compiled.match(""):
        yield "pattern: matches the empty string"
    groups = set(compiled.groupindex)
    if unknown := sorted(groups - (_GROUPS if names_number else set())):
        yield f"pattern: unknown group {unknown[0]!r}; " + (
            "an ignore rule may name n, q or t" if names_number else "this kind of rule names none"
        )
    if compiled.groups > len(groups):
        yield "pattern: holds a group without a name; write (?:...)"
