"""What a title names: "NAME: what it does", "The NAME corpus", "NAME for a task"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimx.claims.linking.naming import NAME, is_name
from claimx.claims.linking.vocabulary import Vocabulary

_PREFIX = re.compile(r"^([^:]{1,70}?)\s?(?::|\s[-–—]{1,3})\s")
_SUFFIX = re.compile(r"[:–—]\s+(?:[Tt]he\s|[Aa]n?\s)?([^:]{3,70})$")
_KIND = re.compile(r"(?::|\s[-–—]{1,3})\s(?:An?|The)\s(.+)$")
_PAREN = re.compile(r"\(\s*([^()]{2,30}?)\s*\)")
_AT = re.compile(r"^([A-Z][\w-]+)(?:\sat\s[A-Z\d]|,\s(?:an?\s|the\s|[Tt]owards?\s))")
"""A team or system before the contest, or before what it is: "CLaC at SemEval-2026 Task 6", "CoD, Towards ..."."""
_TEAM = re.compile(
    r"^(?:The\s)?([A-Z][\w-]*(?:\s[A-Z][\w-]*){0,2})(?:\s(?:[Ss]ystems?|[Tt]eam|[Ss]ubmissions?))?\sat\s"
    r"[^:\d]*\d[^:]*(?::\s(?:([A-Z][^\s:]+):\s)?|$)"
)
"""A team before the contest of a year or number, and its system where it is named: "BITS at SemEval-2026: NAME: ..."."""
_CONTEST = re.compile(
    r"\bat\s(?:the\s)?([A-Z][^:,]*?(?:\d{4}|\b[Tt]ask|\b[Cc]hallenge)(?:\s[Tt]ask\s\w+)?)(?=:|,|\son\s|\s[-–]\s|$)"
)
_TAIL = re.compile(r"\s(?:with|using|via|by)\s(?:an?\s|the\s)?([\w-]+)$")
_PRODUCT = re.compile(
    rf":\s(?:[Tt]he\s)?({NAME})\s(?:[Pp]ackage|[Tt]oolkit|[Ll]ibrary|[Ss]ystem|[Ff]ramework|[Pp]latform|[Tt]ool)$"
)
_REPORT = re.compile(
    r"\s(?:Technical|System|technical|system)\s[Rr]eport$|\s(?:Model|Models|Family|Series)$|^(?:Introducing|Demonstrating|Presenting)\s"
)
_BEYOND = re.compile(r"\sand\s[Bb]eyond$")
_HEAD = re.compile(r"^(?:An?\s|The\s)?(.+?)(?:\s(?:for|via|with|using|through|in|on|from|by|of|towards?|to|as|under|at)\s|$)")
_PARTITIVE = re.compile(r"\s(?:of|in|on|by|from|at|under)\s")
"""What stands behind the head of a title that tells a topic: "A High-Throughput Architecture of ...", "Routing in ..."."""
_CLAIM = re.compile(r"\s(?=(?:Outperforms?|Improves?|Makes?|Enables?|Reduces?|Helps?|Beats?)\s)")
"""Where a title that is a sentence has its verb."""
_NO_NAME_START = frozenset(
    "beyond towards toward from why how what when on the a an is are do does can in to should not where who which if".split()
)
_VERBS = re.compile(r"\b(?:is|are|can|do|does|be|need|needs|you|we|your|not)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """The names that a title may give, empty where it gives none."""

    prefix: str
    """What stands before a colon, without "Technical Report" and the like."""
    acronyms: tuple[str, ...]
    """Names in parentheses or at the end after "with"."""
    collection: str
    """A corpus, dataset or benchmark that the title is the name of."""
    head: str
    """What a title without a colon speaks of, before "for", "via" and the like: the last resort."""
    is_collection: bool = False
    """Whether the title says that what stands before its colon is a dataset or benchmark."""


def read_title(title: str, vocabulary: Vocabulary) -> Title:
    """The names in a title."""
    title = " ".join(title.split())
    acronyms = [m[1] for m in _PAREN.finditer(title) if " " not in m[1] and is_name(m[1], vocabulary)]
    acronyms += [m[1] for m in _PRODUCT.finditer(title) if is_name(m[1], vocabulary)]
    if (tail := _TAIL.search(title)) is not None and is_name(tail[1], vocabulary):
        acronyms.append(tail[1])
    return Title(
        _prefix(title, vocabulary),
        tuple(acronyms),
        _collection(title, vocabulary),
        _head(title, vocabulary),
        is_collection=_says_collection(title, vocabulary),
    )


def contest(title: str) -> tuple[str, ...]:
    """The shared task that a title names behind "at": "CLaC at SemEval-2026 Task 6: ...".

    >>> contest("CLaC at SemEval-2026 Task 6: Response Clarity"), contest("Looking at 3 Scales")
    (('SemEval-2026 Task 6',), ())
    """
    m = _CONTEST.search(" ".join(title.split()))
    return (m[1],) if m else ()


def is_phrase(prefix: str) -> bool:
    """Whether a title's prefix is a catchphrase or a question and no name."""
    words = prefix.split()
    first = words[0].lower() if words else ""
    if prefix.endswith(("?", "!")) or _VERBS.search(prefix) or "'s " in prefix:
        return True
    return len(words) > 1 and (first in _NO_NAME_START or first.endswith("ing"))


def _says_collection(title: str, vocabulary: Vocabulary) -> bool:
    """Whether a title goes on behind its colon with a collection: "LeafSet: A Multilingual Benchmark for ..."."""
    m = _KIND.search(title)
    head = _HEAD.match(m[1]) if m is not None else None
    words = head[1].split() if head is not None else []
    return bool(words) and words[-1].lower() != "data" and "and" not in words and vocabulary.has("collection", words[-1])


def _prefix(title: str, vocabulary: Vocabulary) -> str:
    if (team := _TEAM.match(title)) is not None:
        return team[2] or team[1]
    if (at := _AT.match(title)) is not None:
        return at[1]
    m = _PREFIX.match(title)
    if m is None:
        if _REPORT.search(title) and " " not in (name := _REPORT.sub("", title)):
            return name
        introducing = re.match(r"(?:Introducing|Presenting|Announcing)\s(.+)$", title)
        return re.sub(r"\s(?:into|for|in|as)\s.*$", "", introducing[1]) if introducing else ""
    prefix = m[1].strip()
    inner = _PAREN.search(prefix)
    if inner and is_name(inner[1], vocabulary):
        return inner[1]
    return _BEYOND.sub("", _REPORT.sub("", prefix))


def _collection(title: str, vocabulary: Vocabulary) -> str:
    """The corpus that a title is the name of: "The DIRHA simulated corpus", "A Galician Syntactic Corpus with ..."."""
    named = re.search(rf"({NAME})\s(?:[Ss]hared\s[Tt]ask|[Cc]hallenge|[Cc]orpus|[Bb]enchmark|[Dd]ataset|[Tt]reebank)\b", title)
    if named and is_name(named[1], vocabulary):
        return named[1]
    suffix = _SUFFIX.search(title)
    for part in (title if ":" not in title else "", suffix[1] if suffix else ""):
        head = _HEAD.match(part)
        phrase = head[1] if head else part
        words = phrase.split()
        if not 2 <= len(words) <= 6 or not vocabulary.has("collection", words[-1]) or words[-1].lower() == "data":
            continue
        names = [word for word in words if is_name(word, vocabulary)]
        if names:
            return " ".join(names)
        if all(word[:1].isupper() for word in words) and not words[0].endswith("ing"):
            return phrase
    return ""


def _head(title: str, vocabulary: Vocabulary) -> str:
    if ":" in title or title.endswith("?"):
        return ""
    part = _CLAIM.split(title)[0] + " "
    m = _HEAD.match(part)
    name = m[1].strip() if m and not _PARTITIVE.match(part, m.end(1)) else ""
    words = name.split()
    if len(words) == 1 and "-" in name and _CLAIM.search(title) is not None:
        return name
    if not 2 <= len(words) <= 4 or words[0].lower() in _NO_NAME_START or words[0].endswith(("ing", "ed")) or "," in name:
        return ""
    if (
        vocabulary.has("not_a_head", words[-1])
        or any(word[:1].islower() for word in words)
        or "and" in words
        or _VERBS.search(name)
    ):
        return ""
    return name
