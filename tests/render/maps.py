"""Maps for the tests of the page."""

from dataclasses import replace

from argmap.argument import ArgumentMap, Commitment, Status
from argmap.discussion import Discussion, Mark, MarkKind, ReplyEvidence
from tests.builders import component, discussion, dispute, map_of, post, relation

HOSTILE = "</script><img src=x onerror=\"document.title='ran'\"><svg onload=alert(1)>{{ 7*7 }}"


def ordinary():
    """Return a map with two disputes, an undercut of a step, a restatement, a quotation and a stray claim."""
    posts = [
        replace(post("p1", "Trams are cheap. They need few drivers.\nI like blue.", author="ana"), age="3 h ago"),
        post("p2", "Trams are not cheap at all. Rails cost a fortune.", author="ben", reply_to="p1"),
        post("p3", "Few drivers does not mean low cost. So trams cost a lot.", author="chi", reply_to="p1"),
        post("p4", "Rails last for decades.", author="ana", reply_to="p2"),
    ]
    cheap = component(posts[0], "Trams are cheap", canonical="trams are cheap to run")
    few = component(posts[0], "They need few drivers", kind="premise")
    blue = component(posts[0], "I like blue")
    dear = component(posts[1], "Trams are not cheap at all", canonical="trams are expensive")
    rails = component(posts[1], "Rails cost a fortune", kind="premise", confidence=0.4)
    beside = component(posts[2], "Few drivers does not mean low cost")
    lot = replace(component(posts[2], "trams cost a lot"), commitment=Commitment.HEDGED)
    last = component(posts[3], "Rails last for decades")
    supports = relation(few, cheap)
    relations = [
        supports, relation(dear, cheap, "attack", subtype="rebuttal"), relation(rails, dear),
        relation(beside, supports, "attack", subtype="undercut"), relation(lot, dear, subtype="restate"),
        relation(last, rails, "attack"),
    ]  # fmt: skip
    first = replace(
        dispute(1, [cheap], [dear, beside, lot]), point="Are trams cheap?", status=Status.OPEN,
        strongest_against=lot.id, unanswered=(lot.id,), last_word="chi",
    )  # fmt: skip
    second = replace(dispute(2, [rails], [last]), point="Do rails cost too much?")
    return map_of(posts, [cheap, few, blue, dear, rails, beside, lot, last], relations, [first, second])


def hostile():
    """Return a map where everything that comes from outside tries to be markup."""
    first = replace(
        post("p1", f"{HOSTILE} is a claim. ‮evil‬ שלום עולם, 👩‍🚀 done \ud800.", author=HOSTILE),
        age=HOSTILE, url="javascript:alert(1)",
    )  # fmt: skip
    link = Mark(start=0, end=9, kind=MarkKind.LINK, href="javascript:alert(2)")
    fine = Mark(start=12, end=16, kind=MarkKind.LINK, href="https://example.org/a?b='c'&d")
    first = replace(first, marks=(link,))
    second = replace(post("p2", f"No link. See here: {HOSTILE}", author="ben", reply_to="p1"), marks=(fine,))
    one = component(first, HOSTILE, canonical=f"{HOSTILE} " * 2, name=f"c'\"{HOSTILE}")
    two = component(second, HOSTILE, name="c2")
    hebrew = component(first, "שלום עולם", name="c3")
    against = relation(two, one, "attack")
    against = replace(against, evidence=(f"marker:{HOSTILE}",))
    point = replace(dispute(1, [one], [two]), point=HOSTILE, last_word=HOSTILE, authors_for=(HOSTILE,))
    made = map_of([first, second], [one, two, hebrew], [against], [point])
    return replace(made, discussions=(replace(made.discussions[0], title=HOSTILE, source="javascript:alert(3)"),))


def undisputed():
    """Return a map with claims and nothing against them, and an author who is not known."""
    posts = [post("p1", "Bread is good. It smells well.")]
    good, smells = component(posts[0], "Bread is good"), component(posts[0], "It smells well", kind="premise")
    return map_of(posts, [good, smells], [relation(smells, good)])


def doubtful():
    """Return a map in which one person may contradict another, and no point is disputed."""
    posts = [post("p1", "Bread is good.", author="ana"), post("p2", "It is hard.", author="ben", reply_to="p1")]
    good, hard = component(posts[0], "Bread is good"), component(posts[1], "It is hard")
    return map_of(posts, [good, hard], [relation(hard, good, "attack", confidence=0.1)])


def empty():
    """Return a map of a text in which nothing was found."""
    return map_of([post("p1", "Hello there", author="ana")])


def several():
    """Return a map of two discussions; the second holds a copied post and an inferred reply."""
    first = undisputed()
    again = replace(
        post("d2.p2", "Bread is good. It smells well.", author="eve", reply_to="d2.p1"),
        same_as="p1", reply_evidence=ReplyEvidence.WORDS,
    )  # fmt: skip
    second = Discussion(
        id="d2", title="Second", source="https://example.org/2", format="test",
        posts=(post("d2.p1", "What about cake", author="dan"), again),
    )  # fmt: skip
    return replace(first, discussions=(replace(first.discussions[0], title="First"), second))


def large(count: int) -> ArgumentMap:
    """Return a map of `count` claims, each of which answers an earlier one."""
    posts = [
        post(f"p{i}", f"Claim number {i} says that the matter is otherwise.", author=f"user{i % 9}",
             reply_to=f"p{(i - 1) // 3}" if i else None)
        for i in range(count)
    ]  # fmt: skip
    claims = [component(one, one.text[:-1], kind="claim" if i % 4 else "premise") for i, one in enumerate(posts)]
    links = [relation(claims[i], claims[(i - 1) // 3], "attack" if i % 2 else "support") for i in range(1, count)]
    return map_of(posts, claims, links, [dispute(1, claims[:1], claims[1:4])])


def shuffled(argument_map: ArgumentMap, name: str) -> ArgumentMap:
    """Return a map of one discussion with another id."""
    return replace(argument_map, discussions=(discussion(argument_map.discussions[0].posts, name=name),))
