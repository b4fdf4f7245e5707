"""Estimates the weights of the reader's log-linear scores from annotated documents.

    python -m bench.fitting GOLD [GOLD …] [--check 5] [--output FOLDER]

``--check N`` first measures by cross-validation over N parts of the documents. With ``--output`` the weights estimated on
all of them are written, one CSV a score. Deterministic: the same documents and the same reader give the same weights.
"""
