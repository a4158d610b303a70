"""What each form becomes; the forms are those that abstracts really come in."""

from __future__ import annotations

import pytest

from claimx.text import normalise

LATEX = [
    (r"a $118\times$ lower cost", "a 118× lower cost"),
    (r"\textbf{88\%} of \1,890", "88% of $1,890"),
    (r"\textbf{\emph{1.46}} and \textit{\textbf{43.2}}", "1.46 and 43.2"),
    (r"$\textbf{35.8}$% and $\mathbf{2.5\times}$", "35.8% and 2.5×"),
    (r"(+10.2$\%$), (54.0$\%$)", "(+10.2%), (54.0%)"),
    (r"$14{,}056$ and 14{,}056 and 37\,000", "14,056 and 14,056 and 37000"),
    (r"latency of 5\,ms", "latency of 5 ms"),
    (r"$10^{57}$, $2^{256}$, $\mathit{2^{128}}$, $10^{-4}$", "10^57, 2^256, 2^128, 10^-4"),
    (r"$2.5\times10^{5}$", "2.5×10^5"),
    (r"$\sim$543K, ${\sim}50$, $\approx$20%, $\pm$1", "~543K, ~50, ≈20%, ±1"),
    (r"$1.2{\sim}1.3\times$, $15\times\sim50\times$", "1.2~1.3×, 15×~50×"),
    (r"($\leq100$, $\geqslant 2$, $>$25\%)", "(≤100, ≥ 2, >25%)"),
    (r"0.117$\to$0.598, 80.93$\rightarrow$88.15", "0.117→0.598, 80.93→88.15"),
    (r"$1\%\downarrow$ and +20.86%$\uparrow$", "1%↓ and +20.86%↑"),
    (r"360$^{\circ}$, 90{\deg}, 5\textdegree{}C", "360°, 90°, 5°C"),
    (r"5$\mu$s, $\alpha$1, $\ell_1$", "5µs, α1, ℓ_1"),
    (r"constraints$\unicode{x2013}$embedding \unicode{8212} x", "constraints–embedding — x"),
    (r"$F_1$ of $L_2$ and F$_{0.5}$", "F1 of L2 and F0.5"),
    (r"$60\text{-}80\times$, 1$-$2%", "60-80×, 1-2%"),
    (r"$\frac{1}{3}$ of it, \frac12 of that", "1/3 of it, 1/2 of that"),
    (r"$\bf{3 \space billion}$", "3 billion"),
    (r"{\em fast} and {\bf 3} and {\sc QuickSeg}", "fast and 3 and QuickSeg"),
    (r"E\textsuperscript{2}R and CO\textsubscript{2}", "E^2R and CO_2"),
    (r"Large~\cite{sd3}, as in \citep[see][p. 3]{roe2024fast}.", "Large, as in."),
    (r"\href{https://a.org/x_1}{code here}. \url{https://b.org}", "code here. https://b.org"),
    (r"\href{https://a.org}{\color[RGB]{175,36,67}{QuickSeg}}", "QuickSeg"),
    (r"field\footnote{See Roe.}. We", "field (See Roe.). We"),
    (r"Dark Z\"urich, Erd\H{o}s, Fran\c{c}ois, na\"{\i}ve, \v{S}, Stra\ss{}e", "Dark Zürich, Erdős, François, naïve, Š, Straße"),
    (r"\begin{itemize} \item 5\% \end{itemize}", " 5% "),
    (r"$\hat{\lambda}=0.05$, $\mathcal{L}_1$", "λ=0.05, L1"),
    (r"\underline{D}eep \ours{} gains \method 5\%", "Deep ours gains method 5%"),
    (r"8$\times$RTX, $\Delta$F1, DiT-$\mu$P, $\alpha$1", "8×RTX, ΔF1, DiT-µP, α1"),
    (r"$\textbf{D}$$^{2}$: $\textbf{D}$epth, $$x^2$$", "D^2: Depth, x^2"),
    (r"\tildeO(n), \mathcalS, O(\eps)", "O(n), S, O(ε)"),
    (r"a line\\ and \ another\\", "a line and another "),
    (r"3.0\\% of $4\\times$", "3.0% of 4×"),
    (r"\(5\times\) and \[x\]", "5× and x"),
]  # fmt: skip

MONEY = [
    ("costs $5 and saves more", "costs $5 and saves more"),
    ("from $5 to $6, then $x_1$", "from $5 to $6, then x_1"),
    ("$10-$20 or $0.4 vs. $0.2", "$10-$20 or $0.4 vs. $0.2"),
    (r"\$5 million of \$10 million", "$5 million of $10 million"),
    (r"$\$4$ and \$3.3\times\$", "$4 and 3.3×"),
    ("from 5$ to 3$ a day", "from 5$ to 3$ a day"),
    (r"of $ \sqrt{K}$ and $160msec$", "of √K and 160msec"),
    ("$ALLaM-34B$ and $10B$ of $100$B", "ALLaM-34B and 10B of 100B"),
]

RESIDUE = [
    ("a 2times speedup, 8.83times.", "a 2× speedup, 8.83×."),
    ("256 times 256, 1024times1024, 4{times}", "256 × 256, 1024×1024, 4×"),
    ("8timesRTX 4090, times3.23", "8×RTX 4090, ×3.23"),
    ("15timessim50times", "15×~50×"),
    ("20sim 100, 1.04sim2.2times, (sim110k), sim 1050, 20sim100", "20~ 100, 1.04~2.2×, (~110k), ~ 1050, 20~100"),
    ("leq 2%, (leq2B), ≥ geq 5", "≤ 2%, (≤2B), ≥ ≥ 5"),
    ("approx20%, approx 0.84", "≈20%, ≈ 0.84"),
    ("0.117to0.598, 5%to7%", "0.117→0.598, 5%→7%"),
    ("%rightarrow72.9, 62% rightarrow 67%, EnglishrightarrowGerman", "%→72.9, 62% → 67%, English→German"),
    ("1%downarrow, 2uparrow", "1%↓, 2↑"),
    ("3.382pm0.233, (pm1), 82.3 pm 0.4", "3.382±0.233, (±1), 82.3 ± 0.4"),
    ("360^{circ}, 360^circtimes180^circ", "360°, 360°×180°"),
    ("textx2013even, (ICL)x2014their", "text–even, (ICL)—their"),
    ("tau^2-Bench, pi_0, (lambda=1)", "τ^2-Bench, π_0, (λ=1)"),
    ("N{=}4, q{=}0.75, 14{,}056", "N=4, q=0.75, 14,056"),
    ("3 space billion tokens", "3 billion tokens"),
    (r"emph{1.46}, \emph{1.02}, text{best} of 5", "1.46, 1.02, best of 5"),
    ("https://a.org/x{https://a.org/x}.", "https://a.org/x https://a.org/x."),
    ("5mus, 3 mum", "5µs, 3 µm"),
    ("4xA100, 8x RTX 4090, 2.5x, 3x A", "4×A100, 8× RTX 4090, 2.5x, 3x A"),
    (r"9$\times$over it", "9× over it"),
    ("windows~chen2024quantum. By~mid2024 5", "windows. By mid2024 5"),
    ("text{length}{3} and emph{a} 5", "length/3 and a 5"),
    (r"$\hatβ=0.2$, $\hat{\beta}$", "β=0.2, β"),
    ("an F 1 of 91.9, F 1-score", "an F1 of 91.9, F1-score"),
    ("in <; 0.25 s, $<$20%$ of it", "in < 0.25 s, <20% of it"),
    ("2.3x -14.9x less", "2.3x-14.9x less"),
    ("cover 77,8% and 9,25 % of 1,000% or 1,2,3%", "cover 77.8% and 9.25 % of 1,000% or 1,2,3%"),
]

WORDS = [
    "It is sometimes 5 times faster, similar to 3 sims, and up to 10% better in 5 of 9 runs.",
    "At 5 pm the 3 space telescopes sent circa 20 images; the simple approx. 5% to 7% gain is simulated.",
    "multiple musts, 5 circles, two alphas, a beta test of 3 pigs, narrow 2 arrows",
    "BLEU (+1.2), p < 0.05, a<b and c>d, [MASK] and <mask> tokens, A* search, D* Lite, x*y",
    "GigaBrain-0.5M*, V*Bench, snake_case_name, a_b, #1 of 3, @5, C++, AT&T, R&D; 100% of it",
    "10~100 runs, ~5%, (~3)",
]

MARKUP = [
    ("&lt;5% and &amp;lt;5% and &amp;amp;lt; and AT&amp;amp;T", "<5% and <5% and < and AT&T"),
    ("5&#37; &#x2013; 6&nbsp;ms &unknown; x", "5% – 6 ms &unknown; x"),
    ("<b>5%</b> of 10<sup>57</sup><br/>and F<sub>1</sub>", "5% of 10^57 and F1"),
    ('<a href="https://a.org" class="x">here</a> <p>5 &lt; 6</p>', "here 5 < 6 "),
    ("<tex-math>O(n^3)</tex-math>, <jats:p>Up <jats:italic>5</jats:italic>%</jats:p>", "O(n^3), Up 5% "),
    ("<mml:mn>5</mml:mn><mml:mo>×</mml:mo>", "5×"),
    ("**5%** better, ***much***, __2x__ and *fast* or _slow_", "5% better, much, 2x and fast or slow"),
    ("[QuickSeg](https://a.org/q) and ![logo](https://a.org/l.png)", "QuickSeg and logo"),
    ("## Results\nWe gain `5%`", "Results We gain '5%'"),
    ("``fast'' and 10**6 or 10**7", '"fast" and 10**6 or 10**7'),
]

CHARACTERS = [
    ("5\u00d7 \u2212 3\u201311 \u2018a\u2019 \u201cb\u201d", "5× - 3–11 'a' \"b\""),
    ("a zero\u200bwidth, a soft\u00adhyphen, \ufeffmark", "a zerowidth, a softhyphen, mark"),
    ("R² of 10⁻⁴ and H₂O at 20 ℃", "R^2 of 10^-4 and H2O at 20 °C"),
    ("½ and 3½ and ⅔", "1/2 and 3.5 and 2/3"),
    ("ﬁne-tuned eﬃcient, cafe\u0301", "fine-tuned efficient, café"),
    ("\uff11\uff12\uff05 and \U0001d7d3\U0001d7ce and ∼5 and 5 μs", "12% and 50 and ~5 and 5 µs"),
    ("1…2", "1...2"),
]

SPACE = [
    ("one\nline and\r\nanother\tone  more", "one line and another one more"),
    ("a state-of-the-\nart, pre-train-\ning, high- and low-\nlevel", "a state-of-the-art, pre-training, high- and low-level"),
    ("repre\u00ad\nsent", "represent"),
    ("We gain 5%.\n\nResults\n\nThey hold", "We gain 5%.\u2029Results\u2029They hold"),
    ("broken by\n\nblank lines", "broken by blank lines"),
    ("gains:\n- 5% on A\n• 3x on B", "gains:\u2029- 5% on A\u2029• 3x on B"),
    ("Task~8, among~312K, Fig.~3, 5~ms, 10~100, ~5", "Task 8, among 312K, Fig. 3, 5 ms, 10~100, ~5"),
    ("3--5, a---b, a -- b", "3–5, a—b, a – b"),
]


@pytest.mark.parametrize(("source", "normal"), [*LATEX, *MONEY, *RESIDUE, *MARKUP, *CHARACTERS, *SPACE])
def test_becomes_normal_and_stays_so(source: str, normal: str) -> None:
    aligned = normalise(source)
    assert aligned.text == normal
    assert normalise(normal).text == normal


@pytest.mark.parametrize("text", WORDS)
def test_ordinary_words_and_signs_stay(text: str) -> None:
    aligned = normalise(text)
    assert (aligned.text, aligned.starts) == (text, None)


@pytest.mark.parametrize(
    ("source", "part", "quote"),
    [
        (r"a $118\times$ lower", "118×", r"118\times"),
        (r"is \textbf{88\%} of", "88%", r"88\%"),
        (r"of \$5 a", "$5", r"\$5"),
        (r"of \1,890 a", "$1,890", r"\1,890"),
        (r"about $14{,}056$ runs", "14,056", "14{,}056"),
        ("up 5&nbsp;%, so", "5 %", "5&nbsp;%"),
        ("from **2.5**x", "2.5x", "2.5**x"),
        ("to 20\n  ms", "20 ms", "20\n  ms"),
        (r"by $\mathbf{2.5\times}$", "2.5×", r"2.5\times"),
    ],
)
def test_quote_is_the_stretch_of_the_source(source: str, part: str, quote: str) -> None:
    aligned = normalise(source)
    start = aligned.text.index(part)
    assert aligned.origin(start, start + len(part)).of(source) == quote


def test_text_without_signs_is_not_copied() -> None:
    text = "QuickSeg reaches 81.5 mIoU on Cityscapes."
    aligned = normalise(text)
    assert aligned.text is text
    assert aligned.starts is None
