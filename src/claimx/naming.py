"""When two names mean one thing: by their letters and digits alone, never by likeness.

CIFAR10 and CIFAR-10 are one dataset, CIFAR-10 and CIFAR-100 are two; a fuzzy measure cannot tell, so none is used.
"""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """What is compared of a name: case, blanks and punctuation do not count, a plus sign does.

    >>> name_key("CIFAR-10") == name_key("cifar 10"), name_key("DiT-XL/2+") == name_key("DiT-XL/2")
    (True, False)
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if c.isalnum() or c == "+")
