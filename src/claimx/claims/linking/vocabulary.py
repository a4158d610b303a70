"""The words of `rules/words` by the role they play, with the forms of the verbs among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimx.alternation import any_of
from claimx.claims.notation import name_pattern
from claimx.claims.words import plural
from claimx.rulebook import Rulebook
from claimx.rulebook.model import WordRule
from claimx.sieve import first_words, sifted

_CASED = ("common", "opening", "language", "no_dataset")
"""Roles of words whose case counts."""
_MARKS_VERB = ("introduce", "verb")


class Vocabulary:
    """Which words play which role; built once for a rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules = rulebook.words
        roles: dict[str, set[str]] = {}
        for rule in rulebook.words:
            words = rule.words if rule.role in _CASED else [word.lower() for word in rule.words]
            roles.setdefault(rule.role, set()).update(words)
        self._roles = {role: frozenset(words) for role, words in roles.items()}
        for role in ("self", "system", "collection", "study", "part"):
            self._roles[role] = self.role(role) | {plural(word) for word in self.role(role)}
        forms = {form for verb in self.role("verb") | self.role("introduce") for form in finite_forms(verb)}
        self.tasks: dict[str, list[tuple[str, ...]]] = {}
        """Heads of tasks by their last word."""
        for head in sorted({head for task in rulebook.tasks for head in task.heads}, key=lambda head: -head.count(" ")):
            words = tuple(head.split())
            self.tasks.setdefault(words[-1], []).append(words)
        self._task_rules = {head: task.id for task in rulebook.tasks for head in task.heads}
        self._datasets = [re.compile(name_pattern(rule)) for rule in rulebook.datasets if not rule.weak]
        self.finite = self.role("finite") | forms
        self.grammar = self.role("pronoun") | self.role("article") | self.role("preposition") | self.role("auxiliary")
        """Pronouns, articles, prepositions and auxiliaries."""
        introducing = sorted({form for verb in self.role("introduce") for form in (*finite_forms(verb), _participle(verb))})
        self._openers = first_words((*introducing, *self.role("naming")))
        naming, verbs = any_of(self.role("naming"), cased=False), any_of(introducing, cased=False)
        self.introducing = re.compile(rf"\b(?:(?P<naming>{naming})|(?P<verb>{verbs})),?\s")
        """The cues after which a paper names its own work: group ``naming`` where the next word is the name itself."""
        self.settings = re.compile(rf"(?<![\w-]){any_of(self.role('setting'), cased=False)}(?![\w-])")
        """The words of conditions, whole, in any case."""
        self._trial = re.compile(rf"\b{any_of(self.role('trial'), cased=False)}\b")
        self._trial_openers = first_words(self.role("trial"))

    def role(self, role: str) -> frozenset[str]:
        """The words of a role; empty where no rule names it."""
        return self._roles.get(role, frozenset())

    def has(self, role: str, word: str) -> bool:
        """Whether *word* plays *role*; case matters for the roles of names only."""
        words = self._roles.get(role)
        return words is not None and (word if role in _CASED else word.lower()) in words

    def is_dataset(self, name: str) -> bool:
        """Whether the rules know *name* as that of a dataset and nothing else."""
        return any(pattern.fullmatch(name) for pattern in self._datasets)

    def introductions(self, text: str) -> Iterator[re.Match[str]]:
        """Where *text* has a cue of `introducing`, without overlap; tried only where one of their first words stands."""
        end = 0
        for at in sifted(text).places(self._openers):
            if at >= end and (match := self.introducing.match(text, at)) is not None:
                yield match
                end = match.end()

    def trials(self, text: str) -> list[int]:
        """Where *text* has the words with which a paper tells that something was tried on something, in order."""
        return [at for at in sifted(text).places(self._trial_openers) if self._trial.match(text, at) is not None]

    def mentions(self, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Rule id and place of the words of every rule in ``text[start:end]``, for `explain`."""
        for rule in self._rules:
            for m in _any_of(rule).finditer(text, start, end):
                yield rule.id, m.start(), m.end()
        for head, rule_id in self._task_rules.items():
            for m in re.finditer(rf"(?:[a-z][\w-]{{0,60}}\s){{0,3}}(?<![\w-]){re.escape(head)}(?![\w-])", text[start:end]):
                yield rule_id, start + m.start(), start + m.end()


def finite_forms(verb: str) -> tuple[str, str, str]:
    """A verb as it follows its subject.

    >>> finite_forms("carry"), finite_forms("drop"), finite_forms("introduce")
    (('carry', 'carries', 'carried'), ('drop', 'drops', 'dropped'), ('introduce', 'introduces', 'introduced'))
    """
    if verb.endswith("e"):
        past = verb + "d"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        past = verb[:-1] + "ied"
    elif re.match(r"(?:in|out)?[^aeiou]{1,9}[aou][pgtn]$", verb):
        past = verb + verb[-1] + "ed"
    else:
        past = verb + "ed"
    return verb, plural(verb), past


def _participle(verb: str) -> str:
    return (verb[:-1] if verb.endswith("e") else verb) + "ing"


def _any_of(rule: WordRule) -> re.Pattern[str]:
    forms = {form for word in rule.words for form in (finite_forms(word) if rule.role in _MARKS_VERB else (word, plural(word)))}
    options = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    return re.compile(rf"(?<![\w-])(?:{options})(?![\w-])", 0 if rule.role in _CASED else re.IGNORECASE)
