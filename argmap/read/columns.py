"""Which column of a table, or key of a record, says what: found by the names that people give them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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


def find(names: Iterable[str]) -> Columns | None:
    """Return which of the names say what; None where none says what was written, or nothing else is known of it."""
    known: dict[str, list[str]] = {}
    for name in names:
        known.setdefault(plain(name), []).append(name)
    found = {
        meaning: tuple(name for word in words for name in known.get(word, ())) for meaning, words in _NAMES.items()
    }
    about = found["id"] or found["author"] or found["reply_to"] or found["written"]
    return Columns(**found) if found["text"] and about else None


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
