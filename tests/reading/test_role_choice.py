"""Which phrases fill the two roles of an event, chosen together."""

from __future__ import annotations

from typing import Any, cast

from reportedly.lexicon import triggers
from reportedly.lexicon.parties import Register
from reportedly.model import ClaimType, Document
from reportedly.reading import building
from reportedly.reading.linear import Scorer, Scores
from reportedly.reading.parse import parse_sentences
from reportedly.reading.parties import Named, Parties
from reportedly.reading.parts import Candidate, Draft, Phrase, Unit
from reportedly.reading.role_choice import LOOSE, SIDE, SURE, Filled, fill
from reportedly.reading.roles import Case
from reportedly.reading.sentences import Sentence

WEIGHTS = {"sure": 3.0, "likely": 0.5, "maybe": -1.0, "barely": -1.2, "hardly": -1.4, "no": -4.0}


def _scores() -> Scores:
    """Scorers that read how likely a phrase is either from its signs: "actor sure", "target no"."""
    return Scores(
        {
            role: Scorer(role, {f"{role} {sign}": weight for sign, weight in WEIGHTS.items()})
            for role in ("actor", "target")
        }
    )


def _heads(filled: Filled) -> tuple[list[str], list[str]]:
    return [phrase.head.text for phrase in filled.actor], [phrase.head.text for phrase in filled.target]


def _units(*texts: str) -> list[Unit]:
    docs = parse_sentences(texts)
    return [
        Unit(Sentence(at, 0, len(text), text, 0), doc) for at, (text, doc) in enumerate(zip(texts, docs, strict=True))
    ]


def _case(units: list[Unit], unit: int, word: str, relation: str, *signs: str) -> Case:
    doc = units[unit].doc
    assert doc is not None
    token = next(token for token in doc if token.text == word)
    phrase = Phrase(unit, token.idx, token.idx + len(token), token, "party")
    return Case(phrase, relation, "actor", signs)


def test_a_party_near_the_clause_stands_beside_its_own_only_where_it_is_likelier() -> None:
    assert LOOSE > SURE
    units = _units("Karum shelled Ardal, helped by Belan and Torva.")
    cases = [
        _case(units, 0, "Karum", "subject", "sure"),
        _case(units, 0, "Belan", "near.after", "likely"),
        _case(units, 0, "Torva", "near.after", "hardly"),
    ]
    weights = {"sure": 3.0, "likely": 0.5, "hardly": -0.2}
    actor, target = _heads(
        fill(cases, Scores({"actor": Scorer("actor", weights), "target": Scorer("target", {})}), units)
    )
    assert actor == ["Karum", "Belan"]
    assert target == ["Torva"]


def test_another_sentence_fills_a_role_only_where_its_own_leaves_it_empty() -> None:
    units = _units("Belan attacked on Monday.", "Karum shelled Ardal.")
    own = _case(units, 1, "Karum", "subject", "sure")
    other = _case(units, 0, "Belan", "carried.actor.same", "sure", "elsewhere")
    scores = Scores({"actor": Scorer("actor", {"sure": 3.0}), "target": Scorer("target", {"sure": -3.0})})
    assert [phrase.head.text for phrase in fill([own, other], scores, units)[0]] == ["Karum"]
    assert [phrase.head.text for phrase in fill([other], scores, units)[0]] == ["Belan"]


def test_whoever_is_named_beside_one_that_fills_a_role_fills_it_too() -> None:
    units = _units("Schools and mosques were hit near Ardal.")
    cases = [
        _case(units, 0, "Schools", "pointed.target", "target likely", "actor no"),
        _case(units, 0, "mosques", "pointed.target", "target hardly", "actor no"),
    ]
    assert _heads(fill(cases, _scores(), units)) == ([], ["Schools", "mosques"])


def test_a_name_that_surely_acts_is_not_carried_over_as_the_target() -> None:
    units = _units("Karum was hit on Monday.", "Karum shelled Ardal.")
    units[0].party_at[0] = units[1].party_at[0] = Named(0, 5, "Karum", None)
    own = _case(units, 1, "Karum", "subject", "actor sure", "target no")
    before = _case(units, 0, "Karum", "carried.target.same", "target likely", "actor no", "elsewhere")
    assert _heads(fill([own, before], _scores(), units)) == (["Karum"], [])
    inside = before._replace(phrase=own.phrase._replace(unit=0), relation="object")
    assert _heads(fill([own, inside], _scores(), units)) == (["Karum"], ["Karum"])


def test_a_state_and_its_army_are_one_side() -> None:
    units = _units("Karum lost ten men on Monday.", "The army shelled Ardal.")
    units[0].party_at[0] = Named(0, 5, "Karum", "state:KA")
    units[1].party_at[1] = Named(4, 8, "Karum Army", "force:KA:army")
    own = _case(units, 1, "army", "subject", "actor sure", "target no")
    before = _case(units, 0, "Karum", "carried.target.same", "target likely", "actor no", "elsewhere")
    assert _heads(fill([own, before], _scores(), units)) == (["army"], [])


def test_a_fight_has_another_side_where_somebody_else_is_told_of() -> None:
    units = _units("Belan had come from the north.", "Karum fought on near Ardal.")
    own = _case(units, 1, "Karum", "subject", "actor sure", "target no")
    again = _case(units, 1, "Karum", "near.before", "actor maybe", "target hardly")
    other = _case(units, 0, "Belan", "previous", "actor maybe", "target hardly", "elsewhere")
    assert SIDE < 0.5
    cases = [own, again, other]
    assert _heads(fill(cases, _scores(), units, ClaimType.ARMED_CLASH)) == (["Karum"], ["Belan"])
    assert _heads(fill(cases, _scores(), units, ClaimType.SHELLING)) == (["Karum"], [])


def test_whose_loss_it_is_by_grammar_is_the_target_whatever_else_is_likelier() -> None:
    units = _units("Karum fought Ardal.", "Its army lost twelve men.")
    lost = _case(units, 1, "army", "subject", "actor sure", "target hardly")._replace(expected="target")
    cases = [lost, _case(units, 0, "Ardal", "carried.target.other", "actor no", "target sure")]
    assert _heads(fill(cases, _scores(), units, ClaimType.CASUALTIES)) == ([], ["army"])
    assert _heads(fill(cases, _scores(), units, ClaimType.DETENTION)) == (["army"], ["Ardal"])


def test_to_whom_a_town_fell_is_not_from_whom_it_was_taken() -> None:
    units = _units("Ardal fell to Karum.")
    case = _case(units, 0, "Karum", "to", "actor likely", "target sure")
    assert _heads(fill([case], _scores(), units, ClaimType.TERRITORY_GAIN)) == (["Karum"], [])


def test_to_whom_a_town_fell_is_the_actor_whoever_else_is_likelier() -> None:
    units = _units("Belan stormed Dara.", "Ardal fell to Karum.")
    before = _case(units, 0, "Belan", "previous", "actor sure", "target no")
    fell = _case(units, 1, "Karum", "to", "actor maybe", "target no")
    assert _heads(fill([before, fell], _scores(), units, ClaimType.TERRITORY_GAIN)) == (["Karum"], [])
    sent = fell._replace(expected="none")  # "sent troops to Karum"
    assert _heads(fill([before, sent], _scores(), units, ClaimType.DEPLOYMENT)) == (["Belan"], [])


def test_where_nobody_is_sure_the_subject_is_heard_before_who_was_told_of_before() -> None:
    units = _units("Belan stormed Dara.", "Karum left Ardal.")
    before = _case(units, 0, "Belan", "previous", "actor maybe", "target no")
    left = _case(units, 1, "Karum", "subject.pronoun", "actor barely", "target no")
    assert _heads(fill([before, left], _scores(), units, ClaimType.WITHDRAWAL)) == (["Karum"], [])
    surer = _case(units, 0, "Belan", "previous", "actor sure", "target no")
    assert _heads(fill([surer, left], _scores(), units, ClaimType.WITHDRAWAL)) == (["Belan"], [])


def test_who_admits_a_loss_did_not_cause_it() -> None:
    units = _units("Karum acknowledged the loss of eleven men.")
    told = _case(units, 0, "Karum", "object.via.subject", "actor sure", "target no")
    assert _heads(fill([told], _scores(), units, ClaimType.CASUALTIES)) == (["Karum"], [])
    assert _heads(fill([told._replace(admits=True)], _scores(), units, ClaimType.CASUALTIES)) == ([], [])


def test_how_sure_the_actor_is_goes_with_it() -> None:
    units = _units("Karum shelled Ardal.")
    assert fill([_case(units, 0, "Karum", "subject", "actor sure", "target no")], _scores(), units).sure > 0.9
    assert fill([], _scores(), units).sure == 0.0


def test_a_word_that_hardly_tells_an_event_is_no_evidence_beside_one_that_surely_does() -> None:
    units = _units("Ardal fell to Karum after Belan had held it for three days.")
    doc = units[0].doc
    assert doc is not None
    lexicon = triggers.load()
    entry = lexicon.triggers[0]

    def told(word: str, score: float, **slots: Any) -> Draft:
        head = next(token for token in doc if token.text == word)
        span = head.idx, head.idx + len(head)
        return Draft(Candidate(0, head, *span, ClaimType.TERRITORY_GAIN, entry, "entry", ()), score, **slots)

    target = (_case(units, 0, "Karum", "subject").phrase,)
    document = Document("d", units[0].sentence.text)
    parties = Parties(Register.load(), document.text, None)
    builder = building.Builder(document, units, parties, lexicon, "encoder")
    trigger = [
        builder.claim([told("fell", 0.9), told("held", held, target=target)]).trigger.text for held in (0.4, 0.8)
    ]
    assert trigger == ["fell", "held"]


def test_another_telling_names_the_actor_where_it_is_much_surer_and_somebody_else() -> None:
    units = _units("Troops entered Ardal.", "Karum took Ardal.")
    builder = building.Builder(cast(Any, None), units, cast(Any, None), triggers.load(), "encoder")
    troops, karum = (_case(units, at, word, "subject").phrase for at, word in ((0, "Troops"), (1, "Karum")))
    main = Draft(cast(Any, None), 0.9, actor=(troops,), sure=0.4)
    surer, hardly = (Draft(cast(Any, None), 0.9, actor=(karum,), sure=sure) for sure in (0.95, 0.6))
    assert builder._actor(main, [surer]) == (karum,)
    assert builder._actor(main, [hardly]) == (troops,)
    assert builder._actor(Draft(cast(Any, None), 0.9), [hardly]) == (karum,)
    units[0].party_at[0] = units[1].party_at[0] = Named(0, 5, "Karum", "force:KA:army")
    assert builder._actor(main, [surer]) == (troops,)


def test_who_does_something_else_in_a_relative_clause_does_not_act_beside_the_subject() -> None:
    units = _units("Karum shelled a hill that Belan holds.")
    subject = _case(units, 0, "Karum", "subject", "sure")
    other = _case(units, 0, "Belan", "near.after", "sure")._replace(other=True)
    scores = Scores({"actor": Scorer("actor", {"sure": 3.0}), "target": Scorer("target", {})})
    assert _heads(fill([subject, other], scores, units))[0] == ["Karum"]
    assert _heads(fill([other], scores, units))[0] == ["Belan"]
