"""What each level of agreement counts: additive log-odds that a person can check.

After Fellegi and Sunter (1969): a level that is seen m times in a hundred pairs of one happening and u times in a hundred
other pairs of one block counts log2(m / u), less what correlated levels have counted already. The weights stand in
``data/weights.csv`` with m, u and a sentence each, and are estimated by ``python -m bench.linking estimate``. Two claims
are linked where their sum, with the prior, is above zero.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportedly.errors import LexiconError
from reportedly.incident_model import Join, Reason
from reportedly.lexicon.shapes import nearest
from reportedly.linking.comparisons import COMPARISONS, UNKNOWN
from reportedly.linking.gist import Gist
from reportedly.linking.scoring import Scorer

PRIOR = "prior"
COLUMNS = ("comparison", "level", "m", "u", "weight", "sentence")
HEAD = """\
# What each level of agreement between two claims counts, in log-odds to the base 2, and why in words.
# m: how often the level is seen among pairs of one happening; u: among other pairs of one block. A weight is near log2(m / u),
# less what other comparisons have counted already, held to -8 … 8. The row "prior" counts before anything is compared.
# Empty m and u: the simulation shows no such pair, and the weight is the one that was reasoned.
# Estimated from simulated reporting (python -m bench.linking estimate). CC0.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file."""

    comparison: str
    level: str
    m: float | None
    u: float | None
    weight: float
    sentence: str


class Weights:
    """The weights in force. ``score`` is the sum for two claims, by the ``scorer``; ``join`` gives it with its reasons."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self.prior = sum(row.weight for row in self.rows if row.comparison == PRIOR)
        table: dict[str, dict[str, float]] = {name: {UNKNOWN: 0.0} for name in COMPARISONS}
        for row in self.rows:
            if row.comparison != PRIOR:
                table[row.comparison][row.level] = row.weight
        self.scorer = Scorer(self.prior, table)
        self.score = self.scorer.score
        self._rows: Mapping[tuple[str, str], Row] = {(row.comparison, row.level): row for row in self.rows}

    def join(self, a: Gist, b: Gist) -> Join:
        """The same sum with one reason for each comparison that found something, the strongest first."""
        reasons = []
        for name, compare in COMPARISONS.items():
            level = compare(a, b)
            if level != UNKNOWN:
                row = self._rows[name, level]
                reasons.append(Reason(name, level, row.weight, row.sentence))
        reasons.sort(key=lambda reason: -abs(reason.weight))
        return Join(a.claim, b.claim, self.score(a, b), tuple(reasons))


def parse(text: str, where: str) -> Weights:
    """The weights of a CSV text. Raises `LexiconError` with every fault, each naming `where` and its line."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    skipped = len(text.splitlines()) - len(lines)
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise LexiconError([f"{where}: the columns must be {', '.join(COLUMNS)}"])
    faults: list[str] = []
    rows: list[Row] = []
    for raw in reader:
        at = f"{where}: line {reader.line_num + skipped}"
        if raw["comparison"] not in (*COMPARISONS, PRIOR):
            faults.append(f'{at}: unknown comparison "{raw["comparison"]}"{nearest(raw["comparison"], COMPARISONS)}')
            continue
        try:
            m, u = (float(raw[name]) if raw[name] else None for name in ("m", "u"))
            rows.append(Row(raw["comparison"], raw["level"], m, u, float(raw["weight"]), raw["sentence"]))
        except (TypeError, ValueError):
            faults.append(f"{at}: m, u and weight must be numbers")
    if faults:
        raise LexiconError(faults)
    return Weights(rows)


def write(rows: Iterable[Row]) -> str:
    """The rows as the text of a weights file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        m, u = ("" if value is None else f"{value:.4f}" for value in (row.m, row.u))
        writer.writerow((row.comparison, row.level, m, u, f"{row.weight:.2f}", row.sentence))
    return HEAD + out.getvalue()


@cache
def load() -> Weights:
    """The package's weights, read once."""
    text = files("reportedly.linking").joinpath("data", "weights.csv").read_text("utf-8")
    return parse(text, "linking/weights.csv")
