"""xAIF, the JSON of the Open Argument Mining Framework: AIF, the text it is about, and our map beside them."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from argmap.argument import ArgumentMap, Component
from argmap.errors import InvalidError
from argmap.formats.aif import UNSAID, aif, told_by
from argmap.formats.losses import Losses
from argmap.formats.rider import KEY, Ride, merge, rider, riding
from argmap.formats.told import json_of, mapping, parsed

LOSES = Losses(beside=UNSAID)


def dump(argument_map: ArgumentMap) -> str:
    """Write xAIF: the AIF graph, the posts as marked text, and what AIF has no word for under `argmap`."""
    graph, speech = aif(argument_map)
    for edge in graph["edges"]:
        del edge["formEdgeID"]
    value = {
        "AIF": graph,
        "text": _text(argument_map, dict(zip(argument_map.by_id(), speech, strict=True))),
        "dialog": True,
        "OVA": {"firstname": "", "surname": "", "url": "", "nodes": [], "edges": []},
        KEY: rider(argument_map),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def load(text: str, *, where: str = "the file") -> ArgumentMap:
    """Read xAIF; where our map rode along, only what was changed in the AIF graph is applied to it."""
    value = json_of(text, where)
    if not isinstance(value, dict) or not isinstance(value.get("AIF"), dict):
        raise InvalidError(f'{where} is not xAIF: it has no object "AIF"')
    theirs = told_by(value["AIF"], where=where, format="xaif")
    carried = riding(value.get(KEY), where)
    if carried is None:
        return theirs
    base = told_by(aif(carried)[0], where=where, format="xaif")
    ids = [*carried.by_id(), *(relation.id for relation in carried.relations)]
    return merge(
        Ride(carried=carried, base=base, names={str(at): name for at, name in enumerate(ids, start=1)}), theirs
    )


def recognises(text: str) -> bool:
    """Return whether the JSON is xAIF."""
    return '"AIF"' in text and isinstance(mapping(parsed(text)).get("AIF"), dict)


def _text(argument_map: ArgumentMap, speech: Mapping[str, str]) -> str:
    inside: dict[str, list[Component]] = {}
    for component in argument_map.components:
        inside.setdefault(component.post, []).append(component)
    posts = argument_map.posts().values()
    return "<br>".join(
        f"{escape(post.author or 'unknown')} : {_marked(post.text, inside.get(post.id, []), speech)}" for post in posts
    )


def _marked(text: str, components: list[Component], speech: Mapping[str, str]) -> str:
    """Return the text in HTML, its components in spans; one that overlaps an earlier one gets none."""
    parts: list[str] = []
    at = 0
    for component in sorted(components, key=lambda one: (one.start, -one.end)):
        if component.start >= at:
            opening = f'<span class="highlighted" id="node{speech[component.id]}">'
            parts += [_html(text[at : component.start]), opening, _html(component.text), "</span>"]
            at = component.end
    return "".join([*parts, _html(text[at:])])


def _html(text: Any) -> str:
    return escape(text).replace("\n", "<br>")
