"""Texts made of the pieces that make normalising hard: marks, halves of marks, and what they are mistaken for."""

from __future__ import annotations

from hypothesis import strategies as st

_MARKS = r"""
    \ { } $ & amp; lt; #36; #123; <b> </b> <sup> < > * ** _ __ ` `` '' ~ - -- --- ^ = [ ](http://a.b) https://a.b/c ( ) . , :
    \textbf{ \cite{ \frac{ \href{ \footnote{ \unicode{x2014} \"u \' \, \\ \1 \n {\em {,} \times \sim
    times sim to pm circ deg approx leq geqslant rightarrow cdot x2013 mu alpha space in 5 3 12 0.5 % A a tion million
"""
_ODD = "é½²₁ﬁ“’−×°…℃\uff5e≃🎉中\u00ad\u00a0\u0301\u2029\u200b\u2028\x00\ud800"
PIECES = [*_MARKS.split(), *_ODD, " ", "  ", "\n", "\n\n", "\n- A", "\t", "\r"]

texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=24).map("".join),
    st.lists(st.sampled_from([*PIECES, " and ", " of the model "]), max_size=24).map("".join),
)


def tangled(depth: int) -> str:
    """Braces that hide halves of character references that stand for braces, and so on: one more round for each level."""
    text = "{}"
    for _ in range(depth):
        text = f"&#1{text}23;}}"
    return text
