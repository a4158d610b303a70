"""quantulum3: numbers with units."""

from importlib.metadata import version as of


def load():
    from quantulum3 import parser

    return lambda text: len(parser.parse(text))


def version():
    return of("quantulum3")
