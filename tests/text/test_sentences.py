"""Where sentences end: each case is written with a bar between its sentences."""

from __future__ import annotations

import pytest

from claimx.text import normalise, sentences
from claimx.text.sentences import LONGEST

CASES = [
    "It is fast. | It is small! | Is it good? | Yes.",
    "It gains 2.5. | We then stop. | 3 datasets follow.",
    "It beats BERT by 5% vs. 3% of e.g. GPT (cf. Fig. 3 and Sec. 4.2). | So it goes.",
    "As Roe et al. show, and as Roe et al. (2019) say, i.e. often. | Unlike Roe et al. | We do not.",
    "Cats, dogs, etc. are seen. | Birds, etc. | Also fish.",
    "By J. R. Roe and A. Poe. | It is in class A. | We use the U.S. census and U.S. | The rest is i.i.d. data.",
    "Approx. 5% at no. 5 of Dr. Roe. | The answer is no. | We go on.",
    "It takes 5 min. on average. | It takes 5 min. | We wait.",
    "It is called \"fast.\" | We agree (mostly.) | So do they [all.] | Good.",
    "The model is faster.| We find more.| Code is at github.com/Roe.Me and a.b@Roe.Org .",
    "Accuracy is 88.5%.| Further work follows in Node.Js and PyTorch.",
    "Our contributions are: 1. Fast code. | 2. Small models, i.e. 5 MB; 3. Good data.",
    "Results: The model gains 5%. | Conclusions: It works.",
    "the model is good. | we show this approx. the same.",
    "It goes on... and on... | We stop.",
    "We ask Yahoo! for data.",
    "Versions 1.5 and v2.0 differ. | GPT-4.1 is new.",
    "",
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_they_should(case: str) -> None:
    expected = [part.strip() for part in case.split("|") if part]
    text = case.replace(" | ", " ").replace("| ", "")
    assert [span.of(text) for span in sentences(text)] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("## Results\n\nWe gain 5%\n\n- 3x on A\n- 2x on B", ["Results", "We gain 5%", "- 3x on A", "- 2x on B"]),
        ("A hard\nwrap. The next\none.", ["A hard wrap.", "The next one."]),
        (r"It gains $5\%$. $\textbf{We}$ stop.", ["It gains 5%.", "We stop."]),
        ("We train this http URL-14B on 5 tasks.", ["We train this http URL-14B on 5 tasks."]),
        ("It is **fast.** We *stop.*  Good.", ["It is fast.", "We stop.", "Good."]),
        (
            "It fails in 37% of this http URL we say at this https URL it",
            ["It fails in 37% of ...", "we say at this https URL it"],
        ),
    ],
)
def test_sentences_of_marked_up_text(source: str, expected: list[str]) -> None:
    text = normalise(source).text
    assert [span.of(text) for span in sentences(text)] == expected


def test_a_sentence_without_end_is_cut_at_a_blank() -> None:
    text = "a 3% gain on B, " * 1000
    cut = sentences(text)
    assert max(span.end - span.start for span in cut) <= LONGEST
    assert " ".join(span.of(text) for span in cut) == text.strip()
    assert [tuple(span) for span in sentences("9" * (LONGEST + 1))] == [(0, LONGEST), (LONGEST, LONGEST + 1)]
