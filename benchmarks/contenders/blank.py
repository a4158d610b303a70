"""spaCy's blank English tokenizer: tokens only."""

from importlib.metadata import version as of


def load():
    import spacy

    nlp = spacy.blank("en")
    return lambda text: len(nlp(text))


def version():
    return "spacy " + of("spacy")
