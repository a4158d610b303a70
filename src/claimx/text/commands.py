"""What the commands of LaTeX mean for a reader of plain text."""

from __future__ import annotations

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "eps": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "kappa": "κ", "mu": "µ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "Pi": "Π", "ell": "ℓ", "lambda": "λ",
}  # fmt: skip

SYMBOLS = GREEK | {
    # relations and operations
    "times": "×", "texttimes": "×", "sim": "~", "textasciitilde": "~", "approx": "≈", "thickapprox": "≈", "simeq": "≈",
    "cong": "≈", "lesssim": "≲", "leq": "≤", "le": "≤", "leqslant": "≤", "leqq": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥",
    "geqq": "≥", "lt": "<", "gt": ">", "textless": "<", "textgreater": ">", "ll": "≪", "gg": "≫", "pm": "±", "textpm": "±",
    "mp": "∓", "cdot": "·", "div": "÷", "neq": "≠", "ne": "≠", "equiv": "≡", "sqrt": "√", "infty": "∞", "propto": "∝",
    "sum": "∑", "prod": "∏", "cup": "∪", "cap": "∩", "subset": "⊂", "subseteq": "⊆", "mid": "|", "ast": "*", "star": "*",
    "in": "∈",
    # arrows
    "rightarrow": "→", "to": "→", "Rightarrow": "→", "longrightarrow": "→", "Longrightarrow": "→", "mapsto": "→",
    "textrightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "uparrow": "↑", "downarrow": "↓", "nearrow": "↗",
    "searrow": "↘",
    # units and signs
    "circ": "°", "degree": "°", "deg": "°", "textdegree": "°", "celsius": "°C", "textmu": "µ", "micro": "µ", "percnt": "%",
    "textpercent": "%", "textperthousand": "‰", "permil": "‰", "textdollar": "$", "euro": "€", "texteuro": "€", "EUR": "€",
    "pounds": "£", "textsterling": "£",
    # dots, dashes, quotes, spaces
    "ldots": "...", "dots": "...", "cdots": "...", "textellipsis": "...", "textendash": "–", "textemdash": "—",
    "textbackslash": "", "backslash": "", "textquoteright": "'", "textquoteleft": "'", "textquotedblleft": '"',
    "textquotedblright": '"', "guillemotleft": '"', "guillemotright": '"', "textbar": "|", "textasciicircum": "^",
    "textunderscore": "_", "quad": " ", "qquad": " ", "space": " ", "thinspace": " ", "nobreakspace": " ", "newline": " ",
    "linebreak": " ", "par": " ", "item": " ",
    # letters
    "ss": "ß", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "l": "ł", "L": "Ł",
    "i": "i", "j": "j",
    # words that nearly every paper's macros hold
    "eg": "e.g.", "ie": "i.e.", "etal": "et al.", "wrt": "w.r.t.", "LaTeX": "LaTeX", "TeX": "TeX",
}  # fmt: skip
"""Commands that stand for a character or a word."""

VANISHING = frozenset(
    "bf it em rm tt sc sl sf cal bm bfseries itshape mdseries scshape ttfamily sffamily rmfamily normalfont displaystyle "
    "textstyle boldmath unboldmath left right middle big Big bigl bigr Bigl Bigr bigg Bigg biggl biggr xspace protect "
    "noindent centering limits nolimits small footnotesize scriptsize tiny large Large normalsize smallskip medskip "
    "bigskip newpage maketitle relax hfill ensuremath not "
    "mathcal mathbb mathbf mathrm mathsf mathit mathtt text textbf textit textrm textsf texttt textsc emph "
    "hat tilde bar vec dot ddot check breve widehat widetilde overline underline mathring Tilde Hat Bar".split()
)
"""Commands that change how the text looks, and what follows them is the text; those that take an argument keep it."""

DROPPING = frozenset(
    "cite citep citet citealp citealt citeauthor citeyear citeyearpar newcite parencite textcite autocite footcite nocite "
    "ref eqref autoref cref Cref pageref label href hyperlink hypertarget textcolor color colorbox begin end vspace hspace "
    "vskip hskip footnotemark thanks includegraphics input phantom overset underset stackrel tag setcounter bibliography "
    "bibliographystyle fontsize".split()
)
"""Commands whose first argument is no text; a second one is."""

LEADING = frozenset("cite citep citet citealp citealt newcite parencite autocite footcite label footnotemark thanks".split())
"""Commands that take the space before them along when they go."""

OPENING = {"footnote": (" (", ")"), "textsuperscript": ("^", ""), "textsubscript": ("_", ""), "sqrt": ("√", "")}
"""Commands whose argument stays between two texts."""

FRACTIONS = frozenset("frac tfrac dfrac cfrac sfrac nicefrac".split())

TORN = "(?:tilde|widetilde|hat|bar|math(?:cal|bb|bf|rm|sf))(?=[A-Z])"
"""Commands that lost the brace between their name and a capital letter."""

BARE = "text(?:bf|it|tt|sc|rm|sf)?|math(?:bf|rm|it|cal|bb|sf|tt)|emph|frac|url|href|cite[pt]?"
"""Commands known for certain even where their backslash was lost, because a brace follows."""

ESCAPES = {",": " ", ";": " ", ":": " ", ">": " ", " ": " ", "\n": " ", "\r": " ", "\t": " ", "!": "", "-": "", "/": "",
           "(": "", ")": "", "[": "", "]": "", "{": "", "}": "", "\\": " "}  # fmt: skip
"""What a backslash and the sign behind it become; any other sign becomes itself."""

ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
           "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323"}  # fmt: skip
"""Accent commands and the combining mark that each stands for."""
