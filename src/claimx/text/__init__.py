"""Normal text out of LaTeX, its residue, Markdown, HTML and hard wraps; every character knows where it came from.

The source is never altered. Public: `AlignedText`, `normalise`, `sentences`.
"""

from claimx.text.aligned import AlignedText
from claimx.text.normal import normalise
from claimx.text.sentences import sentences

__all__ = ["AlignedText", "normalise", "sentences"]
