"""The rules hear cues, weigh signs, and satisfy the protocol of every classifier."""

from argmap.nlp.classifier import Classifier, Passage
from argmap.nlp.cues import after_opening
from argmap.nlp.models import models
from argmap.nlp.rules import ComponentRules, RelationRules, cues
from argmap.nlp.syntax import Cues, tokens


def component_score(text):
    return ComponentRules().classify([Passage(text=text)])[0]["component"]


def attack_score(text):
    return RelationRules().classify([Passage(text=text, above="The bridge is safe.")])[0]["attack"]


def test_cues_are_heard_in_any_case_and_with_curly_apostrophes():
    assert "denial" in cues("It ISN’T so")
    assert "agreement" in cues("Exactly!")
    assert cues("") == frozenset()


def test_phrases_match_whole_words_only():
    heard = Cues({"no": ["no"], "not": ["isn't", "not at all"]})
    assert heard.names("nobody knows, nothing at all") == frozenset()
    assert heard.names("It isn't; no.") == {"no", "not"}
    assert heard.names("not  at all") == frozenset()


def test_a_claim_scores_above_chatter():
    assert component_score("We should close the old bridge to cars.") > 0.6
    assert component_score("Thanks!") < 0.2
    assert component_score("Here is what they said:") < component_score("Here is what they said about all of us.")


def test_denial_scores_above_agreement():
    assert attack_score("That is wrong, it isn't safe.") > attack_score("Yes, I agree, it is safe.")


def test_scores_are_shares():
    for text in ("", "x", "Why should we not close it?", "http://example.org", "LOUD WORDS"):
        for scores in (
            *ComponentRules().classify([Passage(text=text)]),
            *RelationRules().classify([Passage(text=text)]),
        ):
            assert all(0 <= value <= 1 for value in scores.values())


def test_what_only_opens_a_sentence_is_measured():
    text = "But I think that the bridge is old."
    assert text[after_opening(text) :] == "the bridge is old."
    assert after_opening("But why?") == 0


def test_tokens_have_exact_places():
    text = "It's 3.5m, e.g. in U.S. courts."
    assert all(text[token.start : token.end] == token.text for token in tokens(text))


def test_the_slots_are_filled_by_name():
    slots = models(syntax="rules", components="rules", relations="rules")
    filled: list[Classifier] = [slots.components, slots.relations]
    assert [one.name for one in filled] == ["rules", "rules"]
