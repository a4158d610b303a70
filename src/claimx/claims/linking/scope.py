"""On which datasets a number holds."""

from __future__ import annotations

import re

from claimx.claims.linking.carried import Carried
from claimx.claims.linking.clauses import Clauses, listed
from claimx.claims.linking.context import Context
from claimx.claims.linking.listing import Listing
from claimx.claims.linking.places import Places
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.mentions import Draft

_NO_DATASET = frozenset(
    "parameters model_size trainable_parameters training_data context_length dataset_size monetary_cost macs gpu_count gpu_time "
    "training_cost".split()
)
_SIZES = frozenset("parameters model_size trainable_parameters macs".split())
_BETWEEN = frozenset(",&DwNd/-(T.")
_UNNAMED = frozenset(["score", "performance"])
"""Measures without a name, which may be those of the sentence before."""
_KIN = frozenset("accuracy top1_accuracy top5_accuracy f1 precision recall specificity auc error_rate exact_match".split())
"""Measures that are taken of one run side by side."""
_SAME = re.compile(
    r"(?<!raining on )(?<!raining with )(?<!rained on )\b(?:same|this|these|both|the)\s(?:[\w-]+\s)?"
    r"(?:datasets?|benchmarks?|corpus|corpora|test sets?|tasks)\b"
)
"""Words that take up a dataset named before."""
_TAKING_UP = frozenset(["the", "these", "both", "all", "same"])
_NEXT_RESULT = re.compile(r"[,&]{1,2}[wNd.]{0,4}M")
"""Where the next result of a list begins with its own measure."""
_COMPARED = re.compile(r"qM?t[dwM]{0,3}q(?=[^qtV;]*D)")
"""A number and a rival's, before what both were measured on: "81.4% compared with 80.5% on A"."""
_BARE_LIST = re.compile(r"q(?:,?&?q)+")
"""Numbers of one measure in a list: they must differ in what they were measured on."""


class Datasets:
    """The datasets of one sentence, and which number holds on which; *carried* knows those of the text before."""

    def __init__(self, clauses: Clauses, context: Context, vocabulary: Vocabulary, carried: Carried) -> None:
        self.clauses = clauses
        self.context = context
        self.vocabulary = vocabulary
        self.carried = carried
        self.places = Places(clauses, context, vocabulary, carried)
        self.row = self.places.row
        self.listing = Listing(clauses, self.places, context, vocabulary)
        trained = [i for i, role in enumerate(clauses.roles) if role == "D" and clauses.tokens[i - 1].letter == "i" and i > 0]
        self.trained = tuple(dict.fromkeys(clauses.name(i) for i in trained))
        """Datasets that something was trained on: results are on them where no other is named."""

    def of(self, at: int, draft: Draft) -> tuple[str, ...]:
        """The datasets on which the number at chunk *at* holds, as named."""
        if (draft.metric in _NO_DATASET and draft.kind == "level") or draft.metric in ("dataset_size", "training_data"):
            return ()
        place = self.clauses.places[at]
        if draft.metric in ("datasets", "tasks"):
            names = self.listing.of(place)
            self.carried.counted = names or self.carried.counted
            return names
        if draft.family == "scale" and draft.metric != "models":
            return ()
        told = self._respective(place) or self._beside(place)
        if not told and draft.family == "quality":
            told = self._with(place) or self._described(place)
        names = told or self._nearest(place, draft)
        names = tuple(n for n in names if n != self.context.method or n == self.context.collection)
        if names or draft.family != "quality":
            return names
        if self.trained and draft.attribution == "own":
            return self.trained
        if self.context.judging and self.context.collection:
            return (self.context.collection,)
        others = self._others()
        return self._shared_out(place, self._taken_over(draft) if others is None else others)

    def _shared_out(self, at: int, names: tuple[str, ...]) -> tuple[str, ...]:
        """The one of *names* in the same place, where as many numbers of one measure are listed: "0.64 and 0.46"."""
        run = listed(self.row, at)
        if not len(run) == len(names) > 1 or not _BARE_LIST.fullmatch(self.row[run[0] : run[-1] + 1]):
            return names
        letters = [token.letter for token in self.clauses.tokens]
        return (names[run.index(at)],) if "r" not in letters and len({letters[i] for i in run}) == 1 else names

    def _taken_over(self, draft: Draft) -> tuple[str, ...]:
        """The datasets of the text before, for the same measure or where something is said to have been tried."""
        measured = self.carried.measured - _UNNAMED
        kin = measured | _UNNAMED | (_KIN if measured & _KIN else frozenset())
        another = draft.kind == "level" and measured and draft.metric not in kin
        sentence = self.clauses.sentence
        if _SAME.search(sentence.text, sentence.start, sentence.end):
            return () if another else self.carried.same() or self.carried.counted
        if another:
            return ()
        same = self.carried.same() if draft.metric in measured else ()
        return self.carried.beside() or self.carried.tried() or same or self.context.contest

    def _others(self) -> tuple[str, ...] | None:
        """What "on six math benchmarks" are, where the sentence tells only their kind: as many as were listed before, else none.

        None where it names some, speaks of none, or takes up those of the text before.
        """
        if "D" in self.row:
            return None
        for i, token in enumerate(self.clauses.tokens):
            if token.lower.endswith("s") and self.vocabulary.has("collection", token.lower):
                first = max(self.clauses.region_before(i + 1)[0], self.row.rfind("P", 0, i) + 1)
                words = self.clauses.tokens[first:i]
                if _TAKING_UP & {word.lower for word in words}:
                    return None
                numbers = {word.quantity.value for word in words if word.quantity is not None}
                return self.carried.counted if len(self.carried.counted) in numbers else ()
        return None

    def named(self, *, results: bool) -> tuple[str, ...]:
        """The one group of datasets that the sentence says something was tried on; empty where its *results* are on several."""
        every = self.every()
        if not results:
            return every
        group = self._group(0, len(self.row), backwards=False)
        return group if set(group) == set(every) else ()

    def every(self) -> tuple[str, ...]:
        """All datasets of the sentence, in order."""
        return tuple(dict.fromkeys(self.places.called(i) for i, role in enumerate(self.row) if role == "D"))

    def _respective(self, at: int) -> tuple[str, ...]:
        """The dataset in the same place of its list: "88% and 79% on A and B"."""
        run = listed(self.row, at)
        end = next((i for i in range(at, len(self.row)) if self.clauses.tokens[i].letter == "r"), -1)
        alike = len({self.clauses.tokens[i].letter for i in run}) == 1
        if end < 0 and alike and _BARE_LIST.fullmatch(self.row[run[0] : run[-1] + 1]):
            end = self.row.find(";", at)
        if end < 0 or len(run) < 2:
            return ()
        for first, last, backwards in ((run[-1], end, False), (0, run[0], True)):
            every = tuple(self.places.called(i) for i in range(first, last) if self.row[i] == "D")
            for names in (every, self._group(first, last, backwards=backwards)):
                if len(names) == len(run):
                    return (names[run.index(at)],)
        return ()

    def _beside(self, at: int) -> tuple[str, ...]:
        """The dataset whose number stands in parentheses behind it, or after "to": "COCO (46.5% PQ)", "JNLPBA to 81.3%"."""
        opened = self.clauses.outside(at)
        holder = opened - 1
        while holder > 0 and self.row[holder] in "wKM" and opened - holder < 6:
            holder -= 1
        if holder >= 0 and self.row[holder] == "D" and "q" not in self.row[opened:at] and "D" not in self.row[opened:at]:
            return (self.places.called(holder),)
        listed_ones = "D(q" in self.row.replace("M", "")
        if opened > 0 and self.row[opened - 1] == "N" and listed_ones and self.listing.is_item(self.places.run(opened - 1)[0]):
            return (self.places.called(opened - 1),)
        return self._brought_to(at)

    def _brought_to(self, at: int) -> tuple[str, ...]:
        """The dataset that is brought to its number: "JNLPBA to 81.3%", "the WNLI benchmark to 89%", "COCO: 46.5"."""
        if at < 2 or not (self.row[at - 1] == "T" or self.clauses.tokens[at - 1].text == ":"):
            return ()
        return self._holder(at - 2)

    def _with(self, at: int) -> tuple[str, ...]:
        """The dataset whose number follows "with": "the COCO val set with 58.0% PQ"."""
        held = at - 1
        while held > 0 and self.row[held] in "wMd.":
            held -= 1
        if held < 1 or self.clauses.tokens[held].lower != "with":
            return ()
        return self._holder(held - 1)

    def _holder(self, last: int) -> tuple[str, ...]:
        """The dataset of the noun phrase that ends at *last*: "the WNLI benchmark"."""
        while last > 0 and self.row[last] in "wK":
            last -= 1
        return (self.places.called(last),) if self.row[last] == "D" else ()

    def _described(self, at: int) -> tuple[str, ...]:
        """The dataset without a name that the number is said to be on; one before it where the sentence names none."""
        stops = [i for i in (self.row.find(role, at + 1) for role in "qVD;") if i >= 0]
        places = list(range(at + 1, min(stops, default=len(self.row))))
        places += range(self.row.rfind(";", 0, at) + 1, at) if "D" not in self.row else ()
        for i in places:
            if self.clauses.tokens[i].lower in ("on", "in") and (name := self.places.described(i)) is not None:
                return (name,)
        return ()

    def _nearest(self, at: int, draft: Draft) -> tuple[str, ...]:
        """The names after the number and before the next one; else the last ones before it; else the first after."""
        row = self.row
        low = row.rfind(";", 0, at) + 1
        high = row.find(";", at)
        high = len(row) if high < 0 else high
        if (rival := _COMPARED.match(row, at)) is not None:
            return self._nearest(rival.end() - 1, draft)
        following = next((i for i in range(at + 1, high) if row[i] == "q"), -1)
        stop = following if following >= 0 else high
        if following >= 0 and (turn := _NEXT_RESULT.search(row, at, stop)) is not None:
            stop = turn.start()
        if draft.family in ("speed", "cost") and (device := row.find("G", at, stop)) >= 0 and "D" not in row[at:device]:
            leading = row.find("D", low, at)
            return self._group(low, at, backwards=True) if leading >= 0 and "q" not in row[low:leading] else ()
        if (close := self._closing(at)) >= 0 and (group := self._group(at + 1, close, backwards=False)):
            return group
        near = self._own_end(at, stop, low)
        places = [(at + 1, near, False), (low, at, True), (near, high, False), (0, low, True)]
        if draft.metric in _SIZES or draft.metric == "models":
            del places[2]
        for first, last, backwards in places:
            if last <= at and draft.family in ("speed", "cost") and self._is_of_another(at, low):
                continue
            if group := self._group(first, last, backwards=backwards):
                return group
        return ()

    def _is_of_another(self, at: int, low: int) -> bool:
        """Whether the dataset before a speed or cost belongs to another verb's number: "gains 2% on A and is 3x faster"."""
        last = self.row.rfind("D", low, at)
        first_verb = self.row.find("V", low)
        return 0 <= first_verb < last and "V" in self.row[last:at]

    def _closing(self, at: int) -> int:
        """The end of the parentheses that a number stands in, or of its part of them; -1 where it stands in none."""
        ends = [i for i in (self.row.find(")", at), self.row.find(";", at)) if i >= 0]
        return min(ends) if ends and self.clauses.outside(at) >= 0 else -1

    def _own_end(self, at: int, stop: int, low: int) -> int:
        """Where what is said of the number ends: before a rival, or before a new clause where a dataset led the sentence."""
        led = "D" in self.row[low:at]
        for i in range(at + 1, stop):
            if self.clauses.tokens[i].letter == "o" or self.row[i] == "t" or (led and self.row[i] == "V"):
                return i
        return stop

    def _has_number(self, at: int) -> bool:
        """Whether a dataset closes what is said of the number right before it: "(4.5% BFCL, 7.4% GAIA)"."""
        return self.row[at - 1 : at] == "q" and self.row[at + 1 : at + 2] in (",", ")", "&")

    def _group(self, first: int, last: int, *, backwards: bool) -> tuple[str, ...]:
        """The first (or last) run of names between two tokens."""
        places = [i for i in range(first, last) if self.row[i] == "D" and (i == first or not self._has_number(i))]
        if not places:
            return ()
        if backwards:
            places.reverse()
        run = [places[0]]
        for place in places[1:]:
            low, high = sorted((run[-1], place))
            between = self.row[low + 1 : high]
            if len(between) > 4 or not set(between) <= _BETWEEN or ("T" in between and between != "T"):
                break
            run.append(place)
        return tuple(dict.fromkeys(self.places.called(i) for i in sorted(run)))
