"""The weights estimated: from pairs whose truth is known or was judged, or by EM from pairs of which nothing is known.

From known pairs: the weights that make the truth likeliest (logistic), held near those that stand in the file by a normal
prior, because what a simulation seldom shows should stay as it was reasoned. Levels are correlated (who copies a sentence
copies its toll), which m / u alone would count twice; m and u are written beside the weight for a reader's sake.

Without truth: Fellegi and Sunter's model by EM (Winkler 1988), levels taken as independent given the truth.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import minimize

from bench.linking.world import World
from reportedly.ledger import Ledger
from reportedly.ledger import incidents as rows
from reportedly.linking.comparisons import COMPARISONS, UNKNOWN
from reportedly.linking.gist import gist
from reportedly.linking.kin import RegisterKin
from reportedly.linking.linker import Linker
from reportedly.linking.store import Memory
from reportedly.linking.weights import PRIOR, Row, Weights

Pattern = tuple[str, ...]
HELD = 8.0
# A wrong link says something false and a missing one only says less, so what plainly parts two claims is held at these weights,
# however often the simulated reader misreads a day; only a copied passage outweighs it. Pairs with such a level
# are left out of the estimate: they are easy, and would drown the pairs that are not.
PARTING = {
    ("date", "apart"): -8.0,
    ("date", "days"): -4.0,
    ("kind", "apart"): -8.0,
}
# Places are misread more often than anything else that parts two claims. Pairs of such places are left out of the estimate
# too, and each level counts what it shows by itself, log2(m / u), less the bits by which a wrong link is worse than a missing one.
MISREAD = frozenset((("place", "far"), ("place", "apart"), ("place", "beside")))
# What a simulation cannot know, because its authors made it up: how alike two reporters word a thing, how kinds and weapons vary.
# A simulated report always names its place, a real one often some sentences before.
REASONED = frozenset(("kind", "weapon", "wording", "naming", "account", "status", "habit", "hands"))
# Tolls of a simulation do not rise from day to day, and large ones agree by chance more often than real ones do.
REASONED_LEVELS = frozenset((("toll", "risen"), ("toll", "equal, ten or more")))
# Bits by which the prior is raised: groups need more than pairs agree. B-cubed F1 is best near 2; less keeps more apart.
PRIOR_SHIFT = 1.5
# A simulated reader loses the day of any claim; a real one mostly that of claims about earlier months. So this counts no more.
MOST = {("date", "lately"): 1.5}
MARGIN = 1.0
JUDGED = 50  # a judged pair is real and there are few, so it counts as so many simulated ones
SPREAD = 1.5  # standard deviation of the prior around the weights that stand, in bits


def labelled(worlds: Iterable[World], weights: Weights) -> Counter[tuple[Pattern, bool]]:
    """How often each pattern of levels is seen in pairs of one block, by whether they are of one incident."""
    found: Counter[tuple[Pattern, bool]] = Counter()
    for world in worlds:
        told = {one.claim.id: one for one in world.told()}
        store = Memory()
        linker = Linker(store, RegisterKin(), weights)
        linker.add(one.claim for one in told.values())
        gists = store.gists(told)
        for id_, item in gists.items():
            for other in linker.candidates(item).values():
                if id_ < other.claim:
                    pattern = tuple(compare(item, other) for compare in COMPARISONS.values())
                    found[pattern, told[id_].incident == told[other.claim].incident] += 1
    return found


def judged(ledger: Ledger) -> Counter[tuple[Pattern, bool]]:
    """The same of the pairs that people judged in a ledger; each counts as ``JUDGED`` simulated ones."""
    with ledger.looking() as (connection, _):
        latest = {(word.claim, word.other): word.same for word in rows.judgements(connection)}
        wanted = {claim for pair, same in latest.items() if same is not None for claim in pair}
        kin = RegisterKin()
        gists = {claim.id: gist(claim, kin) for claim in rows.whole_claims(connection, sorted(wanted))}
    found: Counter[tuple[Pattern, bool]] = Counter()
    for (one, other), same in latest.items():
        if same is not None and one in gists and other in gists:
            pattern = tuple(compare(gists[one], gists[other]) for compare in COMPARISONS.values())
            found[pattern, same] += JUDGED
    return found


def fit(pairs: Counter[tuple[Pattern, bool]], weights: Weights) -> list[Row]:
    """The rows of a weights file, each weight the likeliest given the pairs and the weights that stand."""
    at = {(row.comparison, row.level): i for i, row in enumerate(weights.rows)}
    names = list(COMPARISONS)
    easy = PARTING.keys() | MISREAD
    patterns = [one for one in pairs if easy.isdisjoint(zip(names, one[0], strict=True))]
    seen = np.zeros((len(patterns), len(at)))
    for i, (pattern, _) in enumerate(patterns):
        seen[i, at[PRIOR, "all"]] = 1.0
        for name, level in zip(COMPARISONS, pattern, strict=True):
            if level != UNKNOWN:
                seen[i, at[name, level]] = 1.0
    same = np.array([truth for _, truth in patterns], dtype=float)
    many = np.array([pairs[pattern] for pattern in patterns], dtype=float)
    start = np.array([row.weight - (PRIOR_SHIFT if row.comparison == PRIOR else 0.0) for row in weights.rows])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        logit = seen @ w * math.log(2)
        p = 1 / (1 + np.exp(-np.clip(logit, -40, 40)))
        away = (w - start) / SPREAD
        value = float(many @ (np.logaddexp(0, logit) - same * logit) + 0.5 * away @ away)
        return value, seen.T @ (many * (p - same)) * math.log(2) + away / SPREAD

    found = minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[
            (value, value)
            if row.comparison in REASONED or (row.comparison, row.level) in REASONED_LEVELS
            else (-10, 10)
            for row, value in zip(weights.rows, start, strict=True)
        ],
    ).x
    m, u = _shares(pairs)
    rows = []
    for row, weight in zip(weights.rows, found, strict=True):
        at_row = row.comparison, row.level
        prior = row.comparison == PRIOR
        value = PARTING.get(at_row, max(-HELD, min(HELD, float(weight) + (PRIOR_SHIFT if prior else 0.0))))
        if at_row in MISREAD and m.get(at_row) and u.get(at_row):
            value = math.log2(m[at_row] / u[at_row]) - MARGIN
        value = min(value, MOST.get(at_row, HELD))
        seen_at_all = not prior and (at_row in m or at_row in u)
        shares = (m.get(at_row, 0.0), u.get(at_row, 0.0)) if seen_at_all else (None, None)
        rows.append(replace(row, m=shares[0], u=shares[1], weight=value if prior or seen_at_all else row.weight))
    return rows


def _shares(pairs: Counter[tuple[Pattern, bool]]) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """How often each level is seen where it is known, among pairs of one incident and among others."""
    out: list[dict[tuple[str, str], float]] = []
    for truth in (True, False):
        counts: Counter[tuple[str, str]] = Counter()
        totals: Counter[str] = Counter()
        for (pattern, same), many in pairs.items():
            for name, level in zip(COMPARISONS, pattern, strict=True):
                if same is truth and level != UNKNOWN:
                    counts[name, level] += many
                    totals[name] += many
        out.append({level: many / totals[level[0]] for level, many in counts.items()})
    return out[0], out[1]


def em(
    patterns: Counter[Pattern], *, names: Sequence[str], rounds: int = 60, share: float = 0.1
) -> dict[tuple[str, str], tuple[float, float]]:
    """m and u of each level by EM, from pairs of which nothing is known; `share` is the first guess of how many are one.

    It begins from the guess that pairs which agree in more than others are of one happening.
    """
    levels = sorted(
        {(name, level) for pattern in patterns for name, level in zip(names, pattern, strict=True) if level != UNKNOWN}
    )
    at = {level: i for i, level in enumerate(levels)}
    groups = {name: [i for level, i in at.items() if level[0] == name] for name in names}
    keys = list(patterns)
    many = np.array([patterns[key] for key in keys], dtype=float)
    seen = np.zeros((len(keys), len(levels)))
    for i, pattern in enumerate(keys):
        for name, level in zip(names, pattern, strict=True):
            if level != UNKNOWN:
                seen[i, at[name, level]] = 1.0
    likeness = seen @ _likeness(seen, many)
    order = np.argsort(-likeness)
    rank = np.cumsum(many[order]) / many.sum()
    one = np.empty(len(keys))
    one[order] = np.where(rank <= share, 0.9, 0.1 * share)
    for _ in range(rounds):
        m, u = _rates(seen, many * one, groups), _rates(seen, many * (1 - one), groups)
        share = float((many * one).sum() / many.sum())
        odds = math.log(share / (1 - share)) + seen @ (np.log(m) - np.log(u))
        one = 1 / (1 + np.exp(-np.clip(odds, -40, 40)))
    return {level: (float(m[i]), float(u[i])) for level, i in at.items()}


def _likeness(seen: np.ndarray, many: np.ndarray) -> np.ndarray:
    """Rare levels tell more: minus the log of how often each is seen."""
    return np.asarray(-np.log((many @ seen + 1.0) / (many.sum() + 1.0)))


def _rates(seen: np.ndarray, weight: np.ndarray, groups: dict[str, list[int]]) -> np.ndarray:
    counts = weight @ seen + 0.5
    for indices in groups.values():
        if indices:
            counts[indices] /= counts[indices].sum()
    return np.asarray(counts)
