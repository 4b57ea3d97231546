"""The weights of `reply-links` are fitted so that the true tree of a thread is likely among all it could be."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from argmap.thread.clues import Clues
from argmap.thread.trees import apart, chances

if TYPE_CHECKING:
    import torch

Array = np.ndarray[Any, Any]
_HIDDEN, _UPPER, _ROOT = 32, 16, 16
_DROPPED = 0.1
_CLIPPED = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A thread with its clues and its true parents (-1: nobody, -2: not known); `thread` is its name."""

    source: str
    thread: str
    variant: str
    clues: Clues
    parents: Array


def train(
    lessons: Sequence[Lesson], *, epochs: int, nested: bool = True, seed: int = 7, rate: float = 3e-3
) -> dict[str, Array]:
    """Return weights fitted on the lessons, one variant of each thread an epoch, drawn by `seed`.

    `nested`: the threads are in depth-first order, else in order of time.
    """
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = random.Random(seed)
    fixed = _scales(lessons)
    weights = _weights(fixed, torch.Generator().manual_seed(seed))
    variants: dict[tuple[str, str], list[Lesson]] = {}
    for lesson in lessons:
        variants.setdefault((lesson.source, lesson.thread), []).append(lesson)
    names = sorted(variants)
    steps = epochs * len(names)
    optimizer = torch.optim.AdamW(weights.values(), lr=rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda at: min(1, (at + 1) / 50) * max(0.02, 1 - at / steps)
    )
    for _ in range(epochs):
        chance.shuffle(names)
        for name in names:
            _step(chance.choice(variants[name]), weights, fixed, optimizer, chances if nested else apart)
            schedule.step()
    return {**{name: value.detach().numpy() for name, value in weights.items()}, **fixed}


def _step(
    lesson: Lesson,
    weights: Mapping[str, "torch.Tensor"],
    fixed: Mapping[str, Array],
    optimizer: Any,
    weigh: Callable[[Array, Array], tuple[Array, Array, float]],
) -> None:
    import torch

    count, reach = lesson.clues.pairs.shape[:2]
    post, step = np.nonzero(np.tri(count, reach, 0, dtype=bool) & (np.arange(reach) > 0))
    links, roots = _scores(lesson.clues, post, step, weights, fixed)
    table = np.full((count, reach), -1e9)
    table[post, step] = links.detach().numpy()
    nobody, likely, _ = weigh(roots.detach().numpy().astype(float), table)
    true, judged = lesson.parents[post] == post - step, lesson.parents > -2
    weight = 1 / np.sqrt(count)
    wrong_links = torch.from_numpy(((likely[post, step] - true) * judged[post] * weight).astype(np.float32))
    wrong_roots = torch.from_numpy(((nobody - (lesson.parents < 0)) * judged * weight).astype(np.float32))
    optimizer.zero_grad()
    torch.autograd.backward((links * wrong_links).sum() + (roots * wrong_roots).sum())
    torch.nn.utils.clip_grad_norm_(list(weights.values()), _CLIPPED)
    optimizer.step()


def _scores(
    clues: Clues, post: Array, step: Array, w: Mapping[str, "torch.Tensor"], fixed: Mapping[str, Array]
) -> tuple["torch.Tensor", "torch.Tensor"]:
    """Return what `ReplyLinks` returns for the pairs and posts, with gradients, some hidden units dropped."""
    import torch
    from torch.nn.functional import dropout, relu

    posts = torch.from_numpy((clues.posts - fixed["post_mean"]) / fixed["post_scale"]).float()
    pairs = torch.from_numpy((clues.pairs[post, step] - fixed["pair_mean"]) / fixed["pair_scale"]).float()
    here, there = torch.from_numpy(post), torch.from_numpy(post - step)
    hidden = relu(pairs @ w["pair"] + (posts @ w["child"] + w["pair_bias"])[here] + (posts @ w["parent"])[there])
    upper = relu(dropout(hidden, _DROPPED) @ w["middle"] + w["middle_bias"])
    line = pairs @ w["pair_line"] + (posts @ w["child_line"])[here] + (posts @ w["parent_line"])[there]
    both = np.concatenate([clues.roots, clues.posts], axis=1)
    roots = torch.from_numpy((both - fixed["root_mean"]) / fixed["root_scale"]).float()
    top = dropout(relu(roots @ w["root"] + w["root_bias"]), _DROPPED) @ w["root_top"]
    return upper @ w["top"] + line, top + roots @ w["root_line"] + w["root_constant"]


def _scales(lessons: Sequence[Lesson]) -> dict[str, Array]:
    pairs = np.concatenate(
        [lesson.clues.pairs[:, 1:][::3, ::5].reshape(-1, lesson.clues.pairs.shape[2]) for lesson in lessons]
    )
    posts = np.concatenate([lesson.clues.posts for lesson in lessons])
    roots = np.concatenate([np.concatenate([lesson.clues.roots, lesson.clues.posts], axis=1) for lesson in lessons])
    found = {}
    for name, rows in (("pair", pairs), ("post", posts), ("root", roots)):
        found[f"{name}_mean"] = rows.mean(0, dtype=np.float64).astype(np.float32)
        found[f"{name}_scale"] = (rows.std(0, dtype=np.float64) + 0.05).astype(np.float32)
    return found


def _weights(fixed: Mapping[str, Array], chance: Any) -> dict[str, "torch.Tensor"]:
    import torch

    pair, post, root = (len(fixed[f"{name}_mean"]) for name in ("pair", "post", "root"))
    total = pair + 2 * post
    shapes = {
        "pair": (pair, _HIDDEN, total), "child": (post, _HIDDEN, total), "parent": (post, _HIDDEN, total),
        "middle": (_HIDDEN, _UPPER, _HIDDEN), "root": (root, _ROOT, root),
    }  # fmt: skip
    found = {
        name: (torch.rand(rows, columns, generator=chance) * 2 - 1) / fan**0.5
        for name, (rows, columns, fan) in shapes.items()
    }
    found["top"] = (torch.rand(_UPPER, generator=chance) * 2 - 1) / _UPPER**0.5
    found["root_top"] = (torch.rand(_ROOT, generator=chance) * 2 - 1) / _ROOT**0.5
    zeros = {"pair_bias": _HIDDEN, "middle_bias": _UPPER, "root_bias": _ROOT, "pair_line": pair, "child_line": post}
    zeros |= {"parent_line": post, "root_line": root, "root_constant": 1}
    found |= {name: torch.zeros(size) for name, size in zeros.items()}
    return {name: value.requires_grad_() for name, value in found.items()}
