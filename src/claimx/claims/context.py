"""What the whole paper says about names: the paper's own method and the names it introduces."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = r"[A-Za-z0-9α-ωΑ-Ω][\w\-+./^²³*]*[\w+*²³]|[A-Z]"
_INTRODUCE = re.compile(
    r"\b(?:propos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|present(?:s|ed|ing)?|develop(?:s|ed|ing)?|releas(?:e|es|ed|ing)"
    r"|design(?:s|ed|ing)?|describ(?:e|es)|creat(?:e|es|ed)|build|construct(?:s|ed)?|establish|devise|"
    r"call(?:ed)?|named|dubbed|termed|namely|coined|denoted(?: as| by)?|abbreviated as|referred to as)\b,?"
)
_PLAIN_STOPS = frozenset(
    [
        "a",
        "an",
        "the",
        "our",
        "this",
        "its",
        "new",
        "novel",
        "simple",
        "we",
        "it",
        "and",
        "first",
        "called",
        "named",
        "dubbed",
        "termed",
        "as",
    ]
)
_ACRONYM = re.compile(
    rf"\(\s*(?:i\.e\.,?\s*|or\s+|abbreviated as\s+|aka\s+|called\s+|named\s+|dubbed\s+)?({_NAME})(?:\s*[,;][^)]*)?\)"
)
_PREFIX = re.compile(r"^\s*([^:]{1,60}?)\s*:\s")
_WORD = re.compile(_NAME)
_BOUNDARY = re.compile(r"[,;.:()]|\b(?:to|for|that|which|with|by|of|in|on|is|are|using|where|and)\b")
_LIMIT = 130
_ACRONYM_LENGTH = 8
_HEAD = re.compile(r"^(?:An?\s|The\s)?(.+?)\s(?:for|via|with|using|through|in|on|from|by|of|towards?|to)\s")
_ACTING = re.compile(
    r"\b([A-Z][\w-]{2,})\s(?:also\s|can\s|significantly\s|consistently\s|effectively\s|further\s)*"
    r"(?:achiev|outperform|improv|reduc|show|provid|obtain|yield|enabl|surpass|demonstrat|deliver|attain|reach|introduc|leverag"
    r"|employ|uses|learns|consist|combin|extend|support|contain|compris|offers|accelerat|generat|integrat|maintain|exhibit)"
)
_PLAIN_WORDS = frozenset(
    "We It This Our These They That Experiments Results Extensive Evaluation Evaluations Experimental Empirical Which Moreover "
    "Analysis There Such One Recent Existing Models Methods Both Users Researchers Studies Findings Transformers".split()
)
_OURS = re.compile(rf"\b[Oo]ur\s(?:[\w-]+\s){{0,4}}?(?:called\s|named\s)?[,(]?\s?({_NAME})[,)]")
_REPORT = re.compile(r"\s(?:Technical|System)\sReport$|\sModel$")
_NO_NAME_START = frozenset("beyond towards toward from why how what when on the a an is are do does can in to".split())


@dataclass(frozen=True, slots=True)
class Context:
    """The paper's own names: ``method`` stands where the text says "we", "our method" or "it"."""

    method: str | None
    own: tuple[str, ...]
    """All names that the paper gives to things of its own, the method's first."""

    def is_own(self, name: str) -> bool:
        """Whether *name* is, extends or abbreviates one of the paper's own names."""
        key = _key(name)
        return any(key == k or key.startswith(k) or (len(key) > 3 and k.startswith(key)) for k in map(_key, self.own) if k)


def context_of(title: str, text: str) -> Context:
    """The names that title and abstract give to the paper's own work."""
    introduced = _introduced(text)
    prefix = _title_prefix(title)
    if prefix is not None:
        prefix = _REPORT.sub("", prefix)
        if " " in prefix and prefix.split()[0].lower() in _NO_NAME_START:
            prefix = None
    titled = [m.group(1) for m in _ACRONYM.finditer(title) if is_name(m.group(1))]
    own = list(dict.fromkeys([*([prefix] if prefix and is_name(prefix) else []), *introduced, *titled]))
    method = _method(prefix, introduced, titled, text) or _frequent(text) or _title_head(title)
    if method is None and prefix and len(prefix.split()) <= 3 and prefix.split()[0].lower() not in _NO_NAME_START:
        method = prefix if not prefix.split()[0].endswith("ing") else None
    return Context(method, tuple(dict.fromkeys([*([method] if method else []), *own])))


def _method(prefix: str | None, introduced: list[str], titled: list[str], text: str) -> str | None:
    """The title's name or its acronym if the abstract knows it, else the name introduced first."""
    if prefix and (" " in prefix or "-" in prefix):
        shorter = [n for n in introduced if len(n) <= _ACRONYM_LENGTH and n != prefix and _abbreviates(n, prefix)]
        if shorter:
            return shorter[0]
    if prefix and is_name(prefix):
        longer = [n for n in introduced if _key(n) == _key(prefix)]
        return longer[0] if longer else prefix
    if prefix and len(prefix.split()) <= 4:
        acronyms = [n for n in introduced if n[0].lower() == prefix[0].lower() and (" " in prefix or "-" in prefix)]
        if acronyms:
            return acronyms[0]
        if len(prefix.split()) == 1 and prefix[0].isupper() and re.search(rf"\b{re.escape(prefix)}\b", text):
            return prefix
        initials = "".join(w[0] for w in re.split(r"[\s-]", prefix) if w[:1].isupper())
        if len(initials) > 2 and re.search(rf"\b{initials}\b", text):
            return initials
        if re.search(rf"\b{re.escape(prefix)}\b", text) and any(c.isdigit() for c in prefix):
            return prefix
    if introduced:
        return introduced[0]
    return titled[0] if titled else None


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of *short* stand in *name* in this order, the first ones at its start."""
    letters, at = _key(name), 0
    for letter in _key(short):
        at = letters.find(letter, at) + 1
        if at == 0:
            return False
    return short[:1].lower() == name[:1].lower() and len(_key(short)) < len(letters)


def _title_head(title: str) -> str | None:
    """What a title without a colon speaks of, before "for", "via" and the like: the last resort."""
    if ":" in title:
        return None
    head = _HEAD.match(title)
    name = head.group(1).strip() if head else ""
    words = name.split()
    return name if 2 <= len(words) <= 4 and words[0].lower() not in _NO_NAME_START and not words[0].endswith("ing") else None


def _frequent(text: str) -> str | None:
    """The name that the abstract uses most, where it is said of the paper's own or used three times."""
    own = _OURS.search(text)
    if own and is_name(own.group(1)):
        return own.group(1)
    words = _WORD.findall(text)
    defined = [name for m in _ACRONYM.finditer(text) if is_name(name := m.group(1)) and words.count(name) > 1]
    if defined:
        return max(defined, key=words.count)
    acting: dict[str, int] = {}
    for m in _ACTING.finditer(text):
        if m.group(1) not in _PLAIN_WORDS and m.group(1) not in _COMMON:
            acting[m.group(1)] = acting.get(m.group(1), 0) + 1
    best = max(acting, key=lambda n: acting[n], default=None)
    return best if best is not None and (acting[best] >= 2 or (is_name(best) and words.count(best) >= 2)) else None


def _title_prefix(title: str) -> str | None:
    m = _PREFIX.match(title)
    if m is None:
        return None
    prefix = m.group(1).strip()
    inner = _ACRONYM.search(prefix)
    return inner.group(1) if inner and is_name(inner.group(1)) else prefix


def _introduced(text: str) -> list[str]:
    """Names after "we propose", "called" and the like, in order; an acronym in parentheses stands for its long form."""
    names: list[str] = []
    for cue in _INTRODUCE.finditer(text):
        window = text[cue.end() : cue.end() + _LIMIT]
        stop = re.search(r"[.;!?](?:\s|$)", window)
        window = window[: stop.start()] if stop else window
        name = _first_name(window)
        if name and name not in names:
            names.append(name)
    return names


def _first_name(window: str) -> str | None:
    acronym = _ACRONYM.search(window)
    if acronym and is_name(acronym.group(1)) and acronym.start() < 110:
        return acronym.group(1)
    for m in _WORD.finditer(window):
        word = m.group()
        if is_name(word):
            return word
        before = window[: m.start()]
        if _BOUNDARY.search(before.strip(" ,")):
            return None
    return None


def is_name(word: str) -> bool:
    """Whether a word is written like the name of a method: capitals or digits inside it.

    >>> [is_name(w) for w in ("FlatFormer", "ISSA", "T2T-ViT", "DualPath", "Transformer", "novel", "3D")]
    [True, True, True, True, False, False, False]
    """
    if " " in word:
        return any(is_name(part) for part in word.split())
    tail = word[1:]
    if not tail or word[0].isdigit() or word in _COMMON or (tail.isascii() and tail.isalpha() and tail.islower()):
        return False
    parts = [part for part in word.split("-") if part]
    if any(any(c.isupper() for c in part[1:]) for part in parts):
        return True
    letters = [c for c in word if c.isalpha()]
    return (any(c.isdigit() for c in word) and len(letters) > 1) or (
        len(parts) == 2 and len(parts[0]) == 1 and parts[1][0].isupper()
    )


_COMMON = frozenset(
    [
        "AI",
        "ML",
        "NLP",
        "LLM",
        "LLMs",
        "VLM",
        "VLMs",
        "MLLM",
        "MLLMs",
        "GPU",
        "GPUs",
        "CPU",
        "CPUs",
        "RL",
        "CNN",
        "CNNs",
        "RNN",
        "RNNs",
        "GAN",
        "GANs",
        "DNN",
        "DNNs",
        "3D",
        "2D",
        "4D",
        "API",
        "APIs",
        "T2I",
        "QA",
        "VQA",
        "KV",
        "MoE",
        "LoRA",
        "SFT",
        "RLHF",
        "SOTA",
        "IoT",
        "ASR",
        "TTS",
        "NMT",
        "MT",
        "OCR",
        "OOD",
        "IID",
        "SGD",
        "CoT",
        "RAG",
        "LMs",
        "LM",
        "VLA",
        "VLAs",
        "URL",
        "PDF",
        "HTML",
        "JSON",
        "ViT",
        "ViTs",
        "DiT",
        "DiTs",
        "MLP",
        "MLPs",
        "LSTM",
        "GNN",
        "GNNs",
        "SVM",
        "NLU",
        "NLG",
        "ICL",
        "PEFT",
        "FLOPs",
        "MRI",
        "CT",
        "EEG",
        "SLAM",
        "NeRF",
        "GPT",
        "BERT",
        "AR",
        "US",
        "UK",
        "EU",
    ]
)


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.lower())
