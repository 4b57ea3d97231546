"""Where a parsed sentence is cut into clauses: the edges of its clauses and its signs, weighed by what is seen there.

A logistic regression on the edges of components that people marked (`cuts.json`, made by `argmap train clauses`). It
knows trees, signs, joining words, lengths and verbs of saying and thinking, and no other word.
"""

import json
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate

from argmap.nlp.rules import squash, weigh
from argmap.nlp.syntax import Token

LEAST = 0.22
LEAST_WORDS = 4
DASHES = (",", "-", "--", "–", "—")
CLAUSES = frozenset("conj advcl acl ccomp xcomp parataxis appos list csubj dislocated".split())
_PHRASES = frozenset(("conj", "appos"))
_SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
_MODALS = frozenset("can could will would should may might must".split())
_DENIALS = frozenset(("not", "n't", "never", "no"))
_CUT_BEFORE = frozenset("because but so since though although whereas while yet".split())
_JOINING = _CUT_BEFORE | {"and", "or"}
_LINKING = _JOINING | frozenset(
    "as that which who where when if then also nor plus however therefore thus for cause cuz even".split()
)
_OPENING = frozenset(
    "not i it this they you we there what how why to rather instead e.g. the in hence".split()
)  # fmt: skip
_SIGNS = {
    ",": ",", ";": ";", ":": ":", "-": "-", "--": "-", "–": "-", "—": "-", "...": "…", "…": "…",
    "(": "(", "[": "(", ")": ")", "]": ")", '"': '"', "“": '"', "”": '"',
}  # fmt: skip
_OPENS = frozenset("([“\"‘'`*_")
_LENGTHS = (3, 4, 5, 6, 8, 10, 14, 20)
Seen = Mapping[str, float]


def cuts(tokens: Sequence[Token], weights: Seen | None = None) -> tuple[int, ...]:
    """Return the tokens before which a sentence is cut, joining words and the surest first; no part has few words.

    Of a sentence without heads only its signs and words are known: it is cut where words join two statements.
    """
    if sum(token.text[:1].isalnum() for token in tokens) < 2 * LEAST_WORDS:
        return ()
    known = shipped() if weights is None else weights
    content = contents(tokens)
    joined = {content[at] for at in range(1, len(tokens)) if _joins(tokens, at)}
    if tokens and not tokens[0].pos:
        return _spaced(tokens, [at for at in range(1, len(tokens)) if _joins(tokens, at)])
    weighed = [(content[at] in joined, squash(weigh(known, seen)), -at) for at, seen in places(tokens)]
    return _spaced(tokens, [-at for joins, chance, at in sorted(weighed, reverse=True) if joins or chance >= LEAST])


def _spaced(tokens: Sequence[Token], wanted: Iterable[int]) -> tuple[int, ...]:
    """Return the wanted cuts, each if the parts beside it keep enough words; the first served."""
    words = list(accumulate((token.text[:1].isalnum() for token in tokens), initial=0))
    edges = [0, len(tokens)]
    for at in wanted:
        place = bisect(edges, at)
        if min(words[at] - words[edges[place - 1]], words[edges[place]] - words[at]) >= LEAST_WORDS:
            edges.insert(place, at)
    return tuple(edges[1:-1])


def _joins(found: Sequence[Token], at: int) -> bool:
    """Say whether a word or semicolon joins two statements; where heads are known it opens one with its own subject."""
    word, before = found[at].text.casefold(), found[at - 1].text
    if word == ";" or before == ";":
        return True
    if word not in _CUT_BEFORE or (word != "because" and before not in DASHES):
        return False
    head = found[at].head
    subjects = (t for t in found if t.head == head and t.dep.partition(":")[0] in _SUBJECTS)
    return not found[at].pos or (head > at and any(subjects))


def places(tokens: Sequence[Token]) -> list[tuple[int, Seen]]:
    """Return the tokens before which a sentence may be cut, and what is seen at each, by name."""
    tree = _Tree(tokens)
    content = contents(tokens)
    taken = {content[0], len(tokens)}
    found = []
    for at, (opened, closed) in sorted(_edges(tree).items()):
        if content[at] not in taken:
            taken.add(content[at])
            found.append((at, _seen(tree, at, opened, closed)))
    return found


def contents(tokens: Sequence[Token]) -> list[int]:
    """Return for each token the first from it on that is a word and does not only link; edges that share it are one."""
    found = [len(tokens)]
    for at in range(len(tokens) - 1, -1, -1):
        links = not tokens[at].text[:1].isalnum() or tokens[at].text.lower() in _LINKING
        found.append(found[-1] if links else at)
    return found[::-1]


class _Tree:
    """A sentence as a tree: what each clause spans, how deep it lies, what hangs from its head."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens, size = tokens, len(tokens)
        self.low = [token.text.lower() for token in tokens]
        self.deps = [token.dep.partition(":")[0] for token in tokens]
        self.words = list(accumulate((token.text[:1].isalnum() for token in tokens), initial=0))
        self.first, self.last, self.depth = list(range(size)), list(range(size)), [0] * size
        self.subjects, self.finite, self.denied = set[int](), set[int](), set[int]()
        self.linked: dict[int, str] = {}
        for at, token in enumerate(tokens):
            self._hang(at, token)
        self._span()

    def _hang(self, at: int, token: Token) -> None:
        dep, head, low = self.deps[at], token.head, self.low[at]
        finite = "VerbForm=Fin" in token.morph
        if dep in _SUBJECTS:
            self.subjects.add(head)
        if finite:
            self.finite.add(at)
        if low in _MODALS or (dep in ("aux", "cop") and finite):
            self.finite.add(head)
        if low in _DENIALS:
            self.denied.add(head)
        if token.dep in ("mark", "advmod") and low in _LINKING:
            self.linked.setdefault(head, low)

    def _span(self) -> None:
        """Let each clause reach as far as what hangs from it: from the root down, then from the leaves up."""
        below: list[list[int]] = [[] for _ in self.tokens]
        order: list[int] = []
        for at, token in enumerate(self.tokens):
            (below[token.head] if token.head >= 0 else order).append(at)
        for at in order:
            order += below[at]
        for at in order:
            head = self.tokens[at].head
            self.depth[at] = (self.depth[head] if head >= 0 else 0) + (self.deps[at] in CLAUSES)
        for at in reversed(order):
            head = self.tokens[at].head
            if head >= 0:
                self.first[head] = min(self.first[head], self.first[at])
                self.last[head] = max(self.last[head], self.last[at])

    def kind(self, at: int) -> str:
        """Return what clause hangs here, its subject and its finite verb, if it has them."""
        name = self.tokens[at].dep if self.tokens[at].dep == "acl:relcl" else self.deps[at]
        return f"{name} {'s' if at in self.subjects else '-'}{'f' if at in self.finite else '-'}"

    def settled(self, at: int) -> int:
        """Return the place behind the signs that close what stands before `at`."""
        while at < len(self.tokens) and not self.low[at][:1].isalnum() and self.low[at] not in _OPENS:
            at += 1
        return at


Edges = dict[int, tuple[list[int], list[int]]]


def _edges(tree: _Tree) -> Edges:
    """Return by place the heads of the clauses that open and close there; signs and joining words are edges too."""
    found: Edges = {}
    size = len(tree.tokens)
    for at, token in enumerate(tree.tokens):
        dep = tree.deps[at]
        if dep in CLAUSES and not (dep in _PHRASES and token.pos not in ("VERB", "AUX") and at not in tree.subjects):
            start = tree.settled(tree.first[at])
            found.setdefault(start if start <= at else tree.first[at], ([], []))[0].append(at)
            found.setdefault(tree.settled(tree.last[at] + 1), ([], []))[1].append(at)
        if at and tree.low[at - 1] in _SIGNS and (tree.low[at][:1].isalnum() or tree.low[at] in _OPENS):
            found.setdefault(at, ([], []))
        if tree.low[at] in ("(", "[") or tree.low[at] in _JOINING:
            found.setdefault(at, ([], []))
    return {at: heads for at, heads in found.items() if 0 < at < size}


def _seen(tree: _Tree, at: int, opened: Sequence[int], closed: Sequence[int]) -> Seen:
    sign, word = _sign(tree, at), tree.low[at]
    word = word if word in _LINKING or word in _OPENING else "*"
    names = ["bias", f"sign {sign}", f"word {word}", f"word {word} {sign}"]
    head = min(opened, key=lambda one: tree.depth[one], default=None)
    dep = "no"
    if head is None:
        names.append(f"no clause {sign} {word}")
    else:
        dep = tree.kind(head).split()[0]
        names += _opened(tree, at, head, sign, word)
    names += _closed(tree, min(closed, key=lambda one: tree.depth[one], default=None), sign)
    names.append(f"{dep} opens, {'one' if closed else 'none'} closes {sign}")
    left, right = tree.words[at], tree.words[-1] - tree.words[at]
    sides = "".join(str(int(any(d in _SUBJECTS for d in side))) for side in (tree.deps[:at], tree.deps[at:]))
    least = _length(min(left, right))
    names += [f"left {_length(left)}", f"right {_length(right)}", f"least {least}", f"{dep} least {least}"]
    names += [f"all {_length(left + right)}", f"subjects {sides}", f"subjects {sides} {dep}"]
    names += ["asks" if tree.low[-1].startswith("?") else "tells", f"clauses {min(len(tree.subjects), 6)}"]
    before = tree.low[:at]
    if before.count("(") + before.count("[") > before.count(")") + before.count("]"):
        names.append("in brackets")
    return dict.fromkeys(names, 1.0)


def _opened(tree: _Tree, at: int, head: int, sign: str, word: str) -> list[str]:
    token, kind = tree.tokens[head], tree.kind(head)
    dep, above = kind.split()[0], tree.tokens[head].head
    over = "root" if tree.tokens[above].head < 0 else tree.deps[above]
    size = tree.words[tree.last[head] + 1] - tree.words[max(at, tree.first[head])]
    names = [f"opens {kind}", f"opens {kind} {sign}", f"opens {dep} {word}", f"opens {kind} {word}"]
    names += [f"{dep} under {'s' if above in tree.subjects else '-'} {over}", f"depth {min(tree.depth[head], 4)}"]
    names += [f"{dep} size {_length(size)}", f"{dep} is {token.pos}"]
    names.append("to the end" if tree.words[-1] == tree.words[tree.last[head] + 1] else "goes on")
    if head in tree.denied:
        names.append(f"{dep} denied")
    if above in tree.denied:
        names.append(f"denied before {word}")
    if dep == "ccomp":
        names.append(f"ccomp of {tree.tokens[above].lemma.lower()}")
    return names


def _closed(tree: _Tree, head: int | None, sign: str) -> list[str]:
    if head is None:
        return ["closes none"]
    kind = tree.kind(head)
    dep, where = kind.split()[0], "first" if tree.words[tree.first[head]] == 0 else "within"
    return [f"closes {kind} {where}", f"closes {dep} {sign}", f"closes {dep} {tree.linked.get(head, '-')} {where}"]


def _sign(tree: _Tree, at: int) -> str:
    sign = _SIGNS.get(tree.low[at - 1], "_")
    return sign + _SIGNS.get(tree.low[at - 2], "") if sign == '"' and at > 1 else sign


def _length(words: int) -> str:
    return next((str(one) for one in _LENGTHS if words <= one), "more")


@cache
def shipped() -> Seen:
    """Return the weights that argmap ships."""
    return dict(json.loads((files("argmap") / "cuts.json").read_text(encoding="utf-8")))
