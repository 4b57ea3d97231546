"""Label Studio tasks (JSON): all posts as one text, claims and premises as regions, relations between them."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.argument import ArgumentMap, Commitment, Component, Kind, Relation, RelationKind, Subtype
from argmap.discussion import Post
from argmap.errors import InvalidError
from argmap.formats.document import Document, document
from argmap.formats.forest import numbered
from argmap.formats.losses import OWN, Losses
from argmap.formats.rider import KEY, Ride, merge, rider, riding
from argmap.formats.told import VERBS, Link, confidence_of, json_of, mapping, parsed, term, told

LOSES = Losses(
    beside=(
        *OWN, "titles, sources and source formats", "borders of posts", "reply links", "authors",
        "places of components", "control signs in words", "quoted copies", "undercut steps",
        "undercuts of an own step", "evidence", "confidences of relations", "disputes", "ids",
    )
)  # fmt: skip
CONFIG = f"""<View>
  <Relations>
    {"".join(f'<Relation value="{name}"/>' for name in (*VERBS.values(), *(one.value for one in Subtype)))}
  </Relations>
  <Labels name="label" toName="text">
    <Label value="Claim" background="#ffb300"/><Label value="Premise" background="#42a5f5"/>
  </Labels>
  <Choices name="commitment" toName="text" perRegion="true">
    {"".join(f'<Choice value="{one.value}"/>' for one in Commitment)}
  </Choices>
  <TextArea name="canonical" toName="text" perRegion="true" maxSubmissions="1"/>
  <Text name="text" value="$text"/>
</View>
"""


def dump(argument_map: ArgumentMap) -> str:
    """Write one Label Studio task with a prediction; its labelling interface is `label_studio.CONFIG`."""
    task = _task(argument_map, document(argument_map))
    task["data"][KEY] = rider(argument_map)
    return json.dumps([task], ensure_ascii=False, indent=1) + "\n"


def load(text: str, *, where: str = "the file") -> ArgumentMap:
    """Read Label Studio tasks: the last annotation of each, else its prediction; our map is changed accordingly."""
    value = json_of(text, where)
    tasks = value if isinstance(value, list) else [value]
    if not tasks or not all(isinstance(task, dict) and isinstance(task.get("data"), dict) for task in tasks):
        raise InvalidError(f'{where} is not an export of Label Studio: it has no tasks with "data"; export as JSON')
    theirs = _told_by(tasks, where)
    carried = riding(tasks[0]["data"].get(KEY), where) if len(tasks) == 1 else None
    if carried is None:
        return theirs
    made = document(carried)
    made.same(str(tasks[0]["data"].get("text")), where)
    names = {name: own for own, name in numbered(carried)[0].items()} | _link_names(carried)
    ride = Ride(carried=carried, base=_told_by([_task(carried, made)], where), names=names)
    return merge(ride, theirs, lambda one: made.place(one.start, one.end, where))


def recognises(text: str) -> bool:
    """Return whether the JSON is tasks of Label Studio."""
    if '"data"' not in text or not ('"predictions"' in text or '"annotations"' in text):
        return False
    tasks = parsed(text) if text.lstrip()[:1] == "[" else [parsed(text)]
    return isinstance(tasks, list) and any(
        isinstance(mapping(task).get("data"), dict) and ("annotations" in task or "predictions" in task)
        for task in tasks
    )


def _task(argument_map: ArgumentMap, made: Document) -> dict[str, Any]:
    results = list(_results(argument_map, made))
    sure = [component.confidence for component in argument_map.components]
    prediction = {
        "model_version": f"{argument_map.generator.name} {argument_map.generator.version}".strip(),
        "score": round(sum(sure) / len(sure), 3) if sure else 0.0,
        "result": results,
    }
    return {"data": {"text": made.text}, "predictions": [prediction]}


def _results(argument_map: ArgumentMap, made: Document) -> Iterator[dict[str, Any]]:
    names, _ = numbered(argument_map)
    for component in argument_map.components:
        yield from _region(component, names[component.id], made)
    for relation, start, end in _ends(argument_map):
        yield {
            "type": "relation", "from_id": start, "to_id": end, "direction": "right", "labels": _labels(relation),
        }  # fmt: skip


def _ends(argument_map: ArgumentMap) -> Iterator[tuple[Relation, str, str]]:
    """Yield each relation with the regions it joins: a region for the relation that it undercuts is its source."""
    (names, _), targets = numbered(argument_map), argument_map.targets()
    for relation in argument_map.relations:
        yield relation, names[relation.source], names[targets[relation.id]]


def _link_names(argument_map: ArgumentMap) -> dict[str, str]:
    """Return the relations by what a reader calls them: Label Studio drops their ids, so by what they join."""
    seen: Counter[str] = Counter()
    return {_link_name(start, end, seen): relation.id for relation, start, end in _ends(argument_map)}


def _link_name(start: str, end: str, seen: Counter[str]) -> str:
    seen[f"{start}>{end}"] += 1
    return f"{start}>{end}" + (f"~{seen[f'{start}>{end}']}" if seen[f"{start}>{end}"] > 1 else "")


def _region(component: Component, name: str, made: Document) -> Iterator[dict[str, Any]]:
    start, end = made.span(component)
    place = {"start": start, "end": end}
    shared = {"id": name, "to_name": "text"}
    label = "Claim" if component.kind is Kind.CLAIM else "Premise"
    value = {**place, "text": made.text[start:end], "labels": [label]}
    yield {**shared, "from_name": "label", "type": "labels", "value": value, "score": component.confidence}
    if component.commitment is not None:
        value = {**place, "choices": [component.commitment.value]}
        yield {**shared, "from_name": "commitment", "type": "choices", "value": value}
    if component.canonical is not None:
        value = {**place, "text": [component.canonical]}
        yield {**shared, "from_name": "canonical", "type": "textarea", "value": value}


def _labels(relation: Relation) -> list[str]:
    return [VERBS[relation.kind], *([relation.subtype.value] if relation.subtype else [])]


def _told_by(tasks: list[dict[str, Any]], where: str) -> ArgumentMap:
    """Return the map that the tasks alone tell, a post for each."""
    posts: list[Post] = []
    components: list[Component] = []
    links: list[Link] = []
    left_out: Counter[str] = Counter()
    for number, task in enumerate(tasks, start=1):
        prefix = f"{number}:" if len(tasks) > 1 else ""
        author = task["data"].get("author")
        post = Post(id=f"p{number}", text=str(task["data"].get("text") or ""), author=author and str(author))
        results = [one for one in _chosen(task, left_out) if isinstance(one, dict)]
        posts.append(post)
        components += _components(results, post, prefix, where, left_out)
        links += _links(results, prefix)
    return told(posts, components, links, format="label-studio", where=where, left_out=left_out)


def _chosen(task: Mapping[str, Any], left_out: Counter[str]) -> list[Any]:
    done = [one for one in task.get("annotations") or () if isinstance(one, dict) and not one.get("was_cancelled")]
    left_out["annotations before the last"] += max(0, len(done) - 1)
    made = [one for one in task.get("predictions") or () if isinstance(one, dict)]
    last = (done or made or [{}])[-1]
    return list(last.get("result") or ())


def _components(
    results: list[dict[str, Any]], post: Post, prefix: str, where: str, left_out: Counter[str]
) -> Iterator[Component]:
    extra = {(one.get("id"), one.get("from_name")): one.get("value") or {} for one in results}
    for one in results:
        if one.get("type") != "labels":
            continue
        value = one.get("value") or {}
        labels = [str(label).lower() for label in value.get("labels") or ()]
        kind = next((kind for kind in Kind if kind.value in labels), None)
        if kind is None:
            left_out[f"regions called {', '.join(labels) or 'nothing'}"] += 1
            continue
        start, end = _place(value, post.text, f"{where}: region {one.get('id')}")
        choices = extra.get((one.get("id"), "commitment"), {}).get("choices") or [None]
        said = extra.get((one.get("id"), "canonical"), {}).get("text")
        yield Component(
            id=f"{prefix}{one.get('id')}", post=post.id, start=start, end=end, text=post.text[start:end], kind=kind,
            commitment=term(Commitment, choices[0]),
            canonical=str(said[0]) if isinstance(said, list) and said else None,
            confidence=confidence_of(one.get("score")),
        )  # fmt: skip


def _place(value: Mapping[str, Any], text: str, where: str) -> tuple[int, int]:
    """Return the offsets in characters: old versions count an emoji as two, which the words tell."""
    start, end, words = value.get("start"), value.get("end"), value.get("text")
    if not isinstance(start, int) or not isinstance(end, int):
        raise InvalidError(f"{where} has no start and end in characters; label plain text, not HTML")
    if isinstance(words, str) and text[start:end] != words:
        units = text.encode("utf-16-le", "surrogatepass")
        start = len(units[: 2 * start].decode("utf-16-le", "surrogatepass"))
        end = start + len(words)
        if text[start:end] != words:
            raise InvalidError(f"{where} does not stand where it says; its text was changed")
    if not 0 <= start < end <= len(text):
        raise InvalidError(f"{where} ends outside its text; its offsets are not in characters")
    return start, end


def _links(results: list[dict[str, Any]], prefix: str) -> Iterator[Link]:
    seen: Counter[str] = Counter()
    for one in results:
        if one.get("type") != "relation":
            continue
        labels = [str(label) for label in one.get("labels") or ()]
        ends = [str(one.get("from_id")), str(one.get("to_id"))]
        if one.get("direction") == "left":
            ends.reverse()
        name = _link_name(ends[0], ends[1], seen)
        yield Link(
            id=f"{prefix}{name}", source=f"{prefix}{ends[0]}", target=f"{prefix}{ends[1]}",
            kind=RelationKind.ATTACK if VERBS[RelationKind.ATTACK] in labels else RelationKind.SUPPORT,
            subtype=next((other for label in labels if (other := term(Subtype, label))), None),
        )  # fmt: skip
