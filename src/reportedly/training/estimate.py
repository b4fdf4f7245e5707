"""Examples → weights, by logistic regression; and what they are worth, by cross-validation."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.linear import BIAS, Scorer
from reportedly.training.cases import Example

STRENGTH = {
    "claim": 0.03,
    "actor": 0.03,
    "target": 0.03,
    "place": 0.1,
    "date": 0.1,
    "speaker": 0.1,
    "merge": 0.3,
    "confidence": 0.03,  # few claims for many signs
    "war": 0.3,
}  # inverse of the L2 penalty
SMALLEST = 0.02  # weights nearer to nothing are left out


def estimate(name: str, examples: Sequence[Example]) -> Scorer:
    """The scorer fitted to the examples; signs seen fewer than three times are left out."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts: dict[str, int] = {}
    for signs, _, _ in examples:
        for sign in signs:
            counts[sign] = counts.get(sign, 0) + 1
    columns = {sign: n for n, sign in enumerate(sorted(sign for sign, count in counts.items() if count >= 3))}
    rows, cols = [], []
    for row, (signs, _, _) in enumerate(examples):
        for sign in sorted(set(signs)):
            if sign in columns:
                rows.append(row)
                cols.append(columns[sign])
    data = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(len(examples), len(columns)))
    labels = np.array([label for _, label, _ in examples])
    weights = np.array([weight for _, _, weight in examples])
    model = LogisticRegression(C=STRENGTH[name], solver="lbfgs", max_iter=400)
    model.fit(data, labels, sample_weight=weights)
    out = {BIAS: round(float(model.intercept_[0]), 3)}
    for sign, column in columns.items():
        weight = round(float(model.coef_[0][column]), 3)
        if abs(weight) >= SMALLEST:
            out[sign] = weight
    return Scorer(name, out)
