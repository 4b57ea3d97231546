"""A point is one neutral question in the words of the claim."""

from dataclasses import replace

import pytest

from argmap.discussion import Mark, MarkKind
from argmap.disputes import disputes
from argmap.disputes.asked import question
from argmap.disputes.faults import lacks
from argmap.nlp.syntax import load_syntax
from tests.builders import component, map_of, post, relation

SYNTAX = load_syntax()


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("A minority stake can escape review.", "Can a minority stake escape review?"),
        ("The Queen is neutral", "Is the Queen neutral?"),
        ("SXG keys were stolen in 2019", "Were SXG keys stolen in 2019?"),
        ("the mayor wrote a letter", "Did the mayor write a letter?"),
        ("the bridge isn't safe", "Is it true that the bridge isn't safe?"),
        ("I can do this now", "Is ana right: “I can do this now”?"),
        ("isn't the bridge older than the mill", "Isn't the bridge older than the mill?"),
        ("what the council says is irrelevant", "Is what the council says irrelevant?"),
        ("doesn't mean that the bridge is safe", "Disputed: “Doesn't mean that the bridge is safe”"),
        ("Let the old mill burn", "Disputed: “Let the old mill burn”"),
        (
            "that is the law and it hangs in every station",
            "Disputed: “That is the law and it hangs in every station”",
        ),
        ("i can do this now", "Is ana right: “I can do this now”?"),
        ("(the bridge isn't safe)", "Is it true that the bridge isn't safe?"),
        ("the &#8220;bridge&#8221; isn't safe", "Is it true that the “bridge” isn't safe?"),
        ("like I said, the bridge is safe", "Is ana right: “Like I said, the bridge is safe”?"),
        ("Think about it, the bridge would fall", "Disputed: “Think about it, the bridge would fall”"),
        ("Exactly, do not close the old bridge", "Disputed: “Exactly, do not close the old bridge”"),
        ("someone approaching the old bridge", "Disputed: “Someone approaching the old bridge”"),
        ("Top notch journalism there", "Disputed: “Top notch journalism there”"),
    ],
)
def test_a_claim_becomes_a_question(claim, wanted):
    assert question(claim, next(SYNTAX.parse([claim])), author="ana") == wanted


@pytest.mark.parametrize(
    "claim",
    [
        "can you name one stake that was undone",
        "Which town has no bridge",
        "If they were mills, which law says that they have to be closed",
        "Is it true that the mill was sold",
    ],
)
def test_what_was_asked_stays_as_it_was_asked(claim):
    assert question(claim, next(SYNTAX.parse([claim])), asked=True) == f"{claim[0].upper()}{claim[1:]}?"


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("the miller waters his beer, he is a cheat", "Disputed: “The miller waters his beer, he is a cheat”"),
        ("The price of the old trams are too high", "Is it true that the price of the old trams are too high?"),
        ("A number of bridges are unsafe", "Are a number of bridges unsafe?"),
        (
            "this bridge is one of the oldest but may be the only safe one",
            "Is it true that this bridge is one of the oldest but may be the only safe one?",
        ),
        ("old trams are slow and new buses are cheap", "Is it true that old trams are slow and new buses are cheap?"),
        ("late trains are common", "Are late trains common?"),
        ("some mills may burn", "Is it true that some mills may burn?"),
        ("question: is the bridge safe", "Is the bridge safe?"),
        ("the mayor said “close it”, again", "Did the mayor say “close it”, again?"),
    ],
)
def test_only_one_clean_clause_is_turned(claim, wanted):
    assert question(claim, next(SYNTAX.parse([claim]))) == wanted


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        ("the council closed the mill", "Did the council close the mill?"),
        ("you stole a boat", "Did you steal a boat?"),
        ("the trams passed the mill", "Did the trams pass the mill?"),
        ("the paper argued for trams", "Did the paper argue for trams?"),
    ],
)
def test_a_verb_is_asked_for_in_its_base(claim, wanted):
    assert question(claim, next(SYNTAX.parse([claim])), asked=True) == wanted


def test_what_was_asked_in_quotation_marks_is_asked_without_them():
    said = '"Are mills not supposed to be kept by a miller?"'
    assert line(said, said)[0].point == "Are mills not supposed to be kept by a miller?"


def test_an_address_is_no_name():
    read = next(SYNTAX.parse(["I built it"]))
    assert question("I built it", read, author="ana@town.example (Ana Lee)") == "Is Ana Lee right: “I built it”?"
    assert question("I built it", read, author="Ana Lee <ana@town.example>") == "Is Ana Lee right: “I built it”?"
    assert question("I built it", read, author="ana@town.example") == "Is ana right: “I built it”?"


def test_what_only_opens_is_left_out():
    found = line("Sorry, but the old bridge was sold in May.", "Sorry, but the old bridge was sold in May.")
    assert found[0].point == "Was the old bridge sold in May?"
    for opening in ("To be sure,", "Rather", "Also,", "Indeed,", "By the way"):
        said = f"{opening} the old bridge was sold in May."
        assert line(said, said)[0].point == "Was the old bridge sold in May?"


def test_a_long_claim_has_more_room_in_its_point_than_in_its_label():
    text = (
        "The old bridge over the Harlow carries more than ten thousand cars a day in both directions and is at its end"
    )
    first, second = post("p1", text), post("p2", "No, it is not at its end.", reply_to="p1")
    claim, denial = component(first, text, canonical="The old bridge carries cars"), component(second, second.text)
    made = disputes(map_of([first, second], [claim, denial], [relation(denial, claim, "attack")]), SYNTAX)
    assert made.disputes[0].point == f"Is it true that t{text[1:]}?"


def test_a_claim_that_is_too_wide_loses_clauses_at_its_end_and_no_words_within():
    text = (
        "The old bridge over the Harlow carries more than ten thousand cars a day in both directions, and the council "
        "of the town has said for many years that it is safe"
    )
    found = line(text, text)
    assert found[0].point == (
        "Does the old bridge over the Harlow carry more than ten thousand cars a day in both directions?"
    )


def test_a_condition_at_the_end_of_a_wide_claim_stays():
    text = (
        "The old bridge over the Harlow can carry more than ten thousand cars a day in both directions, "
        "if the council of the town repairs both piers in May"
    )
    assert "if the council of the town repairs both piers in May" in line(text, text)[0].point


def test_no_claim_is_wider_than_a_reader_takes_in_at_once():
    loved = "bridge road mill street school council harbour market station tower garden library".split()
    claim = " ".join(f"we love our {thing}" for thing in loved)
    point = line(claim, claim)[0].point
    assert len(point.split()) == 27
    assert point.startswith("Disputed: “We love our bridge we love our road ")
    assert point.endswith("…”")


def test_just_because_stays_whole():
    said = "Just because the bridge is old does not make it unsafe."
    assert "ust because the bridge is old" in line(said, said)[0].point


def test_which_becomes_these_where_its_verb_speaks_of_several():
    text = "The town has two mills, which are a product of the war."
    found = line(text, "which are a product of the war.")
    assert found[0].point == "“The town has two mills”: are these a product of the war?"


def line(text, said, *, author="ana"):
    first, second = (
        post("p1", text, author=author),
        post("p2", "No, that is wrong about it.", reply_to="p1", author="ben"),
    )
    claim, denial = component(first, said), component(second, second.text)
    return disputes(map_of([first, second], [claim, denial], [relation(denial, claim, "attack")]), SYNTAX).disputes


def test_a_pronoun_comes_with_what_stands_before_it():
    found = line("The mayors wrote a plan. They closed the old bridge.", "They closed the old bridge.")
    assert found[0].point == "“The mayors wrote a plan”: did they close the old bridge?"
    found = line("The mayors wrote a plan, and they closed the old bridge.", "they closed the old bridge.")
    assert found[0].point == "“The mayors wrote a plan”: did they close the old bridge?"


def test_what_points_away_within_a_claim_comes_with_what_stands_before_it():
    text = "The council pays for the repair of old bridges. The mayor has no say over that."
    assert line(text, "The mayor has no say over that.")[0].point == (
        "“The council pays for the repair of old bridges”: is it true that the mayor has no say over that?"
    )


def test_a_question_before_a_claim_keeps_its_sign():
    text = "Who pays for the repair of old bridges? Most of their piers are rotten."
    assert line(text, "Most of their piers are rotten.")[0].point == (
        "“Who pays for the repair of old bridges?”: are most of their piers rotten?"
    )


def test_what_stands_further_before_names_people_but_is_not_this():
    text = "The mayors wrote a plan. It rained. {} cost the town a mill."
    assert "The mayors wrote a plan" in line(text.format("They"), "They cost the town a mill.")[0].point
    assert "The mayors wrote a plan" not in line(text.format("This"), "This cost the town a mill.")[0].point


def test_another_paragraph_names_nothing_unless_it_is_quoted_to_be_answered():
    said = "The mayor has no say over that."
    rule = "The council pays for the repair of old bridges."
    assert line(f"{rule}\n\n{said}", said)[0].point == "Is it true that the mayor has no say over that?"
    assert line(f"> {rule}\n\n{said}", said)[0].point.endswith("is it true that the mayor has no say over that?")


def quoting(words, said):
    first, second, third = (
        post("p1", words, author="ana"),
        replace(
            post("p2", f"{words}\n{said}", author="ben", reply_to="p1"),
            marks=(Mark(start=0, end=len(words), kind=MarkKind.QUOTE),),
        ),
        post("p3", "No, that is wrong about it.", author="cyd", reply_to="p2"),
    )
    claim, denial = component(second, said), component(third, third.text)
    made = disputes(map_of([first, second, third], [claim, denial], [relation(denial, claim, "attack")]), SYNTAX)
    return made.disputes[0].point


def test_what_was_quoted_is_what_a_claim_replies_to_and_not_its_own_words():
    assert quoting("The council pays for old bridges.", "I believe that this costs too much.") == (
        "In reply to “The council pays for old bridges”: does this cost too much?"
    )
    assert quoting("The council pays for old bridges.", "Only for the two in the valley.") == (
        "Disputed, in reply to “The council pays for old bridges”: “Only for the two in the valley”"
    )


def test_two_sentences_stand_before_a_claim_where_one_is_not_enough():
    text = "The mayors bought a boat. They sold it in May. This was a loss for the town."
    assert line(text, "This was a loss for the town.")[0].point == (
        "“The mayors bought a boat. They sold it in May”: was this a loss for the town?"
    )


def test_what_stands_before_in_its_sentence_is_said_only_where_it_parts_there():
    text = "The mayors wrote a plan. I know if the mill goes (as it will) they lose a friend."
    assert "mill goes" not in line(text, "they lose a friend.")[0].point


def test_an_order_says_what_this_is():
    found = line(
        "Close the old bridge in May. This saves the town a lot of money.", "This saves the town a lot of money."
    )
    assert found[0].point == "“Close the old bridge in May”: does this save the town a lot of money?"


def test_a_fragment_comes_with_the_last_clause_before_it():
    text = (
        "The plan of the council, which took a year to write, is here now, and everybody in the valley has read it "
        "more than once, but the costs of a new wheel are low; mostly a new roof."
    )
    assert line(text, "mostly a new roof.")[0].point == "Are the costs of a new wheel low; mostly a new roof?"


def test_a_bracket_that_never_closes_opens_nothing():
    text = "The old bridge is safe (how many bridges does the town have?)"
    assert line(text, "The old bridge is safe (how many bridges does")[0].point == "Is the old bridge safe?"


def test_a_claim_is_said_whole_where_its_beginning_says_nothing():
    said = (
        "When towns are in such bad shape that they cannot keep a mill from one winter to the next and take money "
        "from anybody who has a bag of it, you know that something is going wrong there."
    )
    assert line(said, said)[0].point.endswith("you know that something is going wrong there”")


def test_a_claim_of_few_words_comes_with_the_short_post_above_it():
    first, second, third = (
        post("p1", "The old bridge should be closed in May.", author="ana"),
        post("p2", "The valley loves it.", author="ben", reply_to="p1"),
        post("p3", "Everybody in the valley cares about the bridge.", author="cyd", reply_to="p2"),
    )
    claim, denial = component(second, second.text), component(third, third.text)
    made = disputes(map_of([first, second, third], [claim, denial], [relation(denial, claim, "attack")]), SYNTAX)
    assert made.disputes[0].point == "In reply to “The old bridge should be closed in May”: does the valley love it?"


def test_a_fragment_comes_with_the_question_that_it_answers():
    said = "Somebody who repairs bridges and mills."
    assert line(f"Whom do we want as a mayor? {said}", said)[0].point == (
        f"Disputed: “Whom do we want as a mayor? {said[:-1]}”"
    )


def test_a_few_words_between_say_nothing_of_what_is_meant():
    said = "That makes a new mill likely."
    assert line(f"The town sells more flour than ever. (I think!) {said}", said)[0].point == (
        f"Disputed: “The town sells more flour than ever. {said[:-1]}”"
    )


def test_what_stands_before_is_said_in_its_own_words_where_there_is_room():
    text = "The council doesn't want to connect either the old or the new pier. That is a bad plan for the town."
    assert line(text, "That is a bad plan for the town.")[0].point == f"Disputed: “{text[:-1]}”"


@pytest.mark.parametrize("opening", ["Please note that", "Keep in mind that", "EDIT:", "FYI:"])
def test_what_only_asks_to_listen_is_left_out(opening):
    said = f"{opening} the old bridge was sold in May."
    assert line(said, said)[0].point == "Was the old bridge sold in May?"


def test_the_number_of_an_item_is_left_out():
    said = "12. Old bridges were sold in May."
    assert line(said, said)[0].point == "Were old bridges sold in May?"


def test_a_condition_is_not_left_out_with_what_somebody_would_say():
    said = "When somebody burns the old mill then I'd say you are right about the town."
    assert "hen somebody burns the old mill" in line(said, said)[0].point


def test_what_opens_a_bracket_and_capitals_stay_readable_beside_each_other():
    text = "(However, the council has closed the mills. ID cards tell that this was wrong."
    assert line(text, "ID cards tell that this was wrong.")[0].point == (
        "“The council has closed the mills”: is it true that ID cards tell that this was wrong?"
    )


def test_what_only_announces_more_comes_later():
    assert (
        line("The council proposes to close mills:", "The council proposes to close mills:")[0].parts["unclear"] == 1.0
    )


@pytest.mark.parametrize("said", ["The mayor never read your letter.", "The bridges here are made of wood."])
def test_what_points_to_who_is_spoken_to_or_where_comes_later(said):
    assert line(said, said, author=None)[0].parts["unclear"] == 1.0


def test_a_number_is_not_left_out():
    said = "The old mill (built in 1800) burned down."
    assert line(said, said)[0].point == "Did the old mill burn down?"
    assert "1 more" in line("1 more has a vague rule for mills.", "1 more has a vague rule for mills.")[0].point


def test_how_something_came_about_is_told_by_somebody():
    text = "I am moved by how a poor miller becomes the mayor of a town."
    assert line(text, "how a poor miller becomes the mayor of a town.")[0].point.startswith("Is ana right: “I am moved")


def test_this_analogy_is_what_ends_the_paragraph_above():
    rule, said = "A mill is like a school for the town.", "The council knows that this analogy is not valid."
    assert "A mill is like a school for the town" in line(f"{rule}\n\n{said}", said)[0].point


def test_a_fragment_comes_with_the_sentence_that_it_goes_on():
    text = "The council fears that the old mill will burn. Mostly because of the dry hay."
    assert line(text, "Mostly because of the dry hay.")[0].point == f"Disputed: “{text[:-1]}”"


def test_a_list_that_was_cut_is_read_with_the_rest_of_its_sentence():
    text = "The plans we have close the bridge, repair the mill and save a lot of money."
    assert "save a lot of money" in line(text, "The plans we have close the bridge, repair the mill")[0].point


def test_a_claim_cut_within_a_phrase_is_read_with_its_sentence():
    text = "If it rains in May, this old stone mill would go right down the river."
    assert "this old stone mill" in line(text, "stone mill would go right down the river.")[0].point


@pytest.mark.parametrize(
    ("said", "cut"),
    [
        ("The council says that all mills should", True),
        ("Either the council closes the mill", True),
        ("The council has a rule concerning", True),
        ("The reason the mill burned down is", True),
        ("The council says that all mills should burn", False),
        ("Either the council or the mayor closes the mill", False),
    ],
)
def test_what_was_cut_off_lacks_its_end(said, cut):
    assert lacks(next(SYNTAX.parse([said]))) is cut


def test_a_claim_keeps_its_end():
    text = (
        "In Norland, and I think the same holds for Sudland, only some of the bridges carry lorries, so make sure the "
        "lorry can be driven to another town."
    )
    assert (
        line(text, "make sure the lorry can be driven to another town.")[0]
        .point.rstrip("”?")
        .endswith("can be driven to another town")
    )


def test_emphasis_is_read_aloud_without_its_signs():
    assert line("The bridge **must** carry _all_ lorries.", "The bridge **must** carry _all_ lorries.")[0].point == (
        "Must the bridge carry all lorries?"
    )


def test_a_subject_that_is_a_long_clause_stays_before_its_verb():
    said = "What the plan of the council appears to be missing is a way to pay."
    assert line(said, said)[0].point == f"Is it true that w{said[1:-1]}?"


def test_a_pronoun_comes_with_all_of_a_short_sentence_that_cannot_be_said_in_fewer_words():
    whole = "The mayors, the millers and all of their old friends in the valley could have chosen to repair the bridge"
    found = line(f"{whole}. They have no money for a new bridge.", "They have no money for a new bridge.")
    assert found[0].point == f"“{whole}”: is it true that they have no money for a new bridge?"


def test_what_the_thread_writes_with_a_capital_keeps_it_in_a_question():
    asked = "Does {} law forbid the old mill?"
    said = "Norlandic law forbids the old mill."
    assert line(f"We know that Norlandic mills are loud. {said}", said)[0].point == asked.format("Norlandic")
    assert line(f"We know that norlandic mills are loud. {said}", said)[0].point == asked.format("norlandic")


def test_a_pronoun_stays_alone_where_nothing_before_it_can_be_meant():
    assert line("It rained. They closed the old bridge.", "They closed the old bridge.")[0].point == (
        "Disputed: “They closed the old bridge”"
    )


def test_a_pronoun_comes_with_the_end_of_a_long_sentence_before_it():
    text = (
        "After three winters of meetings, letters, petitions and a long march over the hills, everybody in the "
        "valley knew that the council had closed both of its old mills. That was a bad decision for the town."
    )
    assert line(text, "That was a bad decision for the town.")[0].point == (
        "Disputed: “…the council had closed both of its old mills. That was a bad decision for the town”"
    )


def test_a_pronoun_comes_with_what_its_claim_answers():
    first = post("p1", "The old bridges carry no lorries.", author="ana")
    second = post("p2", "They carry nothing at all by night.", reply_to="p1", author="ben")
    third = post("p3", "Nobody has looked by night, ben.", reply_to="p2", author="cyd")
    said = [component(one, one.text) for one in (first, second, third)]
    links = [relation(said[1], said[0], "support"), relation(said[2], said[1], "attack")]
    lines = [d.point for d in disputes(map_of([first, second, third], said, links), SYNTAX).disputes]
    assert (
        "In reply to “The old bridges carry no lorries”: is it true that they carry nothing at all by night?" in lines
    )


def test_whom_a_claim_speaks_to_is_left_out_and_what_they_are_told_is_said_by_somebody():
    found = line("ben: the old bridge is closed.", "ben: the old bridge is closed.")
    assert found[0].point == "Is the old bridge closed?"
    found = line("You closed the old bridge.", "You closed the old bridge.")
    assert found[0].point == "Is ana right: “You closed the old bridge”?"


def told(said, *, sure=None):
    first, second, third = (
        post("p1", "The mill is old.", author="cyd"),
        replace(post("p2", said, author="ana", reply_to="p1"), reply_confidence=sure),
        post("p3", "No, that is wrong about it.", author="ben", reply_to="p2"),
    )
    claim, denial = component(second, said), component(third, third.text)
    made = disputes(map_of([first, second, third], [claim, denial], [relation(denial, claim, "attack")]), SYNTAX)
    return made.disputes[0].point


def test_what_is_said_to_somebody_names_them_where_the_reply_is_sure():
    said = "Your plan for the mill is bad."
    assert told(said) == "Is ana right to tell cyd: “Your plan for the mill is bad”?"
    assert told(said, sure=0.9) == "Is ana right to tell cyd: “Your plan for the mill is bad”?"
    assert told(said, sure=0.4) == "Is ana right: “Your plan for the mill is bad”?"


def test_what_is_anybodys_is_told_to_nobody():
    assert told("If your mill burns, the town pays.") == "Is it true that if your mill burns, the town pays?"
    assert told("You choose your own mill.") == "Do you choose your own mill?"
    assert told("You need a boat to cross the river.") == "Do you need a boat to cross the river?"
    assert told("You think that mills are safe.") == "Is ana right to tell cyd: “You think that mills are safe”?"


def test_this_is_what_ends_the_paragraph_above_where_the_claim_begins_one():
    rule, said = "The mayor closed the old mill.", "That was a bad decision for the town."
    assert line(f"{rule}\n\n{said}", said)[0].point == f"Disputed: “{rule} {said[:-1]}”"


def test_who_they_are_may_stand_in_the_paragraph_above():
    said = "They have many friends in this town."
    assert line(f"The millers want to close the bridge.\n\n{said}", said)[0].point == (
        "“The millers want to close the bridge”: do they have many friends in this town?"
    )


def test_a_question_without_a_subject_says_what_this_is():
    said = "This smacks of a plan to close the bridge."
    assert line(f"Why remove all of its signs? {said}", said)[0].point.startswith("“Why remove all of its signs?”: ")


def test_a_mill_of_the_paragraph_above_is_this_mill():
    said = "The council cannot close this mill."
    assert line(f"The old mill feeds the town.\n\n{said}", said)[0].point.startswith("“The old mill feeds the town”: ")
    assert "feeds" not in line(f"The old farm feeds the town.\n\n{said}", said)[0].point


def test_a_denial_is_never_cut_after_its_not():
    text = "People drive because the bus is slow, not because it costs two crowns."
    assert line(text, "People drive because the bus is slow, not")[0].point == f"Is it true that p{text[1:-1]}?"


def test_what_begins_with_a_pronoun_itself_explains_none():
    text = "The radio says that Norland pays for old guns. They ran out of money in a day. They want more."
    assert "The radio says that Norland pays for old guns" in line(text, "They want more.")[0].point


def test_a_fragment_is_read_with_the_rest_of_its_sentence():
    text = "The old bridge is closed because of these people having their way."
    assert line(text, "of these people having their way")[0].point == (
        "Is the old bridge closed because of these people having their way?"
    )


def test_without_a_parse_it_stays_in_the_words_of_the_claim():
    assert question("trams are cheap", ()) == "Trams are cheap?"
