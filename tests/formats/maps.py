"""Maps for the tests of the formats: hostile words, and every shape that a map may take."""

from dataclasses import replace

from hypothesis import strategies as st

from argmap.argument import (
    Alternative,
    ArgumentMap,
    Borrowed,
    Commitment,
    Generator,
    Kind,
    Relation,
    RelationKind,
    Review,
    Status,
    Subtype,
    Verdict,
)
from argmap.discussion import Discussion, Mark, MarkKind, Noise, NoiseKind, Post, ReplyEvidence
from tests.builders import component, dispute

HOSTILE = (
    "Minority stakes avoid review. The FTC reviews them too, so they don't.",
    "See http://a.b/c // and [1] <b> {x} #12.",
    "a < b and c > d & e",
    "snake_case_name *x y* `code` ~~gone~~",
    ":smile: 😀 👩‍🚀 𝔘𝔫𝔦",
    "======\n===\n----",
    "back\\slash \\n \\",
    "\"quoted\" 'single' “curly”",
    "line one\nline two\n\n\nline three",
    "tab\there\tand\x0bthere\x0c",
    "\u202eevil\u202c שלום עולם",
    "]]> --> */ */ /* <!-- -->",
    "alice : bob : (1) - + = @x",
    "=1+1",
    "-- dash",
    "@who said",
    "  spaces  ",
    "\u2028\u2029\x85 ends",
    "\ufeffbom \ufffe \uffff",
    "\x00\x01\x07\x1b[31m\x7f\x9f",
    '%% %s $x; "]; }',
    "#quot; &amp; &#60; \\u0041",
    "T1\tClaim 0 5\tx",
    "1. list\n- item\n> quote",
    "</script><img src=x onerror=alert(1)>",
    '{"schema": "argmap/1"}',
    "é e\u0301 ﬁ ß İ",
    "|a|b|",
    "'''",
    "\r\ncr\rlf",
)
_SIGN = st.sampled_from("ab .,\n\t\"'\\[]{}<>*_#/:@|~`=+-&;%()\r\x00\x0b\x85\u2028\u202e😀é")
WORDS = (
    st.sampled_from(HOSTILE)
    | st.text(_SIGN, min_size=1, max_size=30)
    | st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
)
NAMES = st.none() | st.just("") | st.sampled_from(("ana", "ben", "ana : ben", "unknown")) | WORDS
CHANCE = st.integers(0, 1000).map(lambda number: number / 1000)


@st.composite
def maps(draw) -> ArgumentMap:
    """Return maps of 1 to 3 discussions with anything in them that a map may hold."""
    discussions = tuple(_discussion(draw, at) for at in range(1, draw(st.integers(1, 3)) + 1))
    posts = [post for found in discussions for post in found.posts]
    components = _components(draw, posts)
    relations = _relations(draw, components)
    disputes = [dispute(1, components[:1], components[1:3])] if components and draw(st.booleans()) else []
    disputes = [replace(one, status=draw(st.none() | st.sampled_from(Status)), parts={"x": 0.5}) for one in disputes]
    return ArgumentMap(
        generator=Generator(name=draw(WORDS), version="1", models={"components": "ab"}, options={"x": 1, "y": None}),
        discussions=discussions,
        components=tuple(components),
        relations=tuple(relations),
        disputes=tuple(disputes),
    )


def _discussion(draw, at: int) -> Discussion:
    count = draw(st.integers(1, 4))
    posts = tuple(
        Post(
            id=f"d{at}.p{number}", text=draw(WORDS), author=draw(NAMES),
            written=draw(st.none() | st.just("2020-01-01")),
            url=draw(st.none() | st.just("https://example.org/?a=1&b='2'")), source_id=draw(st.none() | WORDS),
            reply_to=f"d{at}.p{draw(st.integers(1, number - 1))}" if number > 1 and draw(st.booleans()) else None,
            reply_evidence=draw(st.none() | st.sampled_from(ReplyEvidence)), reply_confidence=draw(st.none() | CHANCE),
            marks=(Mark(start=0, end=1, kind=draw(st.sampled_from(MarkKind)), href=draw(st.none() | WORDS)),),
        )
        for number in range(1, count + 1)
    )  # fmt: skip
    noise = (Noise(start=0, end=2, kind=NoiseKind.HEADER),) if draw(st.booleans()) else ()
    return Discussion(id=f"d{at}", title=draw(NAMES), source=draw(WORDS), format="test", noise=noise, posts=posts)


def _components(draw, posts: list[Post]):
    found = []
    for at in range(draw(st.integers(0, 6))):
        where = draw(st.sampled_from(posts))
        start = draw(st.integers(0, len(where.text) - 1))
        end = draw(st.integers(start + 1, len(where.text)))
        made = replace(
            component(where, where.text), start=start, end=end, text=where.text[start:end],
            id=draw(st.sampled_from((f"{where.id}:{start}-{end}#{at}", f"odd ]>{{{at}"))),
            kind=draw(st.sampled_from(Kind)), commitment=draw(st.none() | st.sampled_from(Commitment)),
            canonical=draw(st.none() | WORDS), confidence=draw(CHANCE), quoted=draw(st.booleans()),
            canonical_from=draw(st.sampled_from((None, (), (Borrowed(start=0, end=1, post=where.id),)))),
            quote_of=found[0].id if found and draw(st.booleans()) else None,
            review=draw(st.sampled_from((None, Review(verdict=Verdict.EDITED, by="ana", was="x\ny")))),
        )  # fmt: skip
        found.append(made)
    return found


def _relations(draw, components):
    """Return relations: cyclic ones, doubled ends, undercuts of relations, also of each other."""
    found: list[Relation] = []
    for at in range(draw(st.integers(0, 7)) if len(components) > 1 else 0):
        source, other = draw(st.permutations(components))[:2]
        step = draw(st.sampled_from(found)).id if found and draw(st.booleans()) else None
        found.append(
            Relation(
                id=f"r {at}\t]>", source=source.id, target=step or other.id, kind=draw(st.sampled_from(RelationKind)),
                subtype=Subtype.UNDERCUT if step else draw(st.none() | st.sampled_from(Subtype)),
                evidence=tuple(draw(st.lists(WORDS, max_size=2))), confidence=draw(CHANCE),
                alternatives=draw(st.sampled_from(((), (Alternative(target=other.id, confidence=0.2),)))),
            )
        )  # fmt: skip
    if len(found) > 1 and found[1].target == found[0].id and draw(st.booleans()):
        found[0] = replace(found[0], target=found[1].id, subtype=Subtype.UNDERCUT)
    return found
