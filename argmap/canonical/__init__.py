"""Components get their canonical form: short, by itself, each word either their own or with the place it came from.

Takes the sentences of each post; a post without gets the form that words alone allow.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from argmap.argument import Borrowed, Component, Relation
from argmap.canonical.compress import Kept, compress
from argmap.canonical.keep import oftenness, worth
from argmap.canonical.plain import LONGEST, shorten
from argmap.canonical.resolve import Around, detached, resolve
from argmap.canonical.wording import Loan, worded
from argmap.clause import Clause, clause_of, clauses
from argmap.clues import is_bare
from argmap.discussion import Discussion
from argmap.nlp.cache import shared
from argmap.nlp.remembered import Form, Memory
from argmap.nlp.syntax import Sentence, Sentences
from argmap.quotes import forms

__all__ = ["LONGEST", "canonical", "shorten", "tidied"]

_MOST_WORDS = 120
_LEAST = 3
Short = tuple[str, tuple[Borrowed, ...]]


def canonical(
    components: Sequence[Component],
    relations: Sequence[Relation],
    discussions: Sequence[Discussion],
    sentences: Sentences,
    trees: Mapping[str, Clause] | None = None,
) -> tuple[Component, ...]:
    """Return the components, each with its canonical form; a quoted copy takes that of its original.

    `trees` are the clauses of the components by id, where they are known.
    """
    trees = trees or clauses(components, sentences)
    around = surroundings(components, relations, discussions, sentences, trees)
    kept = _kept(trees, around)
    short = {c.id: _short(c, trees[c.id], kept.get(c.id), around) for c in components}
    by_id = {c.id: c for c in components}
    for name, answered in _what_is_answered(components, relations).items():
        short[name] = _completed(short[name], by_id[answered], trees[answered], around)
    made = {c.id: short[c.quote_of or c.id] for c in components}
    return tuple(replace(c, canonical=made[c.id][0], canonical_from=made[c.id][1]) for c in components)


def tidied(text: str, sentences: Sequence[Sentence], most: int) -> str:
    """Return a component's text, parsed by itself, as its canonical form says it where more words are allowed.

    "" where it would have to be cut after so many words, wherever these end.
    """
    tree = clause_of(text, sentences)
    if not 0 < len(tree.words) <= _MOST_WORDS or not any(word.dep for word in tree.words):
        return ""
    kept = compress(tree, lambda at: worth(tree, at, 0.0), most)
    words = worded(tree, kept, detached(tree, kept.words), _MOST_WORDS * 2)[0]
    return words if len(words.split()) <= most else ""


def _what_is_answered(components: Sequence[Component], relations: Sequence[Relation]) -> dict[str, str]:
    """Return for each component that says too little by itself the one of another post that it speaks to."""
    home = {c.id: c.post for c in components}
    bare = {c.id for c in components if is_bare(forms(c.text))}
    return {
        r.source: r.target
        for r in sorted(relations, key=lambda r: r.confidence)
        if r.source in bare and r.target in home and r.target not in bare and home[r.source] != home[r.target]
    }


def _completed(made: Short, answered: Component, tree: Clause, around: Around) -> Short:
    """Return a bare answer with the words that it answers: "that is simply not so: minority stakes escape review"."""
    text, borrowed = made
    room = LONGEST - len(text.split())
    words = worded(tree, _compressed(tree, around, room), {})[0]
    if not _LEAST <= len(words.split()) <= room:
        return made
    loan = Loan(text=words, post=answered.post, start=answered.start, end=answered.end)
    return f"{text}: {words}", (*borrowed, loan.at(len(text) + 2))


def surroundings(
    components: Sequence[Component],
    relations: Sequence[Relation],
    discussions: Sequence[Discussion],
    sentences: Sentences,
    trees: Mapping[str, Clause],
) -> Around:
    """Return what the words of a component are read with: its map."""
    texts = {c.id: c.text for c in components}
    targets: dict[str, frozenset[str]] = {}
    for relation in relations:
        there = frozenset(forms(texts.get(relation.target, "")))
        targets[relation.source] = targets.get(relation.source, frozenset()) | there
    held = Counter(lemma for tree in trees.values() for lemma in {word.lemma.lower() for word in tree.words})
    return Around(
        sentences=sentences,
        reply_to={post.id: post.reply_to for d in discussions for post in d.posts},
        targets=targets,
        spread={lemma: oftenness(count / len(components)) for lemma, count in held.items()},
        title=frozenset(form for d in discussions for form in forms(d.title or "")),
    )


def _kept(trees: Mapping[str, Clause], around: Around) -> dict[str, Kept]:
    """Return what stays of each clause that was parsed and is not too long; what was compressed before is known."""
    names = [n for n, t in trees.items() if 0 < len(t.words) <= _MOST_WORDS and any(word.dep for word in t.words)]
    rows = [(*trees[name].signs(), repr([around.often(word) for word in trees[name].words])) for name in names]
    memory = Memory("canonical", shared())
    made = memory.recall("kept", rows, lambda new: [_compressed(trees[names[at]], around) for at in new], _KEPT)
    return dict(zip(names, made, strict=True))


def _short(component: Component, tree: Clause, kept: Kept | None, around: Around) -> Short:
    if kept is None:
        return shorten(component.text), ()
    loans = resolve(component, tree, kept.words, around) | detached(tree, kept.words)
    text, borrowed = worded(tree, kept, loans)
    return (text, borrowed) if forms(text) else (shorten(component.text), ())


def _compressed(tree: Clause, around: Around, most: int = LONGEST) -> Kept:
    return compress(tree, lambda at: worth(tree, at, around.often(tree.words[at])), most)


_KEPT = Form(
    lambda kept: json.dumps([sorted(kept.words), sorted(kept.denied)]).encode(),
    lambda data, _: Kept(**dict(zip(("words", "denied"), map(frozenset, json.loads(data)), strict=True))),
)
