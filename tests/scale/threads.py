"""Small discussions on disk, made up here."""

import json

from argmap.scale.work import Settings

RULES = Settings(models={"syntax": "rules", "components": "rules", "relations": "rules"}, embeddings=False)
TALK = """ana: We should close bridge {n} to cars. Two cyclists were hit on it last year.
  ben: That is wrong, because it would only push the traffic into street {n}, where the school is.
    ana: No, the school has a wall.
"""


def talk(n):
    return TALK.format(n=n)


def folder_of(path, count):
    path.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        (path / f"{n:03d}.txt").write_text(talk(n), encoding="utf-8")
    return path


def rows_of(thread):
    """Return the comments of a small thread as rows of a dump."""
    said = ["We should close the bridge.", "That is wrong, the shops would suffer.", "They would not."]
    names = [f"{thread}-{at}" for at in range(3)]
    return [
        {"thread_id": thread, "id": name, "text": text, "author": f"a{at}", "reply_to": names[at - 1] if at else None}
        for at, (name, text) in enumerate(zip(names, said, strict=True))
    ]


def dump(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def interleaved(threads):
    """Return the rows of some threads, the first of each, then the second of each."""
    return [row for rows in zip(*(rows_of(name) for name in threads), strict=True) for row in rows]
