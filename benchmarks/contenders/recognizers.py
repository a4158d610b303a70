"""Recognizers-Text: numbers, percentages and dimensions."""

from importlib.metadata import version as of


def load():
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_dimension

    return lambda text: sum(len(f(text, Culture.English)) for f in (recognize_number, recognize_percentage, recognize_dimension))


def version():
    return of("recognizers-text-number")
