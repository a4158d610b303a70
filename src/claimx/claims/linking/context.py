"""What the whole paper says about names: its own method, its own data, and all names it introduces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimx.claims.linking.introductions import Introduced, described, introductions, opening_names
from claimx.claims.linking.naming import NAME, is_name, key, long_form
from claimx.claims.linking.tasks import paper_task
from claimx.claims.linking.titles import Title, contest, is_phrase, read_title
from claimx.claims.linking.vocabulary import Vocabulary

_WORD = re.compile(NAME)
_ACRONYM = re.compile(r"\(\s?([A-Z][\w+-]*)\s?\)")
_SUBJECT = re.compile(r"[.;]\s(?:The\s)?([A-Z][\w+-]*)\s(?=[a-z])")
_ACTING = re.compile(r"([A-Z](?<!\w.)[\w+-]{2,80})\s(?:(?:also|can|\w{1,40}ly)\s){0,4}([a-z]+(?:s|ed))\b")
_VERSIONED = re.compile(r"\S+(?:\sv?\d[\d.]*)?")
"""A name of one word, with its version."""
_DOING = (
    "achiev",
    "outperform",
    "improv",
    "reduc",
    "obtain",
    "yield",
    "surpass",
    "deliver",
    "attain",
    "reach",
    "uses",
    "accelerat",
)
_JUDGING = re.compile(
    r"\b(?:[Ww]e|paper|study|work|article)\s(?:\w+\s){0,2}?(?:evaluate|benchmark|compare|study|analy[sz]e|investigate|assess|examine"
    r"|survey|review|measure|ask|test|audit)\b"
)
_JUDGED_NOUNS = ("models", "LLMs", "VLMs", "LMs", "agents")
_JUDGED = re.compile(
    r"\b(?:[Ee]valuat(?:e|ed|ing)|[Bb]enchmark(?:ed|ing)?|[Tt]est(?:ed|ing)?|[Aa]ssess(?:ed|ing)?|[Aa]udit(?:ed|ing)?|[Aa]cross)\s"
    r"(?:over\s)?(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several)\s"
    r"((?:[a-z][\w-]{1,30}\s){0,3}(?:models|agents|[A-Z]{0,4}LMs))\b"
)


@dataclass(frozen=True, slots=True)
class Context:
    """The paper's own names."""

    method: str | None
    """What stands where the text says "we", "our method" or "it"."""
    collection: str | None
    """The paper's own dataset or benchmark: what stands where it says "our dataset"."""
    own: tuple[str, ...]
    """All names that the paper gives to things of its own, the method's first."""
    task: str | None = None
    """The task that the title names."""
    judged: str | None = None
    """The systems of others that the paper evaluates: what "models" stands for in it."""
    contest: tuple[str, ...] = ()
    """The shared task that the title says the paper took part in."""
    judging: bool = False
    """Whether the paper measures other people's systems: their numbers are then its own results."""
    places: tuple[tuple[int, str], ...] = ()
    """Where the text introduces which of the names."""

    def introduced_in(self, start: int, end: int) -> str | None:
        """The last name that the text introduces between two places."""
        return next((name for at, name in reversed(self.places) if start <= at < end), None)

    def is_own(self, name: str) -> bool:
        """Whether *name* is, extends or abbreviates one of the paper's own names."""
        wanted = key(name)
        return any(
            wanted == k or wanted.startswith(k) or (len(wanted) > 3 and k.startswith(wanted)) for k in map(key, self.own) if k
        )

    def is_forerunner(self, name: str) -> bool:
        """Whether *name* is only the beginning of the paper's own names: what they were made from, if it is a rival."""
        wanted = key(name)
        return self.is_own(name) and not any(wanted.startswith(k) for k in map(key, self.own) if k)

    def thing(self, name: str | None) -> str | None:
        """*name* where it is a thing of the paper's own beside its method: a part, a variant, a second one."""
        if name is None or not self.is_own(name) or key(name) in key(self.method or ""):
            return None
        return name


def context_of(title: str, text: str, vocabulary: Vocabulary) -> Context:
    """The names that title and abstract give to the paper's own work."""
    told = read_title(title, vocabulary)
    introduced = introductions(text, vocabulary)
    known = {one.name for one in introduced}
    introduced += [one for one in opening_names(text, vocabulary) if one.name not in known]
    collection = _collection(told, introduced)
    method = _method(told, title, introduced, text, vocabulary)
    if told.is_collection and method is not None and _same(method, told.prefix):
        collection = method
    if method is None:
        method = collection
    elif " " in method and (short := _short(method, text, vocabulary)) is not None:
        collection = short if collection == method else collection
        method = short
    names = [method, collection, *(i.name for i in introduced), *told.acronyms]
    if told.prefix and is_name(told.prefix, vocabulary):
        names.insert(2, told.prefix)
    names += [name for name, times in _acting(text, vocabulary).items() if times > 1 and is_name(name, vocabulary)]
    own = tuple(dict.fromkeys(name for name in names if name))
    judging = (collection is not None and collection == method) or (not introduced and _JUDGING.search(text) is not None)
    return Context(
        method,
        collection,
        own,
        task=paper_task(title, vocabulary),
        judged=_judged(text),
        contest=contest(title),
        judging=judging,
        places=tuple(sorted((one.at, one.name) for one in introduced)),
    )


def _judged(text: str) -> str | None:
    """ "Frontier LLMs" where the text says "we evaluate five frontier LLMs"."""
    m = _JUDGED.search(text) if any(noun in text for noun in _JUDGED_NOUNS) else None
    return m[1] if m and m[1] not in ("models", "systems") else None


def _short(name: str, text: str, vocabulary: Vocabulary) -> str | None:
    """The short name that stands in parentheses behind a name of several words: "Leaf Mask Comparators (LMCs)"."""
    at = text.lower().find(f"{name.lower()} (")
    m = _ACRONYM.match(text, at + len(name) + 1) if at >= 0 else None
    if m is None or not long_form(name.split(), m[1].removesuffix("s")):
        return None
    short = m[1].removesuffix("s") if name.endswith("s") else m[1]
    return short if is_name(short, vocabulary) else None


def _collection(told: Title, introduced: list[Introduced]) -> str | None:
    named = [one for one in introduced if one.kind == "collection"]
    for one in named:
        if _same(one.name, told.prefix):
            return one.name
    return named[0].name if named else told.collection or None


def _method(told: Title, title: str, introduced: list[Introduced], text: str, vocabulary: Vocabulary) -> str | None:
    """The title's name in the abstract's spelling, else the first system introduced, else any name used as the paper's own."""
    prefix = told.prefix
    if prefix and (name := _titled(prefix, introduced, text, vocabulary)) is not None:
        return name
    in_title = [one for one in introduced if one.kind != "collection" and _told_by(one, title)]
    if in_title:
        return next((one.name for one in in_title if one.name in told.acronyms), in_title[0].name)
    if told.collection and _opens_with(title, told.collection, vocabulary):
        return told.collection
    systems = [one for one in introduced if one.kind != "collection"]
    if systems:
        return next((one.name for one in systems if text.count(one.name) > 1), systems[0].name)
    if told.acronyms:
        return told.acronyms[0]
    name = (
        _defined(text, vocabulary)
        or _frequent(text, title, vocabulary)
        or told.collection
        or told.head
        or described(text, title, vocabulary)
        or (introduced[0].name if introduced else None)
    )
    if name:
        return name
    return prefix if prefix and len(prefix.split()) <= 3 and not is_phrase(prefix) else None


def _opens_with(title: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether a title begins with the name of a contest or dataset and says so: "The NAME Corpus", "NAME Shared Task"."""
    m = re.match(rf"(?:The\s)?{re.escape(name)}\s(Shared\sTask|\w+)", title)
    return m is not None and vocabulary.has("collection", m[1])


def _titled(prefix: str, introduced: list[Introduced], text: str, vocabulary: Vocabulary) -> str | None:
    """What the abstract calls the thing that the title begins with."""
    if _VERSIONED.fullmatch(prefix) and is_name(prefix, vocabulary) and prefix in text:
        return prefix
    for one in introduced:
        if _same(one.name, prefix) or (one.long and (_same(one.long, prefix) or key(prefix) in key(one.long))):
            return one.name
        if one.long and len(one.long.split()[0]) > 4 and key(prefix).startswith(key(one.long.split()[0])):
            return one.name
    words = re.split(r"\s+", prefix)
    for m in _ACRONYM.finditer(text):
        if is_name(m[1], vocabulary) and len(words) + prefix.count("-") > 1 and _covers(long_form(words, m[1]), words):
            return m[1]
    if is_phrase(prefix) or len(words) > 4:
        return None
    if is_name(prefix, vocabulary) or (len(words) == 1 and prefix[:1].isupper() and not vocabulary.has("opening", prefix)):
        return prefix
    if prefix in text and re.search(rf"(?<!\w){re.escape(prefix)}(?!\w)", text):
        return prefix
    initials = "".join(word[0] for word in re.split(r"[\s-]", prefix) if word[:1].isupper())
    return initials if len(initials) > 2 and initials in text and re.search(rf"\b{initials}\b", text) else None


def _covers(long: list[str], words: list[str]) -> bool:
    """Whether a long form is all of a title's prefix but for a word before it: the acronym of its end may be of a task."""
    return bool(long) and len(long) >= len(words) - 1


def _told_by(one: Introduced, title: str) -> bool:
    """Whether the title holds a name or its long form."""
    return key(one.name) in key(title) or bool(one.long and key(one.long) in key(title))


def _same(name: str, other: str) -> bool:
    return key(name) == key(other)


def _defined(text: str, vocabulary: Vocabulary) -> str | None:
    """A short name that the abstract defines in parentheses and then makes the subject of a sentence."""
    acting = {m[1] for m in _SUBJECT.finditer(text)}
    for m in _ACRONYM.finditer(text):
        if m[1] in acting and is_name(m[1], vocabulary):
            words = re.findall(r"[^\s,()]+", text[max(0, m.start() - 100) : m.start()])
            long = long_form(words, m[1])
            if long and not vocabulary.has("not_a_head", long[-1]):
                return m[1]
    return None


def _frequent(text: str, title: str, vocabulary: Vocabulary) -> str | None:
    """The name that the abstract says of its own, defines and uses again, or lets act most often."""
    acting = {
        name: n
        for name, n in _acting(text, vocabulary).items()
        if not (name in title and re.search(rf"[a-z]\s{re.escape(name)}\s\w", title))
    }
    best = max(acting, key=lambda n: acting[n], default=None)
    if best is not None and (acting[best] >= 2 or (is_name(best, vocabulary) and _WORD.findall(text).count(best) >= 2)):
        return best
    return None


def _acting(text: str, vocabulary: Vocabulary) -> dict[str, int]:
    """How often each name is said to achieve, reduce or show something."""
    acting: dict[str, int] = {}
    for m in _ACTING.finditer(text):
        if not (m[2] in vocabulary.finite or m[2].startswith(_DOING)):
            continue
        known = any(
            vocabulary.has(role, m[1]) for role in ("opening", "common", "language", "article", "preposition", "pronoun", "rival")
        )
        if not known and not vocabulary.is_dataset(m[1]):
            acting[m[1]] = acting.get(m[1], 0) + 1
    return acting
