"""Documents come in, incidents change: linking in work proportional to what is new.

New claims are posted under their keys, compared with what stands beside them, and linked where the weights say so. Only
the groups that a new or a lost link touches are clustered again. The groups are a function of the claims: whatever the
order in which documents came, they end the same. Ids have a history: an incident keeps the id that its first claim gave
it, a merge has a survivor, a split leaves the id with the first claim.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from reportedly.incident_model import Changes, Judgement, Takeover
from reportedly.linking.blocking import PLAIN, WINDOW, keys
from reportedly.linking.clusters import SURE, clusters
from reportedly.linking.comparisons import is_hopeless
from reportedly.linking.echoes import takeovers_of
from reportedly.linking.gist import Gist, gists_of, vagueness
from reportedly.linking.kin import Kin
from reportedly.linking.kinds import kinds
from reportedly.linking.settling import settle
from reportedly.linking.store import Store, pair
from reportedly.linking.weights import Weights, load
from reportedly.model import Claim

_RELATION = kinds().relation


@dataclass(slots=True)
class Linker:
    """Links claims in a store. `kin` knows the parties; `weights` are the package's unless others are given."""

    store: Store
    kin: Kin
    weights: Weights = field(default_factory=load)
    _keys: dict[str, tuple[Gist, dict[int, int]]] = field(default_factory=dict, repr=False)

    def add(self, claims: Iterable[Claim]) -> Changes:
        """What these claims change. Claims that are known and unchanged change nothing."""
        claims = list(claims)
        new = {item.claim: item for item in gists_of(claims, self.kin)}
        known = self.store.gists(new)
        changed = [id_ for id_, old in known.items() if old != new[id_]]
        touched = self._take_out(changed)
        fresh = {id_: item for id_, item in new.items() if id_ not in known or id_ in touched}
        takeovers, parted = takeovers_of(
            (claim.document for claim in claims if claim.id in fresh), self.store, self.kin
        )
        under = {id_: self._under(item) for id_, item in fresh.items()}
        filled = self.store.post([(item, tuple(under[id_])) for id_, item in fresh.items()])
        crowded = {claim for key in filled for claim in self.store.everyone(key)} - fresh.keys()
        for id_, item in fresh.items():
            crowded |= self._link(item, under[id_]) - fresh.keys()
        touched |= fresh.keys() | self._recheck(crowded)
        return replace(self._changes(touched, takeovers), parted=tuple(parted))

    def remove(self, claims: Iterable[str]) -> Changes:
        """What it changes that these claims are no more, because their document was read anew or withdrawn."""
        claims = set(claims)
        touched = self._take_out(claims)
        return self._changes(touched, (), gone=claims)

    def judge(self, *judgements: Judgement) -> Changes:
        """What people's words change; the latest word on a pair counts, and one taken back counts no more.

        Only what hangs together with the claims of these words is clustered anew, once for all of them.
        """
        for judgement in judgements:
            self.store.judge(judgement)
        said = dict.fromkeys(pair(judgement.claim, judgement.other) for judgement in judgements)
        found = self.store.gists({claim for both in said for claim in both})
        both_there = [(a, b) for a, b in said if a in found and b in found]
        touched = {claim for both in both_there for claim in both}
        self.store.look(sorted(touched))
        taken_back = {claim for a, b in both_there if b not in self.store.judged(a) for claim in (a, b)}
        self.store.seek({key for claim in taken_back for key in keys(found[claim])})
        for a, b in both_there:
            self._judge(found[a], found[b])
        return self._changes(touched, ()) if touched else Changes()

    def _judge(self, one: Gist, other: Gist) -> None:
        """Links two claims, or does not, as the last word on them has it, or the weights where there is none."""
        a, b = one.claim, other.claim
        self.store.unlink(a, b)
        word = self.store.judged(a).get(b)
        if word is not None:
            if word:
                self.store.link(a, b, SURE)
        elif self._may_meet(one, other) and not is_hopeless(one, other):
            weight = self.weights.score(one, other)
            if weight > 0.0:
                self.store.link(a, b, weight)

    def candidates(
        self, item: Gist, under: dict[int, int] | None = None, beside: set[str] | None = None
    ) -> dict[str, Gist]:
        """The claims that this one is compared with: those that share a key, or stand beside it under a full one.

        `beside` takes up the ids of all that stand beside it under full keys, compared or not.
        """
        found: dict[str, Gist] = {}
        own = item.odd
        for key, sort in (under if under is not None else self._under(item)).items():
            full = self.store.is_full(key)
            ids: Collection[str] = self.store.beside(key, item, WINDOW) if full else self.store.members(key)
            if full and beside is not None:
                beside.update(ids)
            others = self.store.gists(id_ for id_ in ids if id_ not in found)
            if sort == PLAIN or own & sort:
                found.update(others)
            else:
                found.update((id_, other) for id_, other in others.items() if other.odd & sort)
        found.pop(item.claim, None)
        return found

    def _link(self, item: Gist, under: dict[int, int]) -> set[str]:
        """Links a posted claim; gives the claims beside it under full keys, some of which it parts from each other."""
        judged = self.store.judged(item.claim)
        score, relation = self.weights.score, _RELATION
        beside: set[str] = set()
        for id_, other in self.candidates(item, under, beside).items():
            if id_ in judged or (item.kind, other.kind) not in relation or is_hopeless(item, other):
                continue
            weight = score(item, other)
            if weight > 0.0:
                self.store.link(item.claim, id_, weight)
        for id_, same in judged.items():
            if same and self.store.gists((id_,)):
                self.store.link(item.claim, id_, SURE)
        return beside

    def _under(self, item: Gist) -> dict[int, int]:
        """The keys of a claim, which are asked for again and again."""
        found = self._keys.get(item.claim)
        if found is None or found[0] is not item:
            found = self._keys[item.claim] = item, keys(item)
        return found[1]

    def _recheck(self, claims: Iterable[str]) -> set[str]:
        """Drops links between claims that no longer stand beside each other; gives those that lost one."""
        lost: set[str] = set()
        claims = list(claims)
        self.store.look(claims)
        linked = {
            pair(claim, other) for claim in claims for other, weight in self.store.links(claim).items() if weight < SURE
        }
        gists = self.store.gists({claim for both in linked for claim in both})
        self.store.seek({key for a, b in linked for key in self._under(gists[a]).keys() & self._under(gists[b]).keys()})
        for a, b in linked:
            if not self._may_meet(gists[a], gists[b]):
                self.store.unlink(a, b)
                lost |= {a, b}
        return lost

    def _may_meet(self, a: Gist, b: Gist) -> bool:
        """Whether the two are candidates of each other, as the store stands."""
        shared = self._under(a).items() & self._under(b).items()
        either = a.odd | b.odd
        return any(
            not self.store.is_full(key) or b.claim in self.store.beside(key, a, WINDOW)
            for key, sort in shared
            if sort == PLAIN or either & sort
        )

    def _take_out(self, claims: Iterable[str]) -> set[str]:
        """Removes claims with their links; gives all whose surroundings changed by it, the removed among them."""
        touched: set[str] = set()
        beside: set[str] = set()
        for claim, item in self.store.gists(claims).items():
            touched.add(claim)
            under = self._under(item)
            for key in under:
                if self.store.is_full(key):
                    beside |= self.store.beside(key, item, WINDOW)
            for other in list(self.store.links(claim)):
                self.store.unlink(claim, other)
                touched.add(other)
            for key in self.store.unpost(item, tuple(under)):
                beside |= set(self.store.everyone(key))
        under_of = {claim: (item, self._under(item)) for claim, item in self.store.gists(beside).items()}
        self.store.seek({key for _, under in under_of.values() for key in under})
        for claim, (item, under_it) in under_of.items():
            self._link(item, under_it)
            touched.add(claim)
        return touched

    def _changes(
        self, touched: set[str], takeovers: Sequence[Takeover], gone: frozenset[str] | set[str] = frozenset()
    ) -> Changes:
        """Clusters anew what hangs together with the touched claims, and settles which incident is which."""
        groups: list[list[str]] = []
        for component in self._components(touched - gone):
            groups += self._cluster(component)
        put, ended, events = settle(groups, gone, self.store)
        self.store.keep(put, ended, events)
        return Changes(tuple(put), tuple(ended), tuple(events), tuple(takeovers))

    def _components(self, claims: Iterable[str]) -> Iterable[list[str]]:
        """What hangs together with the claims by links, each component once."""
        component_of: dict[str, str] = {}
        frontier = sorted(claims)
        seen = set(frontier)
        while frontier:
            self.store.look(frontier)
            beyond = {other for claim in frontier for other in self.store.links(claim)} - seen
            seen |= beyond
            frontier = list(beyond)
        for start in sorted(seen):
            if start in component_of:
                continue
            component, queue = [start], [start]
            component_of[start] = start
            while queue:
                for other in self.store.links(queue.pop()):
                    if other not in component_of:
                        component_of[other] = start
                        component.append(other)
                        queue.append(other)
            yield component

    def _cluster(self, component: list[str]) -> list[list[str]]:
        if len(component) == 1:
            return [component]
        links = [
            (weight, claim, other)
            for claim in component
            for other, weight in self.store.links(claim).items()
            if claim < other
        ]
        gists, score = self.store.gists(component), self.weights.score
        apart = {
            claim: [other for other, same in judged.items() if not same]
            for claim in component
            if (judged := self.store.judged(claim))
        }
        return clusters(
            component,
            links,
            lambda a, b: score(gists[a], gists[b]),
            apart,
            {},
            vague=lambda claim: vagueness(gists[claim]),
        )
