"""lexnlp: amounts and percents."""

from importlib.metadata import version as of


def load():
    from lexnlp.extract.en.amounts import get_amounts
    from lexnlp.extract.en.percents import get_percents

    return lambda text: len(list(get_amounts(text))) + len(list(get_percents(text)))


def version():
    return of("lexnlp")
