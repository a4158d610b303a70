"""edsnlp: quantities in spaCy documents."""

from importlib.metadata import version as of


def load():
    import edsnlp

    nlp = edsnlp.blank("eds")
    nlp.add_pipe("eds.sentences")
    nlp.add_pipe("eds.quantities", config={"quantities": "all", "extract_ranges": True})
    return lambda text: len(nlp(text).spans["quantities"])


def version():
    return of("edsnlp")
