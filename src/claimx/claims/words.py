"""Words of a sentence: the tokens that lexicon and chunks agree on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimx.plurals import regular_plural

_TOKEN = re.compile(r"[^\W_]+(?:'[a-z]+\b)?|[^\w\s]|_")
_ES = re.compile(r"(?:s|x|z|ch|sh)$")
_IRREGULAR = {
    "analysis": "analyses",
    "axis": "axes",
    "crisis": "crises",
    "diagnosis": "diagnoses",
    "hypothesis": "hypotheses",
    "synthesis": "syntheses",
    "thesis": "theses",
    "corpus": "corpora",
    "datum": "data",
    "index": "indices",
    "vertex": "vertices",
    "matrix": "matrices",
    "person": "people",
    "child": "children",
    "mouse": "mice",
    "species": "species",
    "series": "series",
    "half": "halves",
    "criterion": "criteria",
    "quiz": "quizzes",
    "man": "men",
    "woman": "women",
    "formula": "formulae",
    "spectrum": "spectra",
    "genus": "genera",
    "taxon": "taxa",
    "phenomenon": "phenomena",
    "leaf": "leaves",
    "tooth": "teeth",
    "foot": "feet",
    "epoch": "epochs",
}

_SINGULAR = frozenset(
    "physics mathematics dynamics thermodynamics electronics robotics linguistics mechanics graphics optics genetics semantics "
    "kinetics economics logistics analytics politics ethics electromagnetics acoustics photonics bioinformatics news".split()
)
"""Words that end like a plural and are none."""


@dataclass(slots=True)
class Words:
    """The words and signs of a stretch of text with their places; four rows of equal length."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    """As written."""
    lower: list[str] = field(default_factory=list)

    def read(self, text: str, start: int, end: int) -> None:
        """Append the tokens of ``text[start:end]``: runs of letters and digits, and single signs."""
        spans = [match.span() for match in _TOKEN.finditer(text, start, end)]
        forms = [text[low:high] for low, high in spans]
        self.starts += [low for low, _ in spans]
        self.ends += [high for _, high in spans]
        self.forms += forms
        self.lower += [form.lower() for form in forms]

    def append(self, text: str, start: int, end: int) -> None:
        """Append ``text[start:end]`` as one token."""
        form = text[start:end]
        self.starts.append(start)
        self.ends.append(end)
        self.forms.append(form)
        self.lower.append(form.lower())


def split(text: str) -> tuple[str, ...]:
    """The tokens of a phrase.

    >>> split("zero-shot top-1")
    ('zero', '-', 'shot', 'top', '-', '1')
    """
    return tuple(_TOKEN.findall(text))


def plural(noun: str) -> str:
    """The plural of a noun (of the last word of a noun phrase).

    >>> plural("bounding box"), plural("category"), plural("GPU")
    ('bounding boxes', 'categories', 'GPUs')
    """
    head, _, last = noun.rpartition(" ")
    many = _IRREGULAR.get(last.lower()) or regular_plural(last)
    return f"{head} {many}" if head else many


def singular(noun: str) -> str:
    """The singular of a plural noun, as `plural` forms it.

    >>> singular("classes"), singular("queries"), singular("images"), singular("species")
    ('class', 'query', 'image', 'species')
    """
    for one, many in _IRREGULAR.items():
        if noun == many:
            return one
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith("es") and _ES.search(noun[:-2]) and not noun.endswith(("ases", "oses", "rses", "nses", "uses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def is_plural(word: str) -> bool:
    """Whether a noun (the last word of a noun phrase) is in the plural.

    >>> [is_plural(w) for w in ("images", "people", "corpora", "loss", "analysis", "gpus")]
    [True, True, True, False, False, True]
    """
    last = word.rsplit(" ", 1)[-1]
    if last in _PLURALS or last in _SINGULAR:
        return last in _PLURALS
    return (len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is", "'s"))) or last in (
        "gpus",
        "cpus",
        "tpus",
    )


_PLURALS = frozenset(_IRREGULAR.values()) | {"data", "people", "gpus", "cpus", "tpus"}
