"""snips-nlu-parsers (Rust): numbers, percentages, durations, amounts."""

from importlib.metadata import version as of


def load():
    from snips_nlu_parsers import BuiltinEntityParser

    parser = BuiltinEntityParser.build(language="en")
    scope = ["snips/number", "snips/percentage", "snips/duration", "snips/amountOfMoney"]
    return lambda text: len(parser.parse(text, scope=scope))


def version():
    return of("snips-nlu-parsers")
