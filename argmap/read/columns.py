"""Which column of a table, or key of a record, says what: found by the names that people give them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from argmap.errors import ReadError

_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": tuple(
        "id commentid postid messageid msgid tweetid uuid objectid utteranceid statusid shortid replyid rowid".split()
    ),
    "text": tuple(
        "text comment body content commenttext commentbody message messagetext post posttext transcript utterance tweet"
        " statement reply response selftext surveytext opinion fulltext bodytext argument".split()
    ),
    "author": tuple(
        "author user username authorname speaker usertext screenname displayname nickname nick by commenter"
        " commentauthor ownerdisplayname userdisplayname participant sender from name owneruserid userid authorid"
        " participantid".split()
    ),
    "reply_to": tuple(
        "replyto inreplyto parentid parent parentcommentid parentcomment replytoid inreplytoid inreplytostatusid"
        " responseto parentpostid replytopostnumber answerto".split()
    ),
    "written": tuple(
        "written createdat createdutc timestamp datetime creationdate created date time posted postedat publishedat"
        " dateposted submittedat sentat".split()
    ),
    "url": tuple("url permalink link href".split()),
    "title": tuple("title subject threadtitle headline".split()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """For each thing a record may say, the names of the columns that say it, the best one first."""

    text: tuple[str, ...]
    id: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    title: tuple[str, ...] = ()


def named(written: str) -> Columns:
    """Return what "text=body,reply_to=parent" says of the columns; raise ReadError for what means nothing."""
    known = [field.name for field in fields(Columns)]
    said: dict[str, tuple[str, ...]] = {}
    for part in written.split(","):
        meaning, sign, name = (piece.strip() for piece in part.partition("="))
        if meaning not in known or not sign or not name:
            raise ReadError(f"{part.strip()!r} names no column; write one such as text=body, of {', '.join(known)}")
        said[meaning] = (*said.get(meaning, ()), name)
    return Columns(**{"text": (), **said})


def find(names: Iterable[str], chosen: Columns | None = None) -> Columns | None:
    """Return which of the names say what; None where none says what was written, or nothing else is known of it.

    What is `chosen` goes before what the names suggest, and is enough.
    """
    return _found(tuple(names), chosen)


@lru_cache(64)
def _found(names: tuple[str, ...], chosen: Columns | None) -> Columns | None:
    # The records of a source have the same few keys.
    said = {field.name: getattr(chosen, field.name) for field in fields(Columns)} if chosen else {}
    taken = frozenset(name for columns in said.values() for name in columns)
    known: dict[str, list[str]] = {}
    for name in names:
        if name not in taken:
            known.setdefault(plain(name), []).append(name)
    found = {
        meaning: said.get(meaning) or tuple(name for word in words for name in known.get(word, ()))
        for meaning, words in _NAMES.items()
    }
    about = found["id"] or found["author"] or found["reply_to"] or found["written"]
    told = bool(chosen) and not taken.isdisjoint(names)
    return Columns(**found) if found["text"] and (about or told) else None


def value(record: Mapping[str, Any], names: Iterable[str]) -> Any:
    """Return the first of the named values that says something, or None."""
    for name in names:
        said = record.get(name)
        if said is not None and said is not False and not (isinstance(said, str) and not said.strip()):
            return said
    return None


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a column's name without case, spaces and signs."""
    return re.sub(r"[\W_]+", "", name.casefold())[:100]
