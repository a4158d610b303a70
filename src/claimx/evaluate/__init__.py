"""How good the claims are: scores on annotated abstracts, reliability of confidence, changes between two runs."""
