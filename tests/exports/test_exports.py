"""Results in the formats of others, each checked by its consumer's code or schema where there is one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from huggingface_hub import ModelCardData, eval_result_entries_to_yaml, parse_eval_result_entries
from huggingface_hub.repocard_data import eval_results_to_model_index, model_index_to_eval_results

import claimx
from builders import MEASURES, RULEBOOK, claim
from claimx.errors import ReportError
from claimx.exports import FORMATS, export, hub_datasets, results
from claimx.exports.results import AMBIGUOUS
from claimx.records import Claim
from claimx.reports.places import Filter
from exporting import CLAIMS, PAPER, SETTINGS, documents

UUID = "1cfc6d4f-1990-4775-8f9b-77e652439186"


def loaded(name: str, **options: Any) -> Any:
    ((_, text),) = documents(name, **options)
    return json.loads(text) if text[:1] in "[{" else yaml.safe_load(text)


@pytest.mark.parametrize(
    ("left", "reason"),
    [
        (claim("accuracy", 3, unit="%", kind="difference", effect="increase"), "no level: a change, a ratio or a transition"),
        (claim("accuracy", 70, unit="%", attribution="prior"), "a number of an earlier system"),
        (claim("datasets", 7, unit="dataset", subject="FooNet"), "a size of something, no result"),
        (claim("refusal rate", 7, unit="%", subject="FooNet", dataset=("XSTest",)), "which way is better is not known"),
        (claim("accuracy", 70, value2=72, unit="%", subject="FooNet", dataset=("SST-2",)), "a range, no single value"),
        (claim("accuracy", 70, unit="%", bound="up_to", subject="FooNet"), "a limit (up to, under, over), no value"),
        (claim("accuracy", 70, unit="%", subject="FooNet"), "no dataset is named"),
        (claim("accuracy", 70, unit="%", subject="our best model", dataset=("SST-2",)), "no system is named"),
        (claim("win rate", 10, unit="game", subject="FooNet", dataset=("Go",)), "a count where the metric is a rate"),
    ],
)
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_no_result_is_left_out_of_every_format_and_counted(name: str, left: Claim, reason: str) -> None:
    made, left_out = export(results([left], MEASURES), name, SETTINGS)
    assert (made, [(part.reason, part.count) for part in left_out]) == ([], [(reason, 1)])


def test_two_values_that_nothing_tells_apart_are_left_out() -> None:
    pair = [claim("rouge", value, subject="SumNet", dataset=("XSum", "SAMSum"), claim_id=str(value)) for value in (47, 49)]
    found = results(pair, MEASURES)
    assert (found.found, [(part.reason, part.count) for part in found.left_out]) == ((), [(AMBIGUOUS, 2)])


def test_a_mean_over_datasets_is_one_result_on_all_of_them() -> None:
    found = results([claim("accuracy", 70, unit="%", subject="FooNet", dataset=("SST-2", "MRPC"), bound="average")], MEASURES)
    assert [result.dataset for result in found.found] == ["MRPC + SST-2"]


def test_a_filter_names_the_only_dataset_that_goes_out() -> None:
    found = results(CLAIMS, MEASURES, only=Filter(dataset="mybench"))
    assert [(result.dataset, result.claim.metric) for result in found.found] == [("MyBench", "top1_accuracy")]


@pytest.mark.shared
@pytest.mark.parametrize("include_prior", [False, True])
def test_every_eval_ever_records_are_valid(shared: Path, include_prior: bool) -> None:
    schema = json.loads((shared / "exports/every_eval_ever-0.3.0.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft7Validator(schema)
    made = [json.loads(text) for _, text in documents("eee", include_prior=include_prior)]
    assert [error.message for record in made for error in checker.iter_errors(record)] == []
    assert len(made) == 1 + include_prior
    broken = [{**record, "source_metadata": {}} for record in made]
    assert all(list(checker.iter_errors(record)) for record in broken)


@pytest.mark.shared
def test_every_eval_ever_records_of_all_annotated_claims_are_valid(shared: Path) -> None:
    schema = json.loads((shared / "exports/every_eval_ever-0.3.0.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft7Validator(schema)
    claims = list(claimx.extract(claimx.read(shared / "gold/dev/abstracts.jsonl"), rulebook=RULEBOOK))
    made, _ = export(results(claims, MEASURES, include_prior=True), "eee", SETTINGS)
    assert made
    assert [error.message for document in made for error in checker.iter_errors(json.loads(document.text))] == []


def test_every_eval_ever_holds_score_scale_direction_and_evidence() -> None:
    ((path, text),) = documents("eee")
    record = json.loads(text)
    assert path == f"data/claimx/unknown/FooNet-L/{UUID}.json"
    assert (record["evaluation_id"], record["retrieved_timestamp"]) == ("claimx/2501.00001/FooNet-L/1763000000", "1763000000")
    rows = [
        (
            row["evaluation_name"],
            row["source_data"].get("hf_repo"),
            row["metric_config"]["metric_id"],
            row["metric_config"].get("metric_unit"),
            row["metric_config"]["lower_is_better"],
            row["score_details"]["score"],
            (row["metric_config"]["min_score"], row["metric_config"]["max_score"]),
        )
        for row in record["evaluation_results"]
    ]
    assert rows == [
        ("CIFAR-10", "uoft-cs/cifar10", "fid", None, True, 2.01, (0.0, "Infinity")),
        ("ImageNet-1K", "ILSVRC/imagenet-1k", "top1_accuracy", "proportion", False, 0.961, (0.0, 1.0)),
        ("MyBench", None, "top1_accuracy", "proportion", False, 0.961, (0.0, 1.0)),
        ("ImageNet-1K", "ILSVRC/imagenet-1k", "latency", "s", True, 0.0016, (0.0, "Infinity")),
    ]
    assert record["evaluation_results"][0]["score_details"]["details"] == {
        "printed": "2.01",
        "sentence": "FooNet-L reaches 2.01 here.",
        "abstract_span": "117-121",
        "claim_id": "2501.00001-fid-2.01",
        "bound": "exact",
        "attribution": "own",
        "spread": "± 0.03",
    }


def test_archived_tables_have_exactly_the_fields_of_their_schema() -> None:
    tasks = loaded("pwc-archive", include_prior=True)
    assert [(task["task"], [dataset["dataset"] for dataset in task["datasets"]]) for task in tasks] == [
        ("Image generation", ["CIFAR-10"]), ("Unspecified task", ["ImageNet-1K", "MyBench"]),
    ]  # fmt: skip
    cifar = tasks[0]["datasets"][0]
    assert cifar["sota"] == {
        "metrics": ["FID"],
        "rows": [
            {
                "model_name": "FooNet-L", "paper_title": "On 2501.00001", "paper_url": "https://arxiv.org/abs/2501.00001",
                "paper_date": "2025-01-05", "code_links": [], "model_links": [], "metrics": {"FID": "2.01"},
                "uses_additional_data": False,
            },
            {
                "model_name": "Brush/Net", "paper_title": "On b", "paper_url": "", "paper_date": None, "code_links": [],
                "model_links": [], "metrics": {"FID": "2.6"}, "uses_additional_data": False,
            },
        ],
    }  # fmt: skip
    assert "FooNet-L, FID 2.01: “FooNet-L reaches 2.01 here.”" in cifar["description"]
    assert set(cifar) == {"dataset", "description", "dataset_links", "dataset_citations", "subdatasets", "sota"}
    assert set(tasks[0]) == {"task", "description", "categories", "synonyms", "source_link", "subtasks", "datasets"}


def test_evaluation_tables_also_have_the_fields_of_the_site_that_followed() -> None:
    tasks, archived = loaded("pwc", include_prior=True), loaded("pwc-archive", include_prior=True)
    tables = [dataset["sota"]["rows"] for task in tasks for dataset in task["datasets"]]
    followed = ("task_name", "dataset_name", "best_metric", "best_rank", "paper_arxiv_id", "paper_published_date", "is_open")
    assert [[tuple(row.pop(key) for key in followed) for row in rows] for rows in tables] == [
        [
            ("image generation", "CIFAR-10", "FID", 1, "2501.00001", "2025-01-05", None),
            ("image generation", "cifar10", "FID", 2, None, "2024", None),
        ],
        [
            (None, "ImageNet-1K", "latency", 1, "2501.00001", "2025-01-05", None),
        ],
        [(None, "MyBench", "top-1 accuracy, 5-shot", 1, "2501.00001", "2025-01-05", None)],
    ]
    evidence = [[row.pop("evidence") for row in rows] for rows in tables]
    assert {metric: said["sentence"] for metric, said in evidence[0][0].items()} == {"FID": "FooNet-L reaches 2.01 here."}
    assert tasks == archived


def test_flat_rows_carry_rank_scale_and_evidence() -> None:
    rows = loaded("pwc-rows", include_prior=True)
    keys = ("model_name", "dataset_name", "metrics", "best_rank", "paper_arxiv_id")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("FooNet-L", "CIFAR-10", {"FID": 2.01}, 1, "2501.00001"),
        ("FooNet-L", "ImageNet-1K", {"top-1 accuracy, 5-shot": 0.961}, 1, "2501.00001"),
        ("FooNet-L", "MyBench", {"top-1 accuracy, 5-shot": 0.961}, 1, "2501.00001"),
        ("Foo-Net-L", "ImageNet-1K", {"latency": 1.6}, 1, "2501.00001"),
        ("Brush/Net", "cifar10", {"FID": 2.6}, 2, None),
    ]
    assert (rows[0]["task_name"], rows[0]["lower_is_better"], rows[1]["metric_unit"]) == ("image generation", True, "proportion")
    assert rows[0]["evidence"] == {
        "sentence": "FooNet-L reaches 2.01 here.", "quote": "2.01", "start": 117, "end": 121, "claim_id": "2501.00001-fid-2.01",
        "rules": [], "extracted_by": "claimx 1.2.3, rulebook 0123456789abcdef",
    }  # fmt: skip


def test_eval_results_are_read_back_by_huggingface_hub() -> None:
    found = loaded("hf-eval-results")
    entries = parse_eval_result_entries(found)
    assert [(e.dataset_id, e.task_id, e.value, e.date, e.source_url, e.source_name) for e in entries] == [
        ("uoft-cs/cifar10", "default", 2.01, "2025-01-05", PAPER["url"], "On 2501.00001"),
        ("ILSVRC/imagenet-1k", "default", 0.961, "2025-01-05", PAPER["url"], "On 2501.00001"),
        ("ILSVRC/imagenet-1k", "default", 1.6, "2025-01-05", PAPER["url"], "On 2501.00001"),
    ]
    assert entries[2].notes == "latency: 1.6 ms; iPhone 12; “Foo-Net-L reaches 1.6ms here.”; claimx 2501.00001-latency-1.6"
    assert eval_result_entries_to_yaml(entries) == found


def test_a_dataset_without_an_id_on_the_hub_is_left_out_of_eval_results_and_counted() -> None:
    _, left_out = export(results(CLAIMS, MEASURES), "hf-eval-results", SETTINGS)
    assert [(part.reason.partition(" (")[0], part.count) for part in left_out] == [
        ("a number of an earlier system", 1), ("the dataset has no known id on the Hub", 1),
    ]  # fmt: skip


def test_a_model_index_is_read_back_by_huggingface_hub() -> None:
    found = loaded("model-index")
    name, read = model_index_to_eval_results(found["model-index"])
    assert name == "FooNet-L"
    fields = ("task_type", "dataset_type", "dataset_name", "metric_type", "metric_value", "metric_name", "source_url")
    assert [tuple(getattr(result, field) for field in fields) for result in read] == [
        ("image-generation", "uoft-cs/cifar10", "CIFAR-10", "fid", 2.01, "FID", PAPER["url"]),
        ("other", "ILSVRC/imagenet-1k", "ImageNet-1K", "top1_accuracy", 0.961, "top-1 accuracy", PAPER["url"]),
        ("other", "mybench", "MyBench", "top1_accuracy", 0.961, "top-1 accuracy", PAPER["url"]),
        ("other", "ILSVRC/imagenet-1k", "ImageNet-1K", "latency", 1.6, "latency", PAPER["url"]),
    ]
    assert read[0].metric_args == {
        "better": "lower", "bound": "exact", "setting": ["± 0.03"], "sentence": "FooNet-L reaches 2.01 here.",
        "claim_id": "2501.00001-fid-2.01",
    }  # fmt: skip
    assert ModelCardData(model_name=name, eval_results=read).to_dict()["model-index"] == eval_results_to_model_index(name, read)


def test_orkg_rows_have_a_title_and_hold_one_result_each() -> None:
    ((_, text),) = documents("orkg")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(r["paper:title"], r["paper:doi"], r["paper:publication_month"], r["paper:publication_year"]) for r in rows] == [
        ("On 2501.00001", "10.48550/arXiv.2501.00001", "1", "2025")
    ] * 4
    assert [(r["contribution:research_problem"], r["Model"], r["Dataset"], r["Metric"], r["Value"], r["Unit"]) for r in rows] == [
        ("image generation", "FooNet-L", "CIFAR-10", "FID", "2.01", ""),
        ("", "FooNet-L", "ImageNet-1K", "top-1 accuracy", "0.961", "proportion"),
        ("", "FooNet-L", "MyBench", "top-1 accuracy", "0.961", "proportion"),
        ("", "Foo-Net-L", "ImageNet-1K", "latency", "1.6", "ms"),
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_names_stay_names(name: str) -> None:
    hostile = '../../=cmd|"X": !!python/object\n<script>'
    found = [claim("fid", 2, subject=f"{hostile}N1", dataset=("CIFAR-10",), title="T", sentence="It is 2.", quote="2")]
    made, _ = export(results(found, MEASURES), name, SETTINGS)
    for document in made:
        assert ".." not in Path(document.path).parts
        assert yaml.safe_load(document.text) if name != "orkg" else "\n=" not in document.text


def test_names_of_the_hub_are_read_from_a_file_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text('"My Bench" = "me/bench"\n"HLE" = { id = "cais/hle", task_id = "text" }\n', encoding="utf-8")
    known = hub_datasets(file)
    assert [(known[key].id, known[key].task_id) for key in ("mybench", "hle", "gsm8k")] == [
        ("me/bench", "default"), ("cais/hle", "text"), ("openai/gsm8k", "default"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("My Bench = 1", "no valid TOML"),
        ('"My Bench" = "bench"', "'My Bench' needs an id of the Hub"),
        ('A = { id = "a/b", x = 1 }', "'A' needs"),
    ],
)
def test_a_wrong_file_of_names_is_an_error_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "hub.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=rf"hub\.toml: .*{message}"):
        hub_datasets(tmp_path / "hub.toml")
