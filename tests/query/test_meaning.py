"""What each form of the query language finds, in claims of our own wording."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimx.errors import QueryError
from claimx.records import Claim, Paper
from claimx.store import Source, Store
from claimx.store.memory import Memory
from derived import derived, rulebook


def said(name: str, metric: str, value: float, unit: str = "x", effect: str = "increase", **more: object) -> Claim:
    kind = {"x": "ratio", "%": "difference", "point": "difference"}.get(unit, "level")
    fields = {"claim_id": name, "paper_id": name.split(":")[0], "quote": name, "kind": kind, "effect": effect}
    return derived(**fields | {"metric": metric, "value": value, "unit": unit, "subject": "HasteNet"} | more)


def level(name: str, metric: str, value: float, unit: str = "", **more: object) -> Claim:
    return said(name, metric, value, unit, "none", **{"kind": "level"} | more)


CLAIMS = [
    # one meaning, many ways of saying it
    said("2.5x faster", "speed", 2.5),
    said("150% faster", "speed", 150, "%"),
    said("latency down 60%", "latency", 60, "%", "decrease"),
    said("10 s to 4 s", "run_time", 4, "s", "decrease", kind="transition", value2=10),
    said("throughput tripled", "throughput", 3),
    said("a third of the time", "run_time", 1 / 3, "x", "decrease"),
    said("up to 5x faster", "speed", 5, bound="up_to"),
    said("more than 4x faster", "speed", 4, bound="more_than"),
    said("less than 1.2x faster", "speed", 1.2, bound="less_than"),
    said("about 2x faster", "speed", 2, bound="about"),
    said("2-3x faster", "speed", 2, value2=3),
    said("3x slower", "speed", 3, "x", "decrease"),
    said("20% slower", "speed", 20, "%", "decrease"),
    # size and cost
    said("3.2x smaller", "model_size", 3.2, "x", "decrease"),
    said("70% fewer parameters", "parameters", 70, "%", "decrease"),
    said("400 to 100 MB", "model_size", 100, "MB", "decrease", kind="transition", value2=400),
    said("2x smaller", "model_size", 2, "x", "decrease"),
    said("half the flops", "flops", 0.5, "x", "decrease"),
    said("30% fewer flops", "flops", 30, "%", "decrease"),
    said("up to 40% fewer flops", "flops", 40, "%", "decrease", bound="up_to"),
    said("less than a third of the flops", "flops", 1 / 3, "x", "decrease", bound="less_than"),
    said("20% more flops", "flops", 20, "%"),
    said("25% of the memory", "memory", 25, "%", "decrease", kind="ratio"),
    # quality, changes
    said("3 points of miou", "miou", 3, "point"),
    said("3% of miou", "miou", 3, "%"),
    said("miou 61 to 67%", "miou", 67.1, "%", kind="transition", value2=61.2),
    said("accuracy less than 2% down", "accuracy", 2, "%", "decrease", bound="less_than"),
    said("accuracy 0.5% down", "accuracy", 0.5, "%", "decrease"),
    said("1.2 bleu more", "bleu", 1.2, "", kind="difference"),
    said("fid 5 to 3", "fid", 3, "", "decrease", kind="transition", value2=5),
    said("5 ms less latency", "latency", 5, "ms", "decrease", kind="difference"),
    # levels
    level("83.1% top-1", "top1_accuracy", 83.1, "%"),
    level("top-1 of 0.831", "top1_accuracy", 0.831),
    level("bleu 28.4", "bleu", 28.4),
    level("1.6 ms", "latency", 1.6, "ms", hardware="iPhone 12", subject="TinyNet"),
    level("0.9 s", "latency", 0.9, "s", hardware="4x GeForce RTX 4090"),
    level("up to 8 GB", "memory", 8, "GB", bound="up_to"),
    level("less than 16 GB", "memory", 16, "GB", bound="less_than"),
    level("fid 2.06", "fid", 2.06, dataset=("CIFAR10",)),
    level("fid 12.7", "fid", 12.7, dataset=("COCO",), attribution="prior"),
    level("124M", "parameters", 124e6, "parameter"),
    level("1.5B to 2.6B", "parameters", 1.5e9, "parameter", value2=2.6e9),
    level("27 datasets", "datasets", 27, "dataset"),
    level("20,000 h", "dataset_size", 20000, "h"),
    level("596 instructions", "dataset_size", 596, "instruction"),
    level("4 steps", "steps", 4, "step"),
    level("90 FPS", "throughput", 90, "fps"),
    level("1500 tok/s", "throughput", 1500, "token/s"),
    level("$1,890", "monetary_cost", 1890, "USD"),
    level("1% of the labels", "labels", 1, "%"),
    level("6 artistic styles", "other:artistic styles", 6, "style"),
]  # fmt: skip


@pytest.fixture(scope="module", params=["memory", "store", "store of many rows"])
def claims(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    """The claims in each form in which they are asked: in a store, few rows are fetched otherwise than many."""
    if request.param == "memory":
        with Memory(CLAIMS, rulebook=rulebook()) as memory:
            yield memory
        return
    papers = {claim.paper_id: Paper(id=claim.paper_id, title="") for claim in CLAIMS}
    few = 1 if "many" in request.param else 500
    with pytest.MonkeyPatch.context() as patch, Store(tmp_path_factory.mktemp("store") / "claims.duckdb") as store:
        patch.setattr("claimx.store.store._FEW", few)
        store.add([(p, [c for c in CLAIMS if c.paper_id == p.id]) for p in papers.values()], rulebook=rulebook())
        yield store


QUESTIONS = {
    # speed
    "speedup > 2x": [
        "10 s to 4 s", "150% faster", "2.5x faster", "a third of the time", "latency down 60%", "more than 4x faster",
        "throughput tripled",
    ],
    "faster >= 150%": [
        "10 s to 4 s", "150% faster", "2.5x faster", "a third of the time", "latency down 60%", "more than 4x faster",
        "throughput tripled",
    ],
    "speedup >= 3x": ["a third of the time", "more than 4x faster", "throughput tripled"],
    "speedup > 4x": ["more than 4x faster"],
    "speedup = 2x": ["about 2x faster"],
    "speedup between 2 and 3x": [
        "10 s to 4 s", "150% faster", "2-3x faster", "2.5x faster", "a third of the time", "about 2x faster",
        "latency down 60%", "throughput tripled",
    ],
    "speedup < 1.3x": ["less than 1.2x faster"],
    "speedup <= 5x and speedup >= 3x": ["a third of the time", "throughput tripled"],
    "speedup in (2x, 3x)": ["a third of the time", "about 2x faster", "throughput tripled"],
    "slower >= 3x": ["3x slower"],
    "slower >= 20%": ["20% slower", "3x slower"],
    "latency reduction >= 60%": ["latency down 60%"],
    "latency <= 0.4x": ["latency down 60%"],
    "latency gain >= 2x": ["latency down 60%"],
    "latency reduction >= 5 ms": ["5 ms less latency"],
    "run time reduction >= 6 s": ["10 s to 4 s"],
    # size and cost
    "smaller >= 3x": ["3.2x smaller", "400 to 100 MB", "70% fewer parameters"],
    "smaller >= 70%": ["400 to 100 MB", "70% fewer parameters"],
    "fewer flops >= 30%": ["30% fewer flops", "half the flops", "less than a third of the flops"],
    "flops reduction > 3x": ["less than a third of the flops"],
    "flops reduction <= 40%": ["30% fewer flops", "up to 40% fewer flops"],
    "more flops": ["20% more flops"],
    "flops increase >= 20%": ["20% more flops"],
    "memory reduction >= 4x": ["25% of the memory"],
    "memory <= 0.25x": ["25% of the memory"],
    # quality
    "mIoU gain >= 3 points": ["3 points of miou", "miou 61 to 67%"],
    "mIoU gain >= 3%": ["3% of miou"],
    "accuracy loss < 2%": ["accuracy 0.5% down", "accuracy less than 2% down"],
    "accuracy drop <= 1%": ["accuracy 0.5% down"],
    "bleu gain >= 1": ["1.2 bleu more"],
    "fid gain >= 2": ["fid 5 to 3"],
    "better miou": ["3 points of miou", "3% of miou", "miou 61 to 67%"],
    # levels
    "top-1 > 83%": ["83.1% top-1", "top-1 of 0.831"],
    "top-1 accuracy > 0.83": ["83.1% top-1", "top-1 of 0.831"],
    "Top_1-Accuracy > 83": ["83.1% top-1", "top-1 of 0.831"],
    "miou > 65%": ["miou 61 to 67%"],
    "bleu > 28": ["bleu 28.4"],
    "latency < 2 ms": ["1.6 ms"],
    "latency < 1 s": ["0.9 s", "1.6 ms"],
    "latency between 1 and 1000 ms": ["0.9 s", "1.6 ms"],
    "memory <= 16 GB": ["less than 16 GB"],
    "memory < 16000 MB": ["less than 16 GB"],
    "params < 1B": ["124M"],
    "params >= 1.5B": ["1.5B to 2.6B"],
    "parameters <= 2.6 billion and parameters > 1 billion": ["1.5B to 2.6B"],
    "datasets >= 10": ["27 datasets"],
    "dataset size > 1000 hours": ["20,000 h"],
    "dataset size > 500": ["596 instructions"],
    "steps <= 4": ["4 steps"],
    "fps > 60": ["90 FPS"],
    "throughput >= 1.5k tok/s": ["1500 tok/s"],
    "monetary cost < $2000": ["$1,890"],
    "cost < 2k USD": ["$1,890"],
    "labels <= 1%": ["1% of the labels"],
    "artistic styles > 5": ["6 artistic styles"],
    # places, fields, words
    'latency < 2 ms on "iPhone 12"': ["1.6 ms"],
    "on RTX 4090": ["0.9 s"],
    'on "NVIDIA RTX-4090 GPU"': ["0.9 s"],
    'on "2x RTX 4090"': [],
    'on "4x RTX 4090"': ["0.9 s"],
    "FID < 3 on CIFAR-10 and own": ["fid 2.06"],
    "fid on MS COCO": ["fid 12.7"],
    "fid on (cifar 10, coco)": ["fid 12.7", "fid 2.06"],
    "fid on C*": ["fid 12.7", "fid 2.06"],
    "dataset = coco": ["fid 12.7"],
    "fid and dataset != coco": ["fid 2.06", "fid 5 to 3"],
    "hardware ~ iphone": ["1.6 ms"],
    "subject = tiny-net": ["1.6 ms"],
    "subject ~ tiny": ["1.6 ms"],
    "subject = Tiny*": ["1.6 ms"],
    "prior": ["fid 12.7"],
    "fid and not own": ["fid 12.7"],
    "loss": ["20% more flops", "20% slower", "3x slower", "accuracy 0.5% down", "accuracy less than 2% down"],
    "metric = 'frechet inception distance' and kind = level": ["fid 12.7", "fid 2.06"],
    "metric in (fid, 'top-1 accuracy') and kind != transition": ["83.1% top-1", "fid 12.7", "fid 2.06", "top-1 of 0.831"],
    "kind = difference and bound = 'less than'": ["accuracy less than 2% down"],
    "unit = 'token/s'": ["1500 tok/s"],
    "value > 1.8 s and kind = transition": ["10 s to 4 s"],
    "value >= 80%": ["150% faster", "83.1% top-1"],
    "value between 3 and 20 points": ["3 points of miou"],
    "value = 4x": ["more than 4x faster"],
    "improvement >= 3x and family = speed": [
        "a third of the time", "more than 4x faster", "throughput tripled", "up to 5x faster",
    ],
    '"third of"': ["a third of the time", "less than a third of the flops"],
    "text ~ 'third of the'": ["a third of the time", "less than a third of the flops"],
    "text ~ THIRD-OF and not flops": ["a third of the time"],
    "paper = '124m'": ["124M"],
    "params order by value desc limit 1": ["1.5B to 2.6B"],
    "speedup order by improvement desc, quote limit 3": ["up to 5x faster", "more than 4x faster", "a third of the time"],
    "limit 0": [],
}  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_finds_exactly(claims: Source, question: str) -> None:
    found = [claim.claim_id for claim in claims.query(question)]
    assert (found if "order by" in question else sorted(found)) == QUESTIONS[question]


OPTIMISTIC = {
    "speedup > 4x": ["more than 4x faster", "up to 5x faster"],
    "mIoU gain >= 3 points": ["3 points of miou", "3% of miou", "miou 61 to 67%"],
    "fewer flops >= 40%": ["half the flops", "less than a third of the flops", "up to 40% fewer flops"],
    "memory <= 8 GB": ["up to 8 GB"],
}


@pytest.mark.parametrize("question", OPTIMISTIC)
def test_optimistic_takes_claims_at_their_word(claims: Source, question: str) -> None:
    assert sorted(claim.claim_id for claim in claims.query(question, optimistic=True)) == OPTIMISTIC[question]


PRINTED = [
    *((value, "%") for value in (0.0, 0.5, 1.0, 50.0, 99.5, 100.0)),
    *((value, "") for value in (0.0, 0.005, 0.5, 0.995, 1.0, 2.0, 99.5)),
]
ASKED = {
    "> {}%": lambda percent, limit: percent > limit,
    ">= {}%": lambda percent, limit: percent >= limit,
    "< {}%": lambda percent, limit: percent < limit,
    "<= {}%": lambda percent, limit: percent <= limit,
    "= {}%": lambda percent, limit: percent == limit,
    "!= {}%": lambda percent, limit: percent != limit,
    "between {} and 99.7%": lambda percent, limit: limit <= percent <= 99.7,
    "in ({}%, 50%)": lambda percent, limit: percent in (limit, 50),
}


@pytest.mark.parametrize("asked", ASKED)
def test_scores_in_percent_and_as_a_share_of_one_compare_alike(asked: str) -> None:
    scores = {f"{value}{unit}": value * 100 if unit == "" and value <= 1 else value for value, unit in PRINTED}
    claims = [level(name, "accuracy", value, unit) for name, (value, unit) in zip(scores, PRINTED, strict=True)]
    with Memory(claims, rulebook=rulebook()) as memory:
        for limit in (0, 0.5, 1, 50, 99.5, 100):
            found = {claim.claim_id for claim in memory.query(f"accuracy {asked.format(limit)}")}
            assert found == {name for name, percent in scores.items() if ASKED[asked](percent, limit)}


ERRORS = {
    "speeddup > 2x": "column 1: unknown name 'speeddup'; did you mean 'speedup'?",
    "own and latencyy < 2 ms": "column 9: unknown name 'latencyy'; did you mean 'latency'?",
    "latency < 2 mss": "column 13: unknown unit 'mss'; did you mean 'ms'?",
    "memory < 2 ms": "column 10: 'memory' is never in 'ms'; its units are B, KB, MB, GB, TB, PB ...",
    "latency < 2 GB": "column 11: 'latency' is never in 'GB'; its units are µs, ms, ns, s, min, h ...",
    "latency < 2": "column 11: 'latency' needs a unit; its units are µs, ms, ns, s, min, h ...",
    "fid < 3 tokens": "column 7: 'fid' is never in 'token'; it is a number without a unit",
    "params < 3 GB": "column 10: 'parameters' is never in 'GB'; it is a count of parameters",
    "speedup > 2 ms": "column 11: 'speedup' is asked for in x or %, as in speedup > 2x",
    "speedup > 2": "column 11: 'speedup' is asked for in x or %, as in speedup > 2x",
    "miou > 3 points": "column 8: points measure a change: ask for 'miou gain' or 'miou loss'",
    "flops reduction >= 120%": "column 20: nothing falls by 100% or more",
    "masking ratio gain > 2x": "column 1: which way is better is not known for 'masking ratio': ask for its increase or decrease",
    "latency ~ 2": "column 1: ~ looks into text, and 'latency' is a metric; use <, <=, >, >=, =",
    "subject < 3": "column 1: subject has no order: use =, !=, ~ or in",
    "value ~ 3": "column 1: ~ looks into text, and value is none: use =, !=, <, >",
    "kind = ration": "column 8: kind is one of level, difference, ratio, transition, never 'ration'; did you mean 'ratio'?",
    "date > yesterday": "column 8: 'yesterday' is no date; write one as in 2025, 2025-09 or 2025-09-02",
    "date > 2025-13-01": "column 8: '2025-13-01' is no date; write one as in 2025, 2025-09 or 2025-09-02",
    "date > 2025-02-30": "column 8: '2025-02-30' is no date; write one as in 2025, 2025-09 or 2025-09-02",
    "value in (3 ms, 4 GB)": "column 17: these values are not of one sort",
    "value2 > 3 points": "column 10: value2 is a plain number, without a unit",
    "improvement > 2 ms": "column 15: improvement is a plain number, without a unit",
    "improvement > two": ("column 15: 'two' is no number; write one as in 2x, 80%, 3 points, 16 GB or 1.5B"),
    "metric = fidd": "column 10: unknown metric 'fidd'; did you mean 'fid'?",
    "subject = ''": "column 11: an empty text is found everywhere; put something between the quotation marks",
    "''": "column 1: an empty text is found everywhere; put something between the quotation marks",
    "subject ~ '%'": "column 11: '%' is no name: it has neither letters nor digits",
    "setting != '-'": "column 12: '-' is no name: it has neither letters nor digits",
    "on '--'": "column 4: '--' is no name: it has neither letters nor digits",
    "subject": "column 1: subject is a field: compare it with something, as in subject = ...",
    "fid order by fido": "column 14: order by takes a field, and there is none called 'fido'",
    "fid order by dataset": "column 14: dataset is a list, and lists have no order",
    "fid between 2% and 3x": "column 20: these values are not of one sort",
    "fid <": "column 6: the query ends here; expected a name, a quoted text, a number or a date",
    "fid < 3 and": "column 12: the query ends here",
    "limit 2 order by value": "column 9: 'order' does not fit here; expected the end",
    "(fid < 3": "column 9: the query ends here",
    "fid < 3)": "column 8: ')' does not fit here",
    '"abc': "column 1: this quotation mark is not closed",
    "fid < 3; drop table claims": "column 8: ';' is no part of the query language",
    "fid limit 2.5": "column 11: limit takes a whole number, not 2.5",
    "((((" * 26: "column 101: more than 100 parentheses in one another",
    "x" * 10_001: "a query has at most 10000 characters, this one has 10001",
    "fid < 1e305": "column 7: '1e305' is larger than any number that is claimed",
}


@pytest.mark.parametrize("question", ERRORS, ids=lambda question: question[:30])
def test_says_what_is_wrong_and_where(claims: Source, question: str) -> None:
    with pytest.raises(QueryError) as error:
        claims.query(question)
    assert str(error.value).startswith(ERRORS[question])


def test_points_at_the_place(claims: Source) -> None:
    with pytest.raises(QueryError) as error:
        claims.query("own and fiddd < 3")
    assert str(error.value).splitlines()[1:] == ["  own and fiddd < 3", "          ^"]
