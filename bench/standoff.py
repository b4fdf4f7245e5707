"""Annotation of reports that are not ours to ship, kept apart from their texts: where its words stand, and no words.

``standoff.jsonl`` holds a line a report: its id, how many characters of it were annotated, a digest of them, whether the network has
learned from it, and its claims, with ``[start, end]`` in the text (``[start, end, "title"]`` in the title) in place of each quotation.
Whoever has the reports gets the annotation back in the format of the gold, to learn from it or to measure on it:

    python -m bench.standoff ARTICLES OUT [--held]      # the folder of reports as JSON Lines; with --held only those not learned from
    python -m bench.standoff --pack GOLD… [--learned]   # annotated documents, whose words are left out, to standard output
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_suffix(".jsonl")
_NAMES = ("actor", "target", "within", "said_by")
_WORDS = ("weapon", "label")
_PLAIN = ("type", "status", "hedged", "optional", "date", "killed", "injured", "captured")

Span = list[Any]


def packed(raw: Mapping[str, Any], *, learned: bool) -> dict[str, Any]:
    """An annotated document without its words. What a name's words cannot be found for is left out; a claim without trigger too."""
    claims = [claim for one in raw["claims"] if (claim := _packed(one, raw)) is not None]
    length = len(raw["text"])
    return {"id": raw["id"], "length": length, "digest": _digest(raw["text"]), "learned": learned, "claims": claims}


def _packed(claim: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any] | None:
    evidence = _find(claim["evidence"], raw)
    trigger = _find(claim["trigger"], raw, within=evidence) if evidence else None
    if evidence is None or trigger is None:
        return None
    out: dict[str, Any] = {"evidence": evidence, "trigger": trigger}
    out |= {name: claim[name] for name in _PLAIN if claim.get(name)}
    for name in (*_NAMES, "also"):
        if spans := [span for text in claim.get(name) or () if (span := _find(text, raw, near=evidence[0]))]:
            out[name] = spans
    for name in _WORDS:
        if claim.get(name) and (span := _find(claim[name], raw, near=evidence[0])):
            out[name] = span
    places = [(place, _find(place["text"], raw, near=evidence[0])) for place in claim.get("places") or ()]
    if found := [[span, place.get("relation"), place.get("distance_km")] for place, span in places if span]:
        out["places"] = found
    return out


def _find(text: str, raw: Mapping[str, Any], *, within: Span | None = None, near: int = 0) -> Span | None:
    """Where the words stand: in these bounds, else as near as can be in the text, else in the title; capitals and blanks may differ."""
    words = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
    if within is not None:
        where = raw["title"] if len(within) > 2 else raw["text"]
        hit = words.search(where, within[0], within[1])
        return [hit.start(), hit.end(), *within[2:]] if hit else None
    hits = list(words.finditer(raw["text"])) if text.strip() else []
    if hits:
        best = min(hits, key=lambda hit: abs(hit.start() - near))
        return [best.start(), best.end()]
    hit = words.search(raw.get("title") or "") if text.strip() else None
    return [hit.start(), hit.end(), "title"] if hit else None


def is_of(kept: Mapping[str, Any], article: Mapping[str, Any]) -> bool:
    """Whether the report's text is the one that was annotated."""
    return bool(_digest(article["text"][: kept["length"]]) == kept["digest"])


def unpacked(kept: Mapping[str, Any], article: Mapping[str, Any]) -> dict[str, Any]:
    """The annotated document again, of the report that it is of."""
    text = article["text"][: kept["length"]]
    title = article.get("title") or ""

    def words(span: Sequence[Any]) -> str:
        return (title if len(span) > 2 else text)[span[0] : span[1]]

    claims = []
    for claim in kept["claims"]:
        one: dict[str, Any] = {"status": "occurred", "hedged": False, "optional": False}
        one |= {name: claim[name] for name in _PLAIN if name in claim}
        one |= {name: words(claim[name]) for name in ("evidence", "trigger", *_WORDS) if name in claim}
        one |= {name: [words(span) for span in claim.get(name, ())] for name in (*_NAMES, "also")}
        one["places"] = [
            {"text": words(span), "lat": None, "lon": None, "relation": relation, "distance_km": distance}
            for span, relation, distance in claim.get("places", ())
        ]
        claims.append(one)
    facts = {name: article.get(name) for name in ("id", "title", "publisher", "original_source", "published")}
    return {**facts, "text": text, "claims": claims}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def restored(articles: Path, *, held: bool = False, kept: Path = KEPT) -> Iterator[dict[str, Any]]:
    """The annotated documents; `held`: only those that no network has learned from.

    Raises `ValueError` at the end, naming those whose reports do not lie in the folder as they were annotated.
    """
    lines = map(json.loads, kept.read_text("utf-8").splitlines())
    wanted = {one["id"]: one for one in lines if not (held and one["learned"])}
    for article in _articles(articles):
        found = wanted.get(article["id"])
        if found is not None and is_of(found, article):
            yield unpacked(wanted.pop(article["id"]), article)
    if wanted:
        raise ValueError(f"{len(wanted)} reports are not in {articles} as they were annotated, such as {min(wanted)}")


def _articles(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.standoff", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "paths", nargs="+", type=Path, help="the folder of reports and the folder to write to, or annotated documents"
    )
    parser.add_argument("--held", action="store_true", help="only those that no network has learned from")
    parser.add_argument("--pack", action="store_true", help="write the annotation of documents without their words")
    parser.add_argument(
        "--learned", action="store_true", help="with --pack: note that the network has learned from them"
    )
    given = parser.parse_args(arguments)
    if given.pack:
        _pack(given.paths, learned=given.learned)
        return
    articles, out = given.paths
    out.mkdir(parents=True, exist_ok=True)
    for raw in restored(articles, held=given.held):
        (out / f"{raw['id']}.json").write_text(json.dumps(raw, ensure_ascii=False, indent=1), "utf-8")


def _pack(paths: Iterable[Path], *, learned: bool) -> None:
    for path in paths:
        raw = json.loads(path.read_text("utf-8"))
        sys.stdout.write(json.dumps(packed(raw, learned=learned), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
