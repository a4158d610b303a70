"""What a paper calls its own method and its own data."""

from __future__ import annotations

import pytest

from claimx.claims.linking.context import context_of
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.rulebook import load_rules

VOCABULARY = Vocabulary(load_rules())


@pytest.mark.parametrize(
    ("title", "text", "method", "collection"),
    [
        pytest.param("QuickSeg: Fast Masks", "We propose QuickSeg, a light network.", "QuickSeg", None, id="title prefix"),
        pytest.param("Fast Masks", "We propose Rapid Mask Decoding (RMD), which is light.", "RMD", None, id="acronym"),
        pytest.param("Fast Masks", "We present a new decoder, MaskJet, that is light.", "MaskJet", None, id="apposition"),
        pytest.param("Fast Masks", "We devise a decoder dubbed Jet. It is light.", "Jet", None, id="one capital"),
        pytest.param("Fast Masks", "We present a way, named cut-then-fill.", "cut-then-fill", None, id="small letters"),
        pytest.param("Swift-Mask: Fast Masks", "We propose Swift-Mask (SwM).", "SwM", None, id="short form of the name"),
        pytest.param("LeafSet: Leaves", "We release LeafSet, a dataset of leaves.", "LeafSet", "LeafSet", id="dataset paper"),
        pytest.param(
            "MaskJet: Fast Masks",
            "We propose MaskJet. We also collect LeafSet, a corpus of leaves.",
            "MaskJet",
            "LeafSet",
            id="both",
        ),
        pytest.param("The TIDAL Speech Corpus", "This paper describes a corpus.", "TIDAL", "TIDAL", id="corpus in title"),
        pytest.param("Tidal Boosting for Trees", "We study boosting.", "Tidal Boosting", None, id="head of the title"),
        pytest.param("A Survey of Boosting for Trees", "We review boosting.", None, None, id="a topic is no name"),
        pytest.param(
            "Why Do Trees Fall? A Study", "We study large language models (LLMs).", None, None, id="a question is no name"
        ),
        pytest.param(
            "MaskJet v2: Fast Masks", "We extend the MaskJet network. MaskJet v2 is light.", "MaskJet v2", None, id="version"
        ),
        pytest.param(
            "Leaf Data Masking Helps Trees",
            "We propose Leaf Data Masking (LDM), which is light.",
            "LDM",
            None,
            id="data as a modifier",
        ),
        pytest.param(
            "Counting of Orchard Leaves",
            "Orchard is large. Orchard has trees. We count its leaves.",
            None,
            None,
            id="what the title is about is no name",
        ),
        pytest.param(
            "Leaf Mask Comparators", "Leaf Mask Comparators (LMCs) are light.", "LMC", None, id="short name of the title"
        ),
        pytest.param("Swift Routing in Trees", "We study routing.", None, None, id="a topic with a preposition is no name"),
        pytest.param(
            "Masks", "Masked language models (MLMs) are large. We propose an MLMs design.", None, None, id="known before"
        ),
        pytest.param("Masks", "We present a Leaf Growing based framework.", None, None, id="what something is based on"),
        pytest.param(
            "Masks", "A decoder is proposed, called the Fold-Merge light framework.", "Fold-Merge", None, id="called the"
        ),
        pytest.param(
            "Towards Light Visual Leaf Retrieval: A Study",
            "Visualized Leaf Retrieval (VLR) is slow. We develop MaskJet. It is light.",
            "MaskJet",
            None,
            id="the task of the title is no name",
        ),
        pytest.param(
            "Leaf Lab at TreeEval 2025: MaskJet: Masks", "We propose a decoder.", "MaskJet", None, id="system of a team"
        ),
        pytest.param("The Orchard systems at Treeval-2", "We took part.", "Orchard", None, id="team in the title"),
        pytest.param("Trees", "We use visual question answering (VQA) for trees.", None, None, id="a task is no name"),
    ],
)
def test_names_of_a_paper(title: str, text: str, method: str | None, collection: str | None) -> None:
    context = context_of(title, text, VOCABULARY)
    assert (context.method, context.collection) == (method, collection)
