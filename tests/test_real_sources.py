"""The five real sources for which argmap was conceived read, map and list their disputes as a person would."""

import re
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from argmap.argument import RelationKind
from argmap.nlp.models import models
from argmap.pipeline import map_sources
from argmap.quotes import key
from argmap.read import read, source_text
from argmap.read.headers import parse
from argmap.read.noise import classify

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def seeds(data):
    return sorted(str(path) for path in (data / "seeds").iterdir())


@pytest.fixture(scope="module")
def thread(seeds):
    return next(path for path in seeds if "sigmoid10 · " in Path(path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def thread_map(thread):
    return map_sources([thread])


@pytest.fixture(scope="module")
def whole_map(seeds):
    return map_sources(seeds)


def words_of(argument_map, dispute):
    claims = argument_map.by_id()
    return " ".join(claims[name].text for name in (*dispute.claims_for, *dispute.claims_against))


def test_the_thread_has_42_posts(thread):
    assert len(read(thread).posts) in (42, 43)


def test_a_quoted_sentence_is_attacked_by_the_sentence_that_denies_it(thread_map):
    claims = thread_map.by_id()
    attacks = [
        relation
        for relation in thread_map.relations
        if relation.kind is RelationKind.ATTACK
        and claims[relation.target].text.startswith("They have no authority to review a minority investment")
        and claims[relation.source].text.startswith("Partial acquisitions and minority shareholdings don't allow you")
    ]
    assert len(attacks) == 1
    assert any(evidence.startswith("quote:p1:") for evidence in attacks[0].evidence)


def test_whether_a_minority_stake_escapes_review_is_among_the_first_five(thread_map):
    assert any("minority" in words_of(thread_map, dispute) for dispute in thread_map.disputes[:5])


def test_the_rules_alone_find_that_dispute_too(thread):
    by_rules = map_sources([thread], slots=models(components="rules", relations="rules"))
    assert any("minority" in words_of(by_rules, dispute) for dispute in by_rules.disputes[:5])


def test_nothing_of_the_repeated_tail_is_mapped_twice(thread_map):
    own = [key(c.text) for c in thread_map.components if c.quote_of is None and len(key(c.text).split()) > 4]
    assert len(own) == len(set(own))


def test_no_header_boilerplate_or_footnote_is_a_component(thread_map, whole_map):
    for component in (*thread_map.components, *whole_map.components):
        assert parse(component.text) is None
        assert classify(component.text) is None
        assert not re.fullmatch(r"\[\d+\]\s*https?://\S+", component.text)


def test_a_post_in_two_sources_is_one_voice(whole_map):
    copies = {post.id for post in whole_map.posts().values() if post.same_as}
    assert copies
    assert not any(component.post in copies for component in whole_map.components)


def test_no_post_is_read_twice(whole_map):
    for discussion in whole_map.discussions:
        said = [key(post.text) for post in discussion.posts if len(key(post.text).split()) > 4]
        assert len(said) == len(set(said))


def test_components_of_two_posts_with_the_same_words_are_copies(whole_map):
    known = whole_map.by_id()
    first = {}
    for component in whole_map.components:
        words = key(component.text)
        if component.quote_of is not None:
            assert known[component.quote_of].post != component.post
        elif len(words.split()) > 4 and not component.quoted:
            other = first.setdefault(words, component)
            assert other.post == component.post, (other.id, component.id)


def test_offsets_of_posts_and_noise_lie_in_the_source(seeds):
    for path in seeds:
        text, found = source_text(path), read(path)
        for post in found.posts:
            assert 0 <= post.start < post.end <= len(text)
            if found.format != "html":
                written, said = key(text[post.start : post.end]), [key(line) for line in post.text.split("\n")]
                assert written.startswith(said[0])
                assert written.endswith(said[-1])
        assert all(0 <= noise.start < noise.end <= len(text) for noise in found.noise)


def test_each_source_maps_alone(seeds):
    for path in seeds:
        assert map_sources([path]).components


def test_all_sources_map_in_seconds(seeds):
    started = time.process_time()
    for path in seeds:
        map_sources([path])
    map_sources(seeds)
    assert time.process_time() - started < 20


def seconds_of_work(*arguments):
    """Run argmap cold and return the processor seconds it took, which do not depend on what else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "argmap", *arguments], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_disputes_of_the_thread_come_within_five_seconds_cold(thread):
    assert seconds_of_work("disputes", thread) < 5


def test_help_comes_at_once():
    assert statistics.median(seconds_of_work("--help") for _ in range(5)) < 0.3
