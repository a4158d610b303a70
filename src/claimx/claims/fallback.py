"""What a number says by its form alone, where no pattern reads it: a unit with one usual metric, a signed gain."""

from __future__ import annotations

import re

from claimx.claims.chunks import Sentence
from claimx.claims.frames import Frame
from claimx.claims.measure import Measures
from claimx.mentions import Quantity

_DATA_NOUN = re.compile(
    r"\s?(?:of\s)?(?:[\w-]{1,30}\s){0,3}?(?:audio|speech|videos?|data|recordings?|footage|music|corpus|dataset|task|transcribed"
    r"|conversations?|interactions?|demonstrations?|driving|livestreams?|trajectories|annotated|lectures|broadcast)"
)
_DURATION_BEFORE = re.compile(r"(?:period of|lasting|spanning|over|during|length of|duration of|long)\s(?:a\s)?(?:period of\s)?$")
_PAST = re.compile(r"\b(?:past|last|recent|next|previous|coming|few|over|in|for)\s(?:the\s)?(?:past\s|last\s|next\s)?$")
_TRAINING = re.compile(r"\b(?:pre-?|fine-?)?(?:train|tun)(?:s|ed|ing)?\b")
_RUNNING = re.compile(
    r"\b(?:computation(?:al)?|comput(?:e|ing)|processing|execution|run(?:ning)?|search|solver?|solution)[ -]?times?\b"
)
_ANSWERING = re.compile(r"\b(?:inference|latenc|respon[sd]|real-?time|per (?:frame|image|query|sample|request))")
_SHORT_UNITS = ("ms", "µs", "ns")
_DEVICE_TIME = re.compile(r"[A-Z]{1,3}\d|GPU|TPU|V100|RTX")
_OUTPERFORM = "o"
_LONG_UNITS = frozenset(["year", "month", "week", "day"])


class Fallback:
    """The last resort, with one rulebook's measures."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def frame(self, sentence: Sentence, at: int) -> Frame | None:
        """A frame by form and nearest words; None where the number is left out."""
        quantity = sentence.chunks[at].quantity
        if quantity is None:
            return None
        if quantity.form == "unit":
            return self._unit(sentence, quantity)
        if quantity.form == "percent" and sentence.letters[at + 1 : at + 2] == "f" and _OUTPERFORM in sentence.letters[:at]:
            return Frame("level", self._measures.named("win_rate"), rules=("claim.share.won",))
        return None

    def _unit(self, sentence: Sentence, quantity: Quantity) -> Frame | None:
        names = self._measures.of_unit(quantity.unit)
        if not names or quantity.unit == "px":
            return None
        name = names[0]
        if "run_time" in names or "duration" in names:
            told = self._time(sentence, quantity, name)
            if told is None:
                return None
            name = told
        elif quantity.unit in ("m", "cm", "mm", "km", "deg", "Hz", "kHz", "GHz", "MHz", "g", "kg", "nm", "µm", "bit", "°C"):
            return None
        return Frame("level", self._measures.named(name), rules=("claim.unit.default",))

    def _time(self, sentence: Sentence, quantity: Quantity, default: str) -> str | None:
        before = sentence.text[max(sentence.start, quantity.outer_start - 30) : quantity.outer_start].lower()
        after = sentence.text[quantity.end : min(sentence.end, quantity.end + 50)].lower()
        if _DEVICE_TIME.search(sentence.text[quantity.start : quantity.end]):
            return "gpu_time"
        if _DATA_NOUN.match(after):
            return "dataset_size"
        if quantity.unit in _LONG_UNITS:
            if _DURATION_BEFORE.search(before) and "period of" in before:
                return "duration"
            if quantity.unit in ("year", "month") or _PAST.search(before):
                return None
        words = sentence.text[sentence.start : sentence.end].lower()
        if _TRAINING.search(words) and quantity.unit not in _SHORT_UNITS:
            return "training_time"
        if _RUNNING.search(words):
            return "run_time"
        return "latency" if _ANSWERING.search(words) and quantity.unit == "s" else default
