"""The names that an abstract gives to the paper's own work: after "we propose", "called", in "NAME, a new framework"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claimx.claims.linking.naming import NAME, is_compound, is_name, key, long_form
from claimx.claims.linking.vocabulary import Vocabulary

Kind = Literal["system", "collection", ""]

_REACH = 180
"""How far behind its cue a name may stand."""
_STOP = re.compile(r"[.;!?](?:\s|$)")
_PAREN = re.compile(r"\(\s*(?:i\.e\.,?\s*|or\s+|abbreviated as\s+|aka\s+|called\s+|named\s+|dubbed\s+)?([^()]{1,60}?)\s*\)")
_TOKEN = re.compile(rf"(?P<name>{NAME})|(?P<mark>[,():])")
_BOUNDARY = frozenset(
    "to for that which with by of in on is are using where and from via as through can could into when at has have"
    " leveraging combining employing".split()
)
_GENERIC = frozenset("approach network networks device architecture strategy model models graph algorithm scheme".split())
"""Heads with which a description is no name: "a post-OCR correction approach"."""
_BY = frozenset("by via using with through called named dubbed from".split())
"""Words between a cue and a name that still make it the thing introduced: "an approach to X by NAME"."""
_DETERMINERS = frozenset("a an the our this its two three several new novel first simple as also further both".split())
_COLLECTION_NAME = re.compile(r"(?:Bench|BENCH|QA|Eval|Arena|Gym|Corpus|Data|Dataset|Set|Bank|Net-?\d+[KM]|-\d+[kKM])\b")
_LOWER_NAME = re.compile(r"[\"'“‘]([\w+ -]{2,30})[\"'”’]|([A-Za-z]\w{0,40}(?:-\w{1,40}){1,6})(?=[\s,.;(])")
"""What may follow "called" in small letters: a word in quotes, or a compound ("parse-then-place")."""
_THE_NAMED = re.compile(
    r"the\s([A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3})\s(?:[a-z][\w-]*\s){0,2}?([a-z]+)(?=[,.;)]|$|\s(?:that|which|for|to|and|is|in|with|by)\b)"
)
"""A name in capitals with its noun behind "called": "the Fold-Merge streaming framework"."""
_OUR_NAME = re.compile(rf"[Oo](?<!\w.)ur\s(?:[\w-]+\s){{0,4}}[\w-]+\s?[,(]\s?({NAME})[,)]")
_FIRST = re.compile(rf"({NAME})(?:\s\([^()]{{1,80}}\))?(?:\sis|,)\s(?:a|an|the)\s")
_LATER = re.compile(rf"[.!?]\s+{_FIRST.pattern}")
_SELF_TOLD = re.compile(r"\b(?:we|paper|work|study|article|report|here|thesis|authors?)\b[^.;:]{0,40}$", re.IGNORECASE)
_TAKEN = re.compile(r"\bfrom\b[^,.;]*$")
"""What stands before "named" where the name is of something taken from elsewhere."""
_MEASURING = frozenset(["evaluation", "benchmark", "benchmarking"])
_MEASURES = frozenset(["framework", "protocol", "platform"])
"""What others are measured with where one of the words before it says so: "a benchmark construction protocol"."""
_BASED = re.compile(r"[\s-]based\b")
_STRONG = re.compile(r"propos|introduc|present|develop|devis|unveil", re.IGNORECASE)
_BARE = re.compile(r"\\?([a-z][\w-]{2,60}),\s(?=(?:an?|the|our)\s|[A-Z])")
_CLOSING = re.compile(r"\s?([\w-]+|[^\w\s])")
_VERSION = re.compile(
    r"(?:\s(?:v?\d+(?:\.\d+)?|[A-Z]\w*(?=\s(?:v?\d|\())|Nano|Mini|Pro|Lite|Ultra|Max|Small|Large|Base|Net))+(?![\w%])"
)
_STEP = re.compile(r"(?:([A-Z][\w+-]*)|([a-z][\w-]*))[\s,.]*")
_APPOSITION = re.compile(r"(?:,|--|-|—|:)\s*(?:a|an|the|our|one|which is)\b(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Introduced:
    """A name of the paper's own: what kind of thing it names, its long form and where it is introduced."""

    name: str
    kind: Kind
    long: str
    at: int


def introductions(text: str, vocabulary: Vocabulary) -> list[Introduced]:
    """The names that *text* introduces, in order, each once."""
    found: dict[str, Introduced] = {}
    for cue in vocabulary.introductions(text):
        naming = cue["naming"] is not None
        if (
            _TAKEN.search(text, max(0, cue.start() - 60), cue.start())
            if naming
            else not _tells_own(text, cue.start(), cue["verb"].lower())
        ):
            continue
        stop = _STOP.search(text, cue.end(), cue.end() + _REACH)
        end = stop.start() if stop else min(len(text), cue.end() + _REACH)
        one = _introduced(text, cue.end(), end, naming=naming, vocabulary=vocabulary)
        if one is not None and one.name not in found and not _is_spoken_of(text, one, cue.start()):
            found[one.name] = one
    return list(found.values())


def _is_spoken_of(text: str, one: Introduced, cue: int) -> bool:
    """Whether a name stands in the text before the cue, or only tells what the new thing is based on: it is known already."""
    if not one.long and _BASED.match(text, one.at + len(one.name)):
        return True
    return re.search(rf"(?<![\w-]){re.escape(one.name)}(?!\w)", text[:cue]) is not None


def _tells_own(text: str, at: int, verb: str) -> bool:
    """Whether a verb of introduction speaks of the paper's own work: a strong one, or one after "we" or "this paper"."""
    if verb.endswith("ed") or not _STRONG.match(verb):
        return not verb.endswith("ing") and _SELF_TOLD.search(text, max(0, at - 60), at) is not None
    return True


def _introduced(text: str, start: int, end: int, *, naming: bool, vocabulary: Vocabulary) -> Introduced | None:
    """The name in ``text[start:end]``, the words after a cue."""
    defined = _acronym(text, start, end, vocabulary)
    span = _first_name(text, start, end, vocabulary)
    if defined is not None and (span is None or span[0] >= defined.at - len(defined.long) - 3):
        return defined
    span = span or _bare(text, start, end, vocabulary) or _capitals(text, start, end, vocabulary)
    if span is None and naming:
        span = _named(text, start, end, vocabulary)
    if span is None:
        return None
    name = text[slice(*span)]
    return Introduced(name, _kind(text, start, span, end, vocabulary), "", span[0])


def _named(text: str, start: int, end: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """What "called" says is a name, however it is written: "called parse-then-place", "called the Fold-Merge framework"."""
    m = _LOWER_NAME.match(text, start, end + 1)
    if m is not None:
        return m.span(m.lastindex or 0) if not is_compound(m[m.lastindex or 0]) else None
    m = _THE_NAMED.match(text, start, end)
    return m.span(1) if m and vocabulary.has("self", m[2]) else None


def _bare(text: str, start: int, end: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """One word in small letters and nothing else before a comma, as a macro leaves it: "We introduce sevra, a controller"."""
    m = _BARE.match(text, start, end)
    known = m and any(vocabulary.has(role, m[1]) for role in ("self", "system", "collection", "study"))
    return m.span(1) if m and not known else None


def _acronym(text: str, start: int, end: int, vocabulary: Vocabulary) -> Introduced | None:
    """The short name in parentheses after what it abbreviates: "Direct Reward Optimisation (DRO)"."""
    for paren in _PAREN.finditer(text, start, end):
        short = re.split(r"[,;]\s", paren[1])[0].strip(" \"'“”")
        before = text[start : paren.start()]
        words = re.findall(r"[^\s,()]+", before)
        if not words or not is_name(short, vocabulary) or " " in short or "=" in short:
            continue
        long = long_form(words, short)
        lead = [word.lower() for word in words[: len(words) - len(long)] if word.lower() in _BOUNDARY]
        kind_used = (
            bool(lead) and lead[0] in ("using", "with", "from", "through") and short.endswith("s") and short[:-1].isupper()
        )
        if long and not kind_used and (not lead or lead[0] in _BY):
            span = (paren.start(1), paren.start(1) + len(short))
            return Introduced(short, _kind(text, start, span, end, vocabulary), " ".join(long), span[0])
        if is_name(words[-1], vocabulary) and not any(w.lower() in _BOUNDARY for w in words):
            at = start + before.rindex(words[-1])
            return Introduced(words[-1], _kind(text, start, (at, at), end, vocabulary), paren[1], at)
        if not long and not any(w.lower().strip(",") in _BOUNDARY for w in words):
            span = (paren.start(1), paren.start(1) + len(short))
            return Introduced(short, _kind(text, start, span, end, vocabulary), "", span[0])
    return None


def _first_name(text: str, start: int, end: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """A word written like a name before the noun phrase ends; after a comma where it stands alone there ("a method, X, ...")."""
    comma = False
    opened = True
    for m in _TOKEN.finditer(text, start, end):
        word = m["name"] or m["mark"]
        if word == ",":
            if comma:
                return None
            comma = True
        elif word in "():" or word.lower() in _BOUNDARY:
            return None
        elif is_name(word, vocabulary):
            span = _with_version(text, m.span(), end)
            if not opened and not _closes_phrase(text, span[1], end, vocabulary):
                return None
            return span if not comma or _stands_alone(text, m.start(), span[1]) else None
        elif comma and vocabulary.has("naming", word):
            comma = False
            opened = True
        elif comma and word[0].islower() and word.lower() not in _DETERMINERS:
            return None
        else:
            opened = opened and (word.lower() in _DETERMINERS or vocabulary.has("vague", word))
    return None


def _closes_phrase(text: str, at: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a noun phrase ends behind a name, or with one more noun such as "framework" or "dataset"."""
    m = _CLOSING.match(text, at, end)
    word = m[1].lower() if m else ""
    known = any(vocabulary.has(role, word.rsplit("-", 1)[-1]) for role in ("self", "system", "collection"))
    return not word or not word[0].isalnum() or word in _BOUNDARY or known


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what stands between two commas, or after one at the end, is just this name."""
    return text[:start].rstrip().endswith((",", "-", ",“", ',"')) and (
        text[end : end + 1] in ("", ",", ".", ";", ":") or text[end : end + 2] in (" (", "--", " -")
    )


def _with_version(text: str, span: tuple[int, int], end: int) -> tuple[int, int]:
    """The name with a version or size behind it: "Nemotron 3 Nano", "StarCoder 2"."""
    m = _VERSION.match(text, span[1], end)
    return (span[0], m.end()) if m else span


def _capitals(text: str, start: int, end: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """A run of words with capitals that the cue speaks of: "Recursive Harness Self-Improvement", "Jenga, ..."."""
    at = start
    run: list[tuple[int, int]] = []
    while at < end and (m := _STEP.match(text, at, end)) is not None:
        if m[1] is not None:
            run.append(m.span(1))
            if text[m.end(1) : m.end(1) + 1] in ("–", "/"):
                return None
            if text[m.end(1) : m.end(1) + 1] not in ("", " "):
                break
        elif run or m[2] in _BOUNDARY:
            break
        at = m.end()
    if not run:
        return None
    words = [text[slice(*span)] for span in run]
    if len(run) == 1 and (vocabulary.has("opening", words[0]) or vocabulary.has("common", words[0]) or len(words[0]) < 3):
        return None
    if is_compound(words[-1]):
        return None
    follows = text[run[-1][1] : run[-1][1] + 12].lstrip()
    if len(run) == 1 and not (text[run[0][1] : run[0][1] + 1] in (",", ".", "") or follows.split(" ")[0] in _BOUNDARY):
        return None
    if len(run) > 5 or all(vocabulary.has("common", word) for word in words):
        return None
    return run[0][0], run[-1][1]


def _kind(text: str, start: int, span: tuple[int, int], end: int, vocabulary: Vocabulary) -> Kind:
    """What the words around a name say it is: the last noun of the phrase before it, or of "NAME, a new ..."."""
    name = text[slice(*span)]
    after = text[span[1] : end].lstrip(" )")
    apposition = _APPOSITION.match(after)
    phrase = apposition[1] if apposition else after
    for head in (_heads(phrase, vocabulary, forward=True), _heads(text[start : span[0]], vocabulary, forward=False)):
        if head:
            return head
    return "collection" if _COLLECTION_NAME.search(name) else ""


def _heads(phrase: str, vocabulary: Vocabulary, *, forward: bool) -> Kind:
    """The kind of the last known noun of a phrase; forward, only up to the end of the noun phrase."""
    kind: Kind = ""
    words = re.findall(r"[\w-]+|[,.;:()]", phrase)
    for i, word in enumerate(words[:14] if forward else words):
        low = word.lower()
        if forward and (low in _BOUNDARY or low in ".;:)" or (low == "," and kind)):
            break
        if not forward and not _ends_phrase(words, i):
            continue
        last = low.rsplit("-", 1)[-1]
        if vocabulary.has("collection", last):
            kind = "collection"
        elif vocabulary.has("self", last) or vocabulary.has("system", last):
            kind = "collection" if last in _MEASURES and _MEASURING & set(words[max(0, i - 2) : i]) else "system"
    return kind


def _ends_phrase(words: list[str], at: int) -> bool:
    """Whether a word is the head of its noun phrase: what follows is no further noun."""
    follows = words[at + 1].lower() if at + 1 < len(words) else ""
    return not follows[:1].isalpha() or follows in _BOUNDARY or follows in _BY


def described(text: str, title: str, vocabulary: Vocabulary) -> str | None:
    """A thing introduced without a name in words of the title: "we propose a path-based credibility evaluation method"."""
    for cue in vocabulary.introductions(text):
        if cue["naming"] is not None or not _tells_own(text, cue.start(), cue["verb"].lower()):
            continue
        words: list[str] = []
        for m in re.finditer(r"[\w-]+|[,.;:()]", text[cue.end() : cue.end() + _REACH]):
            low = m.group().lower()
            first = [word for word in words if word.lower() not in _DETERMINERS]
            if low in _BOUNDARY or low in ".;:()" or (low == "," and (len(first) != 1 or vocabulary.has("self", first[0]))):
                break
            if low != ",":
                words.append(m.group())
        while words and (words[0].lower() in _DETERMINERS or vocabulary.has("vague", words[0])):
            words.pop(0)
        while words and words[-1].lower() in ("such", "like"):
            words.pop()
        telling = [w for w in words if not vocabulary.has("self", w) and not vocabulary.has("vague", w)]
        generic = bool(words) and (words[-1].lower() in _GENERIC or vocabulary.has("collection", words[-1]))
        if not generic and 2 <= len(words) <= 6 and len(telling) > 1 and key(" ".join(telling)) in key(title):
            return " ".join(words)
    return None


def opening_names(text: str, vocabulary: Vocabulary) -> Iterator[Introduced]:
    """Names that open a sentence as what it is about: "UniT is a novel approach to", "RelSifter, a supervised method"."""
    for m in _OUR_NAME.finditer(text):
        if is_name(m[1], vocabulary):
            yield Introduced(m[1], _heads(text[m.start() : m.start(1)], vocabulary, forward=False), "", m.start(1))
    first = _FIRST.match(text)
    for m in ([first] if first else []) + list(_LATER.finditer(text, first.end() if first else 0)):
        if is_name(m[1], vocabulary):
            end = min(len(text), m.end() + _REACH)
            yield Introduced(
                m[1],
                _kind(text, m.start(1), m.span(1), end, vocabulary) or _heads(text[m.end() : end], vocabulary, forward=True),
                "",
                m.start(1),
            )
