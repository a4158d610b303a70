"""What a number says by its form alone, where no pattern reads it: a unit with one usual metric, a signed gain."""

from __future__ import annotations

import re

from claimx.claims.chunks import Sentence
from claimx.claims.frames import Frame, is_transition
from claimx.claims.measure import Measure, Measures
from claimx.claims.nouns import nouns
from claimx.mentions import Quantity

_DATA_NOUN = re.compile(
    r"\s?(?:of\s)?(?:[\w-]{1,30}\s){0,3}?(?:audio|speech|videos?|data|recordings?|footage|music|corpus|dataset|task|transcribed"
    r"|sounds?|imagery|gameplay|podcasts?|eeg|ecg|meetings?|conversations?|interactions?|demonstrations?|driving|livestreams?|trajectories|annotated|lectures|broadcast)"
)
_DATA_BEFORE = re.compile(
    r"\b(?:videos?|recordings?|speech|audio|utterances|clips|sessions|episodes|lectures|dataset|corpus|podcasts?|conversations)\s\([^()]{0,12}$"
)
_IN_ALL = re.compile(r"\s?(?:in total\s?|total\s?)?[);,]")
"""How long the material lasts that is told before parentheses: "424 videos (45.5 hours)"."""
_DURATION_BEFORE = re.compile(r"(?:period of|lasting|spanning|over|during|length of|duration of|long)\s(?:a\s)?(?:period of\s)?$")
_PAST = re.compile(r"\b(?:past|last|recent|next|previous|coming|few|over|in|for)\s(?:the\s)?(?:past\s|last\s|next\s)?$")
_SPAN_BEFORE = re.compile(r"\b(?:during|every|each|lasting|lasts|longer than|shorter than|spaced|a few|within the)\s$")
_SPAN_AFTER = re.compile(
    r"(?:\s|-)(?:[\w-]{1,20}\s)?(?:in advance|ahead|intervals?|windows?|horizons?|lags?|apart|ago|earlier|later|look-?ahead"
    r"|sonication|look-?back)\b"
)
"""Words around a stretch of time that is a condition and no result: "at 20 minute intervals", "12 hours in advance"."""
_SET_AT = re.compile(r"\b(?:sampl|record|captur|acquir|measur|stimul|vibrat|collect|digiti)\w{1,4}\b")
_FREQUENCY = "other:frequency"
_NOUNS = 2
_FEWEST = 5
"""A total below is a term of a formula."""
_TRAINING = re.compile(r"\b(?:pre-?|fine-?)?(?:train|tun)(?:s|ed|ing)?\b")
_LEARNING_BEFORE = re.compile(
    r"(?:train|tun|distill)(?:ed|ing)?\s(?:[\w-]{1,20}\s){0,3}(?:on|with|using|from)\s[^.,;]{0,20}$|\b(?:where|when|with)\sonly\s$"
)
_LEARNING_AFTER = re.compile(r"\s?(?:of\s)?(?:[\w-]{1,20}\s){0,4}(?:train|pre-?train|fine-?tun)ing\s(?:data|set|corpus)")
_RUNNING = re.compile(
    r"\b(?:computation(?:al)?|comput(?:e|ing)|processing|execution|run(?:ning)?|search|solver?|solution)[ -]?times?\b"
)
_ANSWERING = re.compile(r"\b(?:inference|latenc|respon[sd]|real-?time|per (?:frame|image|query|sample|request))")
_SHORT_UNITS = ("ms", "µs", "ns")
_DEVICE_TIME = re.compile(r"[A-Z]{1,3}\d|GPU|TPU|V100|RTX")
_OUTPERFORM = "o"
_LONG_UNITS = frozenset(["year", "month", "week", "day"])


def _runs_at(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether hertz tell how often something works ("poses at up to 100 Hz") and not how a signal was taken."""
    before = sentence.text[max(sentence.start, quantity.outer_start - 60) : quantity.outer_start].lower()
    return before.endswith(" at ") and _SET_AT.search(before) is None


def _is_learnt(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether hours of material are what a model learns from: "trained on 300 hours of speech", "only 4 hours of data"."""
    before = sentence.text[max(sentence.start, quantity.outer_start - 60) : quantity.outer_start].lower()
    return _LEARNING_BEFORE.search(before) is not None or _LEARNING_AFTER.match(sentence.text, quantity.end) is not None


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
            return self._unit(sentence, at, quantity)
        if quantity.form == "of" and "/" in sentence.text[quantity.start : quantity.end]:
            return self._tally(sentence, at)
        if quantity.form == "percent" and sentence.letters[at + 1 : at + 2] == "f" and _OUTPERFORM in sentence.letters[:at]:
            return Frame("level", self._measures.named("win_rate"), rules=("claim.share.won",))
        return None

    def _tally(self, sentence: Sentence, at: int) -> Frame | None:
        """How many of all came out so, told by the two numbers alone: "English-only evaluation (165/195)"."""
        before = at - 1
        if sentence.letters[before : before + 1] == "(":
            before -= 1
        quantity = sentence.chunks[at].quantity
        if before < 0 or quantity is None or sentence.chunks[before].quantity is not None:
            return None
        if (quantity.total or 0) < _FEWEST or sentence.text[quantity.start - 1] not in " (":
            return None
        first = before
        while first > 0 and sentence.letters[first - 1] in tuple("wK") and before - first < _NOUNS - 1:
            first -= 1
        named = "" if sentence.chunks[before].letter == "a" else nouns(sentence.chunks[first : before + 1])
        measure = Measure(f"other:{named}", "quality", percent=True) if named else self._measures.named("success_rate")
        return Frame("level", measure, rules=("claim.count.tally",))

    def _unit(self, sentence: Sentence, at: int, quantity: Quantity) -> Frame | None:
        names = self._measures.of_unit(quantity.unit)
        if not names or quantity.unit == "px":
            return None
        name = names[0]
        if "run_time" in names or "duration" in names:
            told = self._time(sentence, quantity, name)
            if told is None:
                return None
            name = told
        elif quantity.unit == "Hz":
            name = _FREQUENCY if _runs_at(sentence, quantity) else ""
        elif quantity.unit in ("m", "cm", "mm", "km", "deg", "kHz", "GHz", "MHz", "g", "kg", "nm", "µm", "Å", "bit", "°C"):
            return None
        if not name:
            return None
        kind = "pair" if quantity.pair == "to" and is_transition(sentence, at) else "level"
        return Frame(kind, self._measures.named(name), rules=("claim.unit.default",))

    def _time(self, sentence: Sentence, quantity: Quantity, default: str) -> str | None:
        before = sentence.text[max(sentence.start, quantity.outer_start - 30) : quantity.outer_start].lower()
        after = sentence.text[quantity.end : min(sentence.end, quantity.end + 50)].lower()
        if _DEVICE_TIME.search(sentence.text[quantity.start : quantity.end]):
            return "gpu_time"
        if _SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after):
            return None
        if _DATA_NOUN.match(after) or (_IN_ALL.match(after) and _DATA_BEFORE.search(before)):
            return "training_data" if _is_learnt(sentence, quantity) else "dataset_size"
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
