"""What must hold over the rules that come with claimx, rule by rule."""

from __future__ import annotations

import pytest

from claimx.rulebook import Rulebook, load_rules
from claimx.rulebook.hostile import check_speed, slow_text
from claimx.rulebook.model import Example, Rule
from claimx.span import Span

CANONICAL = {
    "quality": """
        accuracy top1_accuracy top5_accuracy error_rate f1 precision recall specificity auc map ap iou miou dice pq
        hota mota fid kid fvd inception_score clip_score lpips ssim psnr bleu rouge meteor cider chrf bertscore wer
        cer perplexity bits_per_dim loss exact_match pass_at_k win_rate success_rate preference_rate elo rmse mae mse
        mape r2 correlation ndcg mrr hit_rate eer der mos pesq aesthetic_score chamfer_distance regret reward score
        performance quality hallucination_rate attack_success_rate refusal_rate calibration_error agreement
    """,
    "speed": """
        speed latency run_time training_time throughput convergence_speed steps
    """,
    "cost": """
        parameters trainable_parameters model_size memory kv_cache flops macs compute training_cost monetary_cost
        energy power gpu_count gpu_time storage bandwidth communication compression_ratio sparsity masking_ratio
        tokens labels data_efficiency sample_efficiency bit_width complexity
    """,
    "scale": """
        dataset_size training_data context_length resolution duration languages tasks classes datasets models
        participants agents
    """,
}
LOWER_IS_BETTER = """
error_rate fid kid fvd lpips wer cer perplexity bits_per_dim loss rmse mae mse mape eer der chamfer_distance regret
hallucination_rate calibration_error latency run_time training_time steps parameters trainable_parameters model_size
memory kv_cache flops macs compute training_cost monetary_cost energy power gpu_count gpu_time storage bandwidth
communication tokens labels data_efficiency bit_width complexity
"""

RULEBOOK = load_rules()


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return RULEBOOK


@pytest.mark.parametrize("family", CANONICAL)
def test_every_canonical_name_has_one_rule_in_its_family(rulebook: Rulebook, family: str) -> None:
    named = [rule.name for rule in rulebook.metrics if rule.family == family and not rule.name.startswith("other:")]
    assert sorted(named) == sorted(CANONICAL[family].split())


def test_which_measures_are_better_when_low(rulebook: Rulebook) -> None:
    low = [rule.name for rule in rulebook.metrics if rule.better == "lower" and not rule.name.startswith("other:")]
    assert sorted(low) == sorted(LOWER_IS_BETTER.split())


def test_metrics_that_other_rules_name_have_a_rule(rulebook: Rulebook) -> None:
    known = {rule.name for rule in rulebook.metrics}
    named = {(r.id, r.metric) for r in (*rulebook.cues, *rulebook.counts, *rulebook.patterns) if r.metric}
    named |= {(rule.id, metric) for rule in rulebook.units for metric in rule.metrics}
    assert sorted((i, m) for i, m in named if m not in known and not m.startswith("other:")) == []


def test_the_plausible_range_is_a_range(rulebook: Rulebook) -> None:
    assert [r.id for r in rulebook.metrics if r.low is not None and r.high is not None and r.low >= r.high] == []


def test_no_two_rules_count_the_same_noun(rulebook: Rulebook) -> None:
    nouns = [noun.lower() for rule in rulebook.counts for noun in rule.nouns]
    assert sorted({noun for noun in nouns if nouns.count(noun) > 1}) == []


@pytest.mark.parametrize("rule", [r for r in RULEBOOK if getattr(r, "pattern", "")], ids=lambda rule: rule.id)
def test_no_expression_takes_long_on_hostile_text(rulebook: Rulebook, rule: Rule) -> None:
    check_speed(rule, file=rulebook.files[rule.id])


@pytest.mark.parametrize("pattern", [r"(?:a+)+b", r"(?:\w+\s?)+:"])
def test_an_expression_that_repeats_a_repetition_is_found_out(pattern: str) -> None:
    assert slow_text(pattern) is not None


@pytest.mark.parametrize(
    ("text", "plain", "mark"),
    [
        ("runs «2.7x» faster", "runs 2.7x faster", Span(5, 9)),
        ("«FID» of 3", "FID of 3", Span(0, 3)),
        ("nothing marked", "nothing marked", None),
    ],
)
def test_the_mark_of_an_example(text: str, plain: str, mark: Span | None) -> None:
    example = Example(text=text)
    assert (example.plain, example.mark) == (plain, mark)


def test_further_keys_of_an_example_are_expected_fields() -> None:
    example = Example.model_validate({"text": "runs «2.7x» faster", "why": "a sign", "metric": "speed", "value": 2.7})
    assert example.expected == {"metric": "speed", "value": 2.7}
