"""What a change is a change of: by its verb, by the number before it, by the list or the parentheses it stands in."""

from __future__ import annotations

import pytest

from claimx.extraction import Extractor
from claimx.records import Paper


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        # a list goes on with the change it begins with
        ("LeanNet improves F1 by up to 10% over one rival, 19% over another, and 20% over the rest.",
         ["f1 increase up_to 10", "f1 increase exact 19", "f1 increase exact 20"]),
        ("LeanNet surpasses rivals by over 25% in the batch setting and over 7% when tuned.",
         ["performance increase more_than 25", "performance increase more_than 7"]),
        ("It brings clear performance gains over earlier work: 11% on Alpha and 20% on Beta.",
         ["performance increase exact 11", "performance increase exact 20"]),
        ("It beats a tree by a factor of 3x in run time and 9x in memory.",
         ["run_time decrease exact 3", "memory decrease exact 9"]),
        # parentheses behind a change, or behind a word of change
        ("It gives a speedup of 74% over one library (up to 94% on large files).",
         ["speed increase exact 74", "speed increase up_to 94"]),
        ("It shows clear performance improvements on several datasets (up to 8%).", ["performance increase up_to 8"]),
        # a value and the change that explains it
        ("It reaches 54.1 accuracy on hard tasks (a 5.7% improvement) and 59.7 on easy ones (a 3.9% improvement).",
         ["accuracy none exact 54.1", "accuracy increase exact 5.7", "accuracy none exact 59.7", "accuracy increase exact 3.9"]),
        # participles before what is changed
        ("It runs with 48% reduced energy consumption.", ["energy decrease exact 48"]),
        # objects and subjects that no rule knows
        ("It reduces the number of proof calls during search by 93%.", ["other:proof calls decrease exact 93"]),
        ("It reduces CO2 emissions by 69%, energy consumption by 59%, and water usage by 63%.",
         ["other:co2 emissions decrease exact 69", "energy decrease exact 59", "other:water usage decrease exact 63"]),
        ("Fairness drops by up to 24% on real graphs.", ["other:fairness decrease up_to 24"]),
        ("Water usage can be reduced by 24% on real farms.", ["other:water usage decrease exact 24"]),
        ("Sharing raises the total profit of all users by 10%.", ["other:profit increase exact 10"]),
        ("It cuts the average number of invoked agents by 32%.", ["agents decrease exact 32"]),
        # measures with their values in parentheses
        ("It shows 19% and 4% increases in throughput (45 fps) and accuracy (96%), respectively.",
         ["throughput increase exact 19", "accuracy increase exact 4", "throughput none exact 45", "accuracy none exact 96"]),
        # a share of another's amount, and an explanation of the results before
        ("It needs at most 22% of the baseline token usage.", ["tokens decrease less_than 22"]),
        ("It reaches an F1 of 69%. These represent relative improvements of 16.6% and 2.3%, respectively.",
         ["f1 none exact 69", "f1 increase exact 16.6", "f1 increase exact 2.3"]),
        ("It gains 5% in the easy setting and 3% in the hard setting.",
         ["performance increase exact 5", "performance increase exact 3"]),
    ],
)  # fmt: skip
def test_measure_effect_bound_and_value_of_changes(text: str, claims: list[str], extractor: Extractor) -> None:
    found = extractor.claims(Paper(id="x", abstract=text))
    assert [f"{c.metric} {c.effect} {c.bound} {c.value:g}" for c in found] == claims
