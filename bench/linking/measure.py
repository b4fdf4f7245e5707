"""How well linking and voices agree with the truth of a simulated world."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.linking.world import Told, World
from reportedly.incident_model import Takeover
from reportedly.linking.kin import RegisterKin
from reportedly.linking.linker import Linker
from reportedly.linking.store import Memory
from reportedly.linking.weights import Weights, load
from reportedly.weighing.voices import voices


@dataclass(frozen=True)
class Figures:
    """B-cubed precision, recall and F1 over claims; the part of incidents whose voices are counted right."""

    claims: int
    incidents: int
    precision: float
    recall: float
    voices_right: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def b_cubed(found: Iterable[Sequence[str]], truth: Mapping[str, object]) -> tuple[float, float]:
    """Precision and recall after Bagga and Baldwin (1998): per claim, averaged over claims."""
    sizes = Counter(truth.values())
    precision = recall = 0.0
    for group in found:
        for value, many in Counter(truth[claim] for claim in group).items():
            precision += many * many / len(group)
            recall += many * many / sizes[value]
    return precision / len(truth), recall / len(truth)


def measure(world: World, weights: Weights | None = None) -> Figures:
    """The figures of linking a world's claims. Voices are counted within the true incidents: what is measured there is the counting alone."""
    told = list(world.told())
    store, kin = Memory(), RegisterKin()
    linker = Linker(store, kin, weights or load())
    taken = linker.add(one.claim for one in told).takeovers
    by_id = {one.claim.id: one for one in told}
    truth = {id_: one.incident for id_, one in by_id.items()}
    found = [incident.claims for incident in store.incidents()]
    precision, recall = b_cubed(found, truth)
    return Figures(len(told), len(set(truth.values())), precision, recall, _voices_right(told, kin, taken))


def _voices_right(told: Sequence[Told], kin: RegisterKin, taken: Sequence[Takeover]) -> float:
    """Of the true incidents, those in which as many voices are counted as there are."""
    groups: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        groups[one.incident].append(one)
    right = sum(
        len(voices([one.claim for one in group], kin, taken)) == len({one.voice for one in group})
        for group in groups.values()
    )
    return right / len(groups)
